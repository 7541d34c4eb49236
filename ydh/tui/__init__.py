"""The screens: a Textual app over the same use cases as the commands. Start reading at `book.py`, then `listing.py`."""
