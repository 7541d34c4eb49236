"""Statements of the journal, its proof and the doctor."""
