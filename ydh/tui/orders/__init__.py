"""Screens of orders, the catalogue and the cart."""
