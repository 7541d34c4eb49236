"""Reading and importing files; papers that are printed, and the tray where they wait.

importing/      batch import of products, customers, prices, stock and orders: checked whole, shown
paper_files.py  lines of stock papers from a CSV or Excel file: code, quantity, and lot, expiry
papers.py       what stands on a paper of a document, for who sees the document; the printers that take it
reading/        files that people give: read, checked and measured, with every problem found
tray.py         the tray of an account: papers that lie here until they are fetched
tray_table.py   the noun file: what lies in one's own tray
"""
