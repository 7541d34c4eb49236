"""What was wrong with what arrived."""
