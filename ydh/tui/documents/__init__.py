"""What the screens of all documents share."""
