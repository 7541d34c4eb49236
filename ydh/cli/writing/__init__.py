"""How answers are written: tables, csv, json, workbooks, PDF."""
