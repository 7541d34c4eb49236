"""Remembers: tables, connections, units of work, queries, migrations. Gives tuples and counts, decides nothing."""

from ydh.store.engine import drivers as drivers  # before anything imports peewee
