"""Levels, lots, papers, counts, warehouses.

item_looking.py     all that can be seen of the stock of one item: where it is, its lots, its latest moves
items.py            the items that lines of stock papers name, by a code or a label; a line cleaned
lapsing.py          reservations that are kept in vain, because a lot has died, are given up
levels.py           stock: what orders hold and take, inside their own unit of work
limits.py           lower and upper limits of stock, the list of what lies outside them, and what should be bought
looking.py          what can be seen of stock: figures and the moves behind them
lot_looking.py      where they are, what expires soon, and which customers got what of one
lot_table.py        the noun lot: lots of goods, what expires, what is blocked, and whom each went to
lots.py             lots of goods inside a caller's unit of work: which go first
paper_lines.py      lines of a paper that is posted, one after the other; what orders hold is put aside
paper_looking.py    what can be seen of stock papers: a list, and one with its lines
paper_table.py      the noun stock paper: goods that came in, went out, were lost, moved or corrected
papers.py           goods that come in, go out, move, are corrected or counted, each change with its document
posting.py          the figures they are about are locked and changed in memory, then written at once
scanned.py          what a scanned code or label is to who keeps a warehouse
stock_bulk.py       rows become stock papers, one of each kind in each warehouse; each row stands alone
stock_table.py      the noun stock: what is there of each item in each warehouse, why, and what people do about it
stocktake_table.py  the noun stocktake: a sheet of what should be there, counted in, its differences looked at
stocktake.py        盘点: a sheet of what should be there, counted in, its differences shown
told.py             the lines of papers as the journal has them: for people, and whole for its replay
views.py            what the use cases of stock papers, lots and limits take and give: frozen, plain
warehouse_table.py  the noun warehouse: where the goods lie
warehouses.py       added, edited, made the main one, retired
"""
