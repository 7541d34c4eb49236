"""Reading and importing files."""
