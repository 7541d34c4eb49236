"""A package, so that `from tests.servers import …` means ours whatever else is installed."""
