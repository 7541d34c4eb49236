"""The app, its first screens, and the table of places."""
