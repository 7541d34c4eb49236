"""ydh (易订货): wholesale ordering from terminals."""

__version__ = "0.1.0"
