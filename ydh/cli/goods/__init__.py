"""Commands for products and prices."""
