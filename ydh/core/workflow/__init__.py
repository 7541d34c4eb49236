"""The one way to act, what waits, steps on and off, news, the clock."""
