"""Customers, their levels and addresses, carriers."""
