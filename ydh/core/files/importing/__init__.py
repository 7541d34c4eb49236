"""Batch import of products, customers, prices, stock, orders and history: checked whole, shown, then committed whole.

amounts.py      money of a line in whole numbers: the same as pricing.line_amount, at a fraction of its cost
aside.py        where a dry run stages its rows: beside the company's database, which stays as it is
batch_table.py  the noun batch: files that were imported, and the orders that came in one
batches.py      the batches that were imported, and what came of them
blocks.py       what a pass over a file gives, some rows at a time: rows to be staged, and rows refused
books.py        what orders are checked against, looked up once for a whole file: customers, items
checking.py     the first beat: a file is read, checked and staged, every problem collected
claiming.py     one short transaction that takes all that a file of orders needs, or nothing
columns.py      what can be imported, as tables: the columns of each kind with their titles in English and Chinese
goods.py        products, customers, prices, stock, tracking events: each row is put as its use case does
grouping.py     from lines to orders: the lines that stand one after another under the same reference
history.py      documents of the past, compared with what came in before
history_rules.py  one document of the past against the company's data: whose, its days, its amounts
history_writing.py  documents of the past out of staged rows, as they ended
importing.py    `check` a file and show the plan, then `commit` it; `run` does both, or tries both
lacking.py      what a file of history names and the company has not got
matching.py     which column of a file is read as which of ours, before anything is checked
order_files.py  grouped, looked up in blocks, checked one by one
orders.py       one order of a file against the company's data: the rules of entry.place, on whole numbers
own_lists.py    `ydh product list --output goods.xlsx` comes back as it left
past.py         the staged form of a document of the past, and what many of them add up to
plans.py        what front ends get of imports: frozen plans, results and batches
publishing.py    documents begin to count, then are shown in one moment
releasing.py    taking an unfinished import of orders back
staged.py       the staged form of an order, and what many of them add up to
staging.py      where checked rows wait for a commit, a few hundred in each transaction
writing.py      orders out of staged rows: written in short transactions at step `staged`
wrong.py        problems of rows that only the company's data shows, worded like those of the file reader
"""
