"""How things are drawn: bars, panes, sheets, titles, themes."""
