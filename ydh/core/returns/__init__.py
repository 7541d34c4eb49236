"""Returns, from asking for one to paying it back."""
