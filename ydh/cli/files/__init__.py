"""Commands for imported files."""
