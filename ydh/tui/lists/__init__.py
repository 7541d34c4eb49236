"""Lists and forms of any noun: books, the list screen, deeds, keys, pages."""
