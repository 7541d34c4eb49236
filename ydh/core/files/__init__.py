"""Reading and importing files.

importing/      batch import of products, customers, prices, stock and orders: checked whole, shown
paper_files.py  lines of stock papers from a CSV or Excel file: code, quantity, and lot, expiry
reading/        files that people give: read, checked and measured, with every problem found
"""
