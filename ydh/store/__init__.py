"""Remembers: tables, connections, units of work, queries, migrations. Gives tuples and counts, decides nothing."""

from ydh.store import drivers as drivers  # before anything imports peewee
