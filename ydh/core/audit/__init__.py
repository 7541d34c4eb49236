"""The journal, its proof, and the doctor."""
