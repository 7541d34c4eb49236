"""Batch import of products, customers, prices, stock and orders: checked whole, shown, then committed whole.

Start at `importing`. This file imports nothing: `ydh.core.values.messages.all` takes its templates from here.
"""
