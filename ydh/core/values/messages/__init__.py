"""The templates of all errors, in English."""
