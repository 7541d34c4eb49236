"""Statements that found a company and know who acts."""
