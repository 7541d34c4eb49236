"""Files that people give: read, checked and measured, with every problem found, before anything is written.

Start at `files.read`. This file imports nothing: `ydh.core.messages` takes its templates from here.
"""
