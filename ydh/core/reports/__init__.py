"""The table of reports and their rows."""
