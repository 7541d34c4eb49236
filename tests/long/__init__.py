"""Runs that are too long for every change: `make crash N=2000` and `make races N=100000`."""
