"""Plain values: words, text, money, quantities, errors and their messages."""
