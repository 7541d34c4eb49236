"""The tables that a business person reads, and the machine that reads them."""
