"""Orders: entering, cart, effects of the steps, shortages, billing.

agreeing.py      the prices and the total that an order's author saw: another one is refused
arrival.py       where an order stands in the queues: by the time at which it came, within priority classes
billing.py       what stands against an order: its cases, and what may be billed of its lines while they do
cart.py          one for each person and customer
closing.py       what will not be delivered is given up, with a reason that the customer reads
course.py        how a customer ordered of late, beside one of its orders
details.py       what an order carries besides its lines: who may give it, what fills it in, what its channel requires
edit_preview.py  an order that is being changed, as a cart: its lines as they would be priced now
editing.py       drafts, and orders before their review: kept, submitted, changed, deleted
entering.py      drafts, submitting, editing
kept.py          what an order's entries keep besides for the replay of the journal
lines.py         from what somebody asks for to lines with a sku, a price and an amount; every problem named at once
looking.py       lists and queues, one order, its history
new_cases.py     cases as they are written: by whoever reports one, and by the receipt of goods
notes.py         notes, assignment and overtaking: what is said about an order, who looks after it (or a return)
order.py         the working copy of an order inside one unit of work: loaded here, changed by steps.py
order_sections.py  what is shown of one order below its row
order_table.py     the noun order, for commands and screens alike
pasting.py       many lines put into a cart at once, as people paste them: read, checked, and put in by one write
receiving.py     all of a shipment came, or it is said of each line what did not, and how
release_sheet.py  what of an order can be released now, line by line, and on which shelf it is
releasing.py     unreleased quantities become shipments, by lots that expire first, as far as the goods are there
reserving.py     what an order takes of the stock and of its lots inside a unit of work, and how that is given back
saving.py        writes what changed in the working copies of a chunk: stock, parts, holds, journal
sending.py       shipping: what is said of a shipment when it leaves, and what must agree before it may
shortage_table.py  what is short, for commands and screens alike
shortages.py     of one order at its review, and across all orders; what the customer answers; another item instead
steps.py         the effects of the workflow's steps on the working copy of a document
typed.py         quantities of an order's lines as somebody typed them, boxes too
views.py         what front ends get: frozen values of orders, their parts, carts and cases
"""
