"""Statements about cases."""
