"""What the README's figures come from. `python -m benchmarks --help` says how to run them."""
