"""The screens: a Textual app over the same use cases as the commands. Start reading at `lists/book.py`."""
