"""Commands for returns."""
