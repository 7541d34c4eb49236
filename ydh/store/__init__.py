"""Remembers: tables, connections, units of work, queries, migrations. Gives tuples and counts, decides nothing."""
