"""The tables that a business person reads, and the machine that reads them.

answers.py       what acts are told: a frozen class for each step and exit that asks more than a word
facts.py         a fact of a noun and a filter of its list: their types, how they are asked for and read
holds.py         what stops an order until something lets it go on: the kinds of holds, as a table
ledger.py        the ledger of a line's quantities, and the equations between them, written once (base units)
machine.py       the machine that reads a workflow table: steps in order, exits, holds
orders.py        the workflow of orders, as a table, and what an order must carry
papers.py        the papers that documents have, and the printers that a company sends them to
permissions.py   who may do what: 27 permissions, six built-in roles, as one table that a business person can read
prices.py        which price holds
nouns.py         a noun of the trade as one table: facts, filters, acts, drawn by commands and screens alike
returns.py       the workflow of returns, as a table
shipping.py      what is said of goods: where they are on their way, what was wrong with what came
stock_papers.py  the kinds of stock papers, as one table: what each is called, which way goods move, what it asks for
workflows.py     all workflows, and what their statuses and acts are called
"""
