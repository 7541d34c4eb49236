"""Screens of shipments and picking."""
