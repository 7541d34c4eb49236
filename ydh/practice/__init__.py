"""A believable wholesale company of our own making, for practice, tests and benchmarks."""
