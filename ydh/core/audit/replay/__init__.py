"""The journal told again: what it says of every subject, compared with what stands in the books.

contacts.py   who and where to of orders that took it over from their customer
documents.py  what the journal says of orders and returns
items.py      what lines keep of their items: what the journal of item and product said by then
masters.py    what it says of accounts, roles, settings, customers, goods and the like
papers.py     what it says of stock papers, cases, payments, imports and lots
replaying.py  tells every subject's story and names each difference from the books
saying.py     how a difference is said
story.py      what is known of one subject so far, and since which entry
"""
