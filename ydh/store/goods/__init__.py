"""Statements about products and prices."""
