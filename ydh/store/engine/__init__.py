"""Connections, units of work, compiled statements, schema and migrations."""
