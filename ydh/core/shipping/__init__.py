"""Shipments, tracking, picking, delivery notes."""
