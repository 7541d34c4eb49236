"""The journal, its proof, and the doctor.

doctor.py          examines a company: whether its books add up, its journal is whole
doctor_books.py    the doctor's checks of the books: stock, orders, numbers, journal
doctor_codes.py    the doctor's check of codes: each means one item
doctor_imports.py  the doctor's look at imports: interrupted, going on, only checked
doctor_machine.py  the doctor's checks of the ground a database stands on: engine, schema, files, file system
entries.py         the journal for people: who did what to which document, newest first
journal.py         one entry for each subject that a use case changes, in the change's own transaction
journal_table.py   the noun entry: who did what, when; seals and findings as tables
leaving.py         who may take a whole table along as a file, and the entry that says that he did
master.py          what records of every kind have in common when they are added, edited, retired and restored
proof.py           proves that the journal is what was written: every hash again, every head, and seals over all of it
replay/            the journal told again: what it says of every subject, compared with the books
views.py           what the journal, its proof and the doctor give
words.py           what was done, what is told of it and what that says
"""
