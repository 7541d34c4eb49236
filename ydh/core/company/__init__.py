"""An open company: who acts, its settings, its numbers."""
