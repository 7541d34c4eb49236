"""Plain values: words, text, money, quantities, errors and their messages.

bulk.py        rows that come from files: a draft of each, written in chunks
codes.py       how codes compare, however they were typed, printed or scanned; what the digits of a GTIN say
days.py        days and times as people write them, by the company's clock: last-month, 2026-10, 08:30
errors.py      what can go wrong in the trade: one root, few classes, each with an id and data
garbage.py     when Python looks for objects that only refer to each other
labels.py      what a GS1 label says: which goods or which parcel, how many or how heavy, of which lot, until when
lazy.py        `dataclass` as the standard library has it, but a class is worked out when it is first used
letters.py     the first letters of single characters, for what is read without a dictionary
messages/      the templates of all errors, in English
money.py       exact numbers: yuan, unit prices, quantities and rates as Decimal
outcomes.py    what becomes of an act, and what rows come in: done, held or refused; a page, what is short
pinyin.py      Chinese names as they are found and put in order: initials of their pinyin, and a key to sort them by
quantities.py  prices, amounts and quantities of a line: which price holds, what it comes to, what may be ordered
readings.py    characters that stand in names under more readings than one
series.py      the series of document numbers, and how a number of each begins: DH-O-20261124-000001
text.py        no control, escape, bidi or invisible characters get past it
words.py       words on their way out
"""
