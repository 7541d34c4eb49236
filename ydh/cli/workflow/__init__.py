"""Commands for steps and the clock."""
