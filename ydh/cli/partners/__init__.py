"""Commands for customers and carriers."""
