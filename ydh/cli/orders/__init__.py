"""Commands for orders and the cart."""
