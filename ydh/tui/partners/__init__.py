"""Screens of customers and carriers."""
