"""Orders: entering, cart, effects of the steps, shortages, billing."""
