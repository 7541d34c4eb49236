"""A package, so that `from tests.kit.servers import …` means ours whatever else is installed."""
