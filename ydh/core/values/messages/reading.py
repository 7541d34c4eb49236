"""The English templates of reading files: what is wrong with the file (file-), a row (row-), a cell (cell-), and what
would be right (hint-)."""

from ydh.core.values.words import N_

READING_MESSAGES: dict[str, str] = {
    # the file as a whole
    "file-open": N_("{name} cannot be read: {reason}"),
    "file-empty": N_("{name}: no header row; give a file whose first line names the columns"),
    "file-large": N_("{name} is larger than {limit} MB; split it"),
    "file-changed": N_("{name} changed while it was read; try again"),
    "file-not-text": N_("{name} is not text; save it as CSV in UTF-8, or as .xlsx"),
    "file-content-name": N_(
        "{name}: the content does not match the name, it is {content}; give the file the right ending"
    ),
    "file-nul": N_("{name}: NUL bytes found (byte {byte}, line {line}); save as UTF-8"),
    "file-cut": N_(
        "{name}: truncated at byte {byte} (line {line}), inside a UTF-8 character; fetch the whole file again"
    ),
    "file-bytes": N_("{name}: byte {byte} (line {line}) is not {encoding}; save as UTF-8 or say --encoding"),
    "file-encoding-unsure": N_(
        "{name}: the text is not UTF-8 (byte {byte}, line {line}) and may be GB18030, Big5 or another; "
        "save as UTF-8, or say which, such as --encoding gb18030"
    ),
    "file-encoding-name": N_("--encoding {encoding} is not known; say one of: {known}"),
    # its lines
    "file-delimiter": N_("{name}, line {line}: the columns are separated by {found}; say --delimiter {option}"),
    "file-delimiter-form": N_("--delimiter {value} cannot separate columns; say one character, such as ; or tab"),
    "file-line-long": N_("{name}: line {line} is longer than {limit} KB; look for a line break that is missing"),
    "file-field-long": N_(
        "{name}, line {line}: a field is longer than {limit} KB; look for a quotation mark that is never closed"
    ),
    "file-quote": N_('{name}, line {line}: text after a closing quotation mark; write a " inside quoted text as ""'),
    "file-quote-open": N_("{name}, line {line}: a quotation mark is never closed; close or delete it"),
    # its header
    "file-columns-many": N_("{name}, line {line}: {count} columns, at most {limit}; delete those that are not needed"),
    "file-columns-missing": N_(
        "{name}, line {line}: no column for {missing}; found: {found}; "
        "name the column so, or say --map '{first}=ITS TITLE'"
    ),
    "file-column-twice": N_(
        "{name}, line {line}: the column {column} is there twice, as {titles}; delete or rename one"
    ),
    "file-columns-unread": N_(
        "{name}, line {line}: columns that would not be read: {titles}; rename them, say --map COLUMN='{first}', "
        "or leave them out with --ignore-columns '{first}'"
    ),
    "own-list-stock": N_(
        "{name}, line {line}: this is ydh's own list of what is in stock, which would be booked once more; an import "
        "of stock takes rows of what came or went, headed as the template has it, and a stocktake mends what is there"
    ),
    "own-list-documents": N_(
        "{name}, line {line}: this is ydh's own list of documents, which are in the books and stand here without their "
        "goods; an import takes a row for each line of goods, headed as the template has it"
    ),
    "own-list-shipments": N_(
        "{name}, line {line}: this is ydh's own list of shipments, without what their carriers reported; an import "
        "takes a row for each report, headed as the template has it"
    ),
    "file-ignore-title": N_("--ignore-columns names the title {title}, which the header has not; nearest: {near}"),
    "file-set-column": N_("--set names the column {column}, which is not known; nearest: {near}"),
    "file-set-there": N_(
        "--set gives {column} a value, but the file has that column; leave out --set, or the column with "
        "--ignore-columns {column}"
    ),
    "file-header-row": N_("{name} has nothing on line {line}, where --header-row says that the header is"),
    "file-header-cell": N_("{name}: cell {cell} in the header is not plain text; type the column's name"),
    "file-map-column": N_("--map names the column {column}, which is not known; nearest: {near}"),
    "file-map-title": N_("--map names the title {title}, which the header has not; nearest: {near}"),
    # Excel
    "file-not-excel": N_("{name} is not an Excel file; save it from Excel as .xlsx, or name it .csv if it is text"),
    "file-old-excel": N_("{name} is an old .xls or has a password; save it as .xlsx without a password"),
    "file-excel-extra": N_("{name}: reading Excel files needs the extra `excel`: pip install 'ydh[excel]'"),
    "file-excel-large": N_("{name}: the Excel file is too large ({what}, at most {limit}); split it or save it as CSV"),
    "file-doctype": N_("{name}: the Excel file declares a DTD or entities ({member}); save it from Excel again"),
    "file-column-hidden": N_(
        "{name}: the column {column} ({title}) is hidden; show it if it is meant, or leave it out with --ignore-columns"
    ),
    "file-merged": N_("{name}: the cells {range} are merged; unmerge them and fill each one"),
    "file-formulas": N_("{name}: more than {limit} cells hold formulas or errors; paste as values and try again"),
    "file-sheet": N_("{name} has no sheet {sheet}; its sheets: {found}"),
    # a row
    "row-fields": N_("expected {expected} fields, found {found}"),
    "row-header": N_("this row repeats the header"),
    "row-untitled": N_("column {number} has no title, and something stands in it"),
    "own-list-differs": N_("the column {title} of the same list says {other}"),
    "row-hidden": N_("row {row} is hidden"),
    "row-key-twice": N_("{value} is on the lines {lines}"),
    # a cell
    "cell-text-control": N_("the character {char} at position {position} is not allowed"),
    "cell-text-long": N_("{length} characters, at most {limit}"),
    "cell-text-empty": N_("the cell is empty"),
    "cell-number-form": N_("{value} is not a number"),
    "cell-number-places": N_("{value} has more than {places} decimal places"),
    "cell-number-low": N_("{value} is less than {least}"),
    "cell-number-high": N_("{value} is more than {most}"),
    "cell-date-form": N_("{value} is not a date"),
    "cell-choice": N_("{value} is not one of the choices"),
    "cell-shown": N_("cell {cell} holds the number {value}, but Excel shows something else"),
    "cell-dated": N_("cell {cell} is a date, {value}, where a code should be"),
    "cell-code-cut": N_("{value} is a long number that a spreadsheet has cut short"),
    "cell-code-date": N_("{value} is a date that a spreadsheet has made of a code"),
    "cell-code-alike": N_("{value} has a letter that only looks like {like}: {code} at position {position}"),
    "cell-rate-tenths": N_("{value} is no share of a price"),
    "cell-rate-two-ways": N_("{value} can mean that {first} or that {second} of 100 are paid"),
    "cell-formula": N_("cell {cell} is a formula"),
    "cell-error": N_("cell {cell} is an error"),
    "cell-digits": N_("cell {cell} is a number of more than 15 digits, of which Excel loses the last"),
    # what would be right
    "hint-text": N_("text of at most {limit} characters, without control or invisible characters"),
    "hint-code": N_(
        "a code of at most {limit} characters, all letters of one alphabet; in a spreadsheet, typed into a cell of the "
        "format Text"
    ),
    "hint-whole": N_("a whole number from {least} to {most}, such as 12"),
    "hint-number": N_("a number from {least} to {most} with at most {places} decimal places, such as 12.5"),
    "hint-rate": N_("a share from 0 to 1, such as 0.15, a percentage, such as 15%, or what is paid, as 8.5折"),
    "hint-paid-rate": N_(
        "what is paid, such as 0.95 or 9.5折; what is taken off belongs into a column called discount (减免率)"
    ),
    "hint-day": N_("a day, such as 2026-11-23"),
    "hint-choice": N_("one of: {choices}"),
    "hint-yes-no": N_("yes or no (是 or 否)"),
    "hint-row-fields": N_("one value for each column; put quotation marks round a value that contains the delimiter"),
    "hint-row-header": N_("one header only, as the first line; delete this row"),
    "hint-row-untitled": N_("a title for the column, or nothing in it"),
    "hint-own-list-differs": N_(
        "the same in both columns; what was agreed with a customer comes in as sku, customer, price"
    ),
    "hint-row-hidden": N_("show the row if it is meant, delete it if not"),
    "hint-row-key-twice": N_("each once: upper and lower case, full and half width are the same"),
    "hint-cell-values": N_("a plain value; in Excel, paste as values"),
    "hint-cell-digits": N_("the value typed into a cell of the format Text"),
}
"""Error id to template. `cell-X` rewords the error X of a parser without naming the field again."""
