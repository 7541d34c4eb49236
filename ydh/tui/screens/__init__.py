"""The books and the few screens that are more than a list."""
