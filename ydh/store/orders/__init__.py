"""Statements about orders, carts and shortages."""
