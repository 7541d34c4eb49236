"""Screens of products and prices."""
