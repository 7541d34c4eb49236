"""Statements about returns."""
