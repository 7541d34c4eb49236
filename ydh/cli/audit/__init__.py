"""Commands for the journal and the doctor."""
