"""An open company: who acts, its settings, its numbers.

actors.py    who acts, and the two questions that every use case asks: may I, and do I see it
company.py   opening it, and setting it up from nothing
keys.py      answers kept by key, so that what was lost on the way is found again instead of being done twice
moments.py  this machine's clock, by which nothing is written when it was set back
numbers.py   from a counter row, in the transaction that uses them, unique and never re-used
own_files.py the files of the database, which nothing else may replace or read
pages.py     where a page of a list of names begins, by the code that the page before ended with
places.py    where this user's files lie: configuration, state, logs
renewing.py  what is worked out from names and kept beside them, worked out anew after an upgrade
settings.py  the company's settings, as one table: name, what it means, how it is read, what holds when nobody chose
unfinished.py  what was being typed when a line broke, kept for the same account
zones.py     the zone of the company's clock: a name with its daylight saving, or a fixed offset from UTC
"""
