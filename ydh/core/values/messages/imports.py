"""The English templates of imports: what is wrong with a row (import-), and what would be right (hint-)."""

from ydh.core.values.words import N_

IMPORT_MESSAGES: dict[str, str] = {
    "import-path": N_("{path} is not there; write the whole path, such as ~/orders.csv"),
    # the file as a whole
    "import-kind": N_("{kind} cannot be imported; say one of: {kinds}"),
    "import-no-head": N_("of {kind} each line stands for itself: there is nothing to fill down"),
    "import-again": N_(
        "this file was imported before, as batch {batch} ({name}); nothing was changed; say --again to import it twice"
    ),
    "import-unfinished": N_(
        "this file is being imported as batch {batch} or was interrupted; carry on with: ydh batch resume {batch}, "
        "or take it back with: ydh batch release {batch}"
    ),
    "import-refused": N_("{bad} of {rows} rows are wrong; nothing was imported; mend them, or say --skip-bad"),
    "import-nothing": N_("there is nothing to import in {name}"),
    "import-orders-many": N_("{name} has more than {most} orders; split it"),
    "import-unsorted": N_("{name}: the lines of more than {most} orders are not together; sort the file by {column}"),
    "import-doubled": N_("{name}: more than {most} rows are there twice; delete those that are not needed"),
    "import-outdated": N_("what {name} was checked against changed meanwhile; nothing was imported; check it again"),
    "import-stopped": N_(
        "batch {batch} stopped at line {line}: {problem}; carry on with: ydh batch resume {batch}, "
        "or drop the rest with: ydh batch release {batch}"
    ),
    # batches
    "batch-unknown": N_("there is no batch {batch}; look it up with: ydh batch list"),
    "batch-state": N_("batch {batch} is {state}: there is nothing to carry on or to take back"),
    "batch-moved": N_("somebody else carries on batch {batch} or takes it back"),
    # rows of orders
    "import-customer-unknown": N_("there is no customer {value}"),
    "import-customer-retired": N_("the customer {value} is retired"),
    "import-sku-unknown": N_("there is no product {value}"),
    "import-sku-retired": N_("{value} is not sold any more"),
    "import-code-double": N_("{value} stands for {sku} and for {other}"),
    "import-code-package": N_("{value} is a package of {sku}; how much it holds is not known"),
    "import-code-measured": N_("{value} is {sku} of variable measure; the code says not how much"),
    "import-quantity-zero": N_("the quantity is 0"),
    "import-minimum": N_("{quantity} of {code} is too few"),
    "import-multiple": N_("{quantity} of {code} is not a multiple of {multiple}"),
    "import-amount": N_("the line comes to more than {most}"),
    "import-total": N_("the order comes to more than {most}"),
    "import-discount-large": N_("{value} are taken off, more than half"),
    "import-short": N_("{wanted} of {code} are wanted, {available} are left"),
    "import-detail-missing": N_("{name} is missing"),
    "import-ref-differs": N_("the order has {value} here, but {other} on line {first}"),
    "import-ref-apart": N_("the lines of {value} are not together: they begin on the lines {lines}"),
    "import-ref-taken": N_("{value} is an order already: {number}"),
    "import-ref-claimed": N_("{value} is in another batch, which is not finished"),
    "import-ref-number": N_("{value} looks like a number that we give"),
    "import-ref-refused": N_("another line of {value} is refused"),
    "import-lines-many": N_("{value} has more than {most} lines"),
    # rows of history
    "books-open-unset": N_(
        "say first from which day the books are kept here, what is older is history: ydh setting set books_open {day}"
    ),
    "import-day-late": N_("{value} is not before {open}"),
    "import-days-turned": N_("made {date}, left {shipped}, came {received}: a later one is before an earlier one"),
    "import-signs": N_("{value}: quantities of one document are all above zero, or of a return all below"),
    "import-price-missing": N_("neither a price nor an amount"),
    "import-amount-sign": N_("{value} is below zero, but the quantity is not"),
    "import-amount-differs": N_("{value} is not quantity times price, {right}"),
    "import-return-freight": N_("{value}: a return has no freight"),
    "import-origin-order": N_("{value}: only a return is of another order"),
    "import-origin-unknown": N_("no order {value} of this customer came in as history"),
    "import-origin-more": N_("{quantity} is more than {origin} still has of it"),
    "import-history-differs": N_("{value} came in before, as {number}, and not the same"),
    "batch-used": N_("something was done with {number} since it came in; batch {batch} stays"),
    # what would be right
    "hint-day-late": N_("an earlier day: what is of the day on which the books open, or later, is entered as usual"),
    "hint-days-turned": N_("the days in their order"),
    "hint-signs": N_("what comes back under a reference of its own"),
    "hint-price-missing": N_("what was billed, in price or amount"),
    "hint-amount-sign": N_("an amount with the sign of the quantity, or a return of its own"),
    "hint-amount-differs": N_("the price, or the amount alone, or the discount besides"),
    "hint-return-freight": N_("a line of its own"),
    "hint-origin-order": N_("an empty cell, or kind: return"),
    "hint-origin-unknown": N_("the order first, in a file before this one; or an empty cell"),
    "hint-origin-more": N_("what came with that order, or an empty cell"),
    "hint-history-differs": N_("leave these lines out: history is not changed; a whole batch can be taken back"),
    "hint-near": N_("nearest: {near}"),
    "hint-customer": N_("the code of a customer"),
    "hint-customer-retired": N_("another customer, or restore this one first"),
    "hint-sku": N_("the code of a product, its barcode, or the customer's own code"),
    "hint-sku-retired": N_("another product, or list this one again first"),
    "hint-quantity": N_("a quantity such as 12, or packs such as 2箱"),
    "hint-least": N_("at least {least}, in multiples of {multiple}"),
    "hint-multiple": N_("{below} or {above}"),
    "hint-amount": N_("a smaller quantity or price"),
    "hint-total": N_("smaller quantities or prices, or several orders"),
    "hint-discount-large": N_("half at most; if that is meant, say --large-discounts"),
    "hint-short": N_("less of it, or more stock first; the order can be left out with the wrong rows"),
    "hint-detail-missing": N_("orders by {channel} need it, here or with the customer"),
    "hint-ref-differs": N_("the same on every line of an order"),
    "hint-ref-apart": N_("the lines of an order one after another: sort the file by it"),
    "hint-ref-taken": N_("a reference that is not used yet, or leave these lines out"),
    "hint-ref-number": N_("the number that the order has with the one who sent it"),
    "hint-ref-refused": N_("an order is imported whole: mend the other line"),
    "hint-lines-many": N_("several orders of at most {most} lines"),
    "hint-attributes": N_("name=value, several separated by ;, such as 颜色=蓝;尺码=M"),
    "hint-mend": N_("a row that is right, or none"),
}
"""Error and problem ids to templates."""
