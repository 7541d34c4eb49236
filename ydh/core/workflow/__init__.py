"""The one way to act, what waits, steps on and off, news, the clock.

acting.py      the one way to act on documents, orders and returns alike: pass a step, take an exit, take a pass back
assigning.py   who looks after an order or a return
clock.py       what is due by the calendar: receipts that nobody confirmed, promises of lots that have died
document_tables.py  what every kind of document has besides its own table: history, what could be done
explaining.py  who can do what next to a document, and what stands in the way of the one who asks
handling.py    what differs between the workflows when somebody acts on a document, as one small table
history.py     what happened to a document, worded from the journal
holds.py       opening one by hand, lifting one, the customer's wish to cancel, and the customer's yes
news.py        what of a return's journal is news, and what is worth telling with it: for its customer
news_table.py  the facts of news: what others did lately to the orders and returns that concern the reader
pace.py        how much of a long call goes into one transaction: what takes a moment
queue_table.py what waits at a step, as a table for screens
queues.py      what waits: the queue of a step, held orders, what a member of staff has before him
step_table.py  the noun step: which are on, who passes them, how many wait; what switching one off would do
switching.py   switching steps off and on
tasks.py       what waits for a member of staff beside the queues of the steps: counts
todo_table.py  what waits for a member of staff, as rows: his queues, the work beside them
views.py       what the use cases of queues and of the home screen give: frozen, plain, without any id of the store
"""
