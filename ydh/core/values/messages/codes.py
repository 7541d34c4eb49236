"""The English templates of codes: whose one is already, what is wrong with it, what was scanned."""

from ydh.core.values.words import N_

CODE_MESSAGES: dict[str, str] = {
    "code-taken": N_("{code} stands for {sku} already ({kind}); choose another"),
    "code-own-taken": N_("{code} is what the customer {customer} calls {sku}; choose another code"),
    "code-double": N_("{code} stands for {sku} and for {other}; ydh doctor says how to settle it"),
    "code-package": N_(
        "{code} is a package of {sku}; how much it holds is not known: ydh product add-code {sku} {code}"
    ),
    "code-package-of": N_("{code} is a package of {sku}, whose code is {inner}; give it to that item"),
    "code-package-size": N_("{code} is a package; say how much it holds, such as 12"),
    "code-measured": N_("{code} is {sku} of variable measure: the code says not how much; scan the whole label"),
    "code-of-measure": N_("{code} begins with 9: goods of variable measure; let the item have {inner} instead"),
    "label-form": N_("{code} cannot be read as a label: {problem}"),
    "label-field": N_("{code}: the field {ai} ({title}) is not known here; put it back, or type the item's code"),
    "label-twice": N_("{code}: the field {ai} stands there twice and says two things"),
    "label-two-items": N_("{code} names an item (01) and what is in a parcel (02); scan one of them"),
    "label-pieces": N_("{code}: what is in a parcel (02) and how many (37) belong together; one of them is missing"),
    "label-no-item": N_("{code} names no item; scan the label with the item's number (01 or 02)"),
    "label-nothing": N_("{code}: the field {ai} says 0"),
    "label-weight": N_("{code}: {sku} is counted in {unit}, and the label says only what it weighs"),
    "label-parcel": N_("{code} is the number of a parcel, not of goods; scan the goods in it"),
    "label-shipments": N_("{code} travels with several shipments: {numbers}; name one of them"),
    "label-expiry": N_("{code}: the label says good until {given}, the shipment has {known}; put it back"),
    "code-nowhere": N_("{code}: there is no document of that number and no item of that code, or not for you"),
    "code-not-on-sheet": N_("{code} is not on this sheet; what was found beyond it is added with a"),
    "code-not-here": N_("{code} is not in this list"),
    "scan-empty": N_("nothing was read; scan again"),
    "scan-long": N_("that is too long for a code; scan one code at a time"),
    "scan-strange": N_("{code}: nothing has this code; put it back, or scan the item's own code"),
    "scan-wrong": N_("wrong item: {code} {name} is not in {number}; put it back"),
    "scan-too-many": N_("too many: {code} {due} due, {counted} counted, {quantity} more; put them back"),
    "scan-number": N_("{code}: there is no lot {lot} in this shipment; a quantity is written {code}*{lot}"),
    "scan-lot": N_("{code}: the lot {lot} is not in this shipment; put it back, or switch the lot"),
    "code-cut": N_("{field}: {value} is a long number that a spreadsheet has cut short; give all its digits"),
    "code-date": N_("{field}: {value} is a date that a spreadsheet has made of a code; give the code"),
    "code-alike": N_(
        "{field}: {value} has a letter that only looks like {like}: {code} at position {position}; type it"
    ),
}
