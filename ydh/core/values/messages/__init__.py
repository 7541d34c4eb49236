"""The templates of all errors, in English.

accounts.py  the English templates of accounts: who may not come in, what is taken, whose a script's account is
all.py       one English template for each error id: what is wrong and what to do next
audit.py     the English templates of the journal and the doctor: what is not as it was written
codes.py     the English templates of codes: whose one is already, what is wrong with it, what was scanned
days.py      the English templates of days and times: what cannot be read, which moment there is not
fields.py    the names of what people type, as messages say them: marked here for the catalogues
imports.py   the English templates of imports: what is wrong with a row (import-), and what would be right (hint-)
nouns.py     the English templates of nouns that a table declares: what is not there, what is taken
practice.py  the English templates of the practice company: where it is, and what is in its way
reading.py   the English templates of reading files: what is wrong with the file (file-), a row (row-)
shipping.py  the English templates of shipping: carriers, what differs when goods leave or arrive
"""
