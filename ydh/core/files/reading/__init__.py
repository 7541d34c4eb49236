"""Files that people give: read, checked and measured, with every problem found, before anything is written.

codes.py      numbers cut short, dates, and letters of two alphabets that look alike, where a code should be
cells.py      the formula guard of our exports, and parsing each different cell text once
columns.py    their names, what their cells mean, and what would be right when a cell is wrong
delimited.py  CSV: strict, with the delimiter that was said and the line numbers of the file as it is
encoding.py   proven, said, or refused; never guessed in silence
excel.py      the values of one worksheet as rows of text
files.py      the one door for files that people give: `read` opens and checks a file, the Table gives its rows
form.py       how a file is to be read, where it does not say so itself: what people give with it
header.py     which column of the file is which of ours
own.py        known by the whole of their header, so that such a file comes back as it left
package.py    the parts of an Excel file, taken out of their zip within limits; XML that declares anything is refused
problems.py   what is wrong in a file, line by line: collected, never raised at the first
rates.py      shares that are taken off a price, and the Chinese way to say what is paid
refused.py    mended in a spreadsheet or editor, it is imported again by itself
shaping.py    without what stands below the table, with what only the first of several says
styles.py     which cells of an Excel file are shown as something else than the number they hold
sheet.py      one pass over a worksheet's XML: its extent, and what has no plain value (formulas, errors, merges
source.py     an import's bytes: on disk, measured and hashed in one pass, with memory flat in their size
titles.py     as they compare
"""
