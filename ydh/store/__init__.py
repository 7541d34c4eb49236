"""Remembers: tables, connections, transactions, queries, migrations. Gives plain tuples and row counts, decides nothing."""
