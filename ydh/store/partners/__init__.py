"""Statements about customers and carriers."""
