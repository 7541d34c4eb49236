"""Statements about shipments and picking."""
