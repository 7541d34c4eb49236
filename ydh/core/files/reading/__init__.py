"""Files that people give: read, checked and measured, with every problem found, before anything is written.

Start at `files.read`. This file imports nothing: `ydh.core.values.messages.all` takes its templates from here.
"""
