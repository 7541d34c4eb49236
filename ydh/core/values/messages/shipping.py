"""The English templates of shipping: carriers, what differs when goods leave or arrive."""

from ydh.core.values.words import N_

SHIPPING_MESSAGES: dict[str, str] = {
    # carriers
    "carrier-taken": N_("there is a carrier {code} already; choose another code and name"),
    "carrier-unknown": N_("there is no carrier {name}; nearest: {near}; see all with: ydh carrier list"),
    "carrier-retired": N_("{name} is not used any more; choose another carrier or restore it"),
    "carrier-personal": N_(
        "{name}: goods are not delivered by a person here; name a carrier (the setting personal_delivery allows it)"
    ),
    "tracking-url-form": N_("{value} is no tracking page; write it like {example}"),
    # when goods leave
    "day-past": N_("{field}: {value} is over, today is {today}"),
    "tracking-used": N_(
        "the tracking number {tracking} stands at {number} already; look at the label, or say why in the remark"
    ),
    "place-differs": N_("agreed is {place}, but the order goes to {address}; say why in the remark"),
    "later-than-wanted": N_("it would be there on {day}, but is wanted by {wanted}; say why in the remark"),
    "shipment-unknown": N_("there is no shipment {number}"),
    "not-shipped": N_("{number} has not left yet"),
    # papers
    "nothing-packed": N_("nothing of {number} is packed yet; its papers come with its release"),
    "nothing-to-pick": N_("nothing of {number} waits to be picked any more; its shipments have their papers by number"),
    "parcels-range": N_("say 1 to {most} parcels"),
    "parcels-differ": N_("{number} is said to be {parcels} parcels; leave the number out"),
    "printer-form": N_("{value} is no printer; write it like {example}; papers are {papers}"),
    "printer-twice": N_("there are two printers {name}; give each a name of its own"),
    "printer-unknown": N_("there is no printer {name} for this paper; choose one of: {names}"),
    "printer-none": N_("no printer takes this paper; an administrator lists them in the setting printers"),
    "printer-absent": N_(
        "there is no lp on this machine, so nothing can be printed (Debian: cups-client); "
        "the paper lies in your tray: ydh file get {name}"
    ),
    "printer-failed": N_("{printer} did not take the paper: {reason}; it lies in your tray: ydh file get {name}"),
    "tray-unknown": N_("there is no {name} in your tray; see what there is with: ydh file list"),
    "tray-failed": N_("the tray {folder} cannot be written: {reason}"),
    # on its way
    "tracking-unknown": N_("no shipment goes by {tracking}"),
    "tracking-other-carrier": N_("{tracking} travels with {carrier}, not with {given}"),
    "event-future": N_("{at} has not come yet"),
    "event-early": N_("{at} is before {number} was packed"),
    # when goods arrive
    "case-holds": N_(
        "{number} line {position}: {disputed} of {shipped} stand in open cases, so {received} cannot have come good"
    ),
    "does-not-add-up": N_("{number} line {position}: {received} good and {lost} not do not make the {shipped} shipped"),
    "receipt-form": N_("{value}: write how many came good, and what was wrong after it: 20 damaged 2 short 1"),
    "case-open": N_("{number} has the open case {case}; settle it first"),
    # cases
    "case-unknown": N_("there is no case {number}; look it up with: ydh case list"),
    "case-settled": N_("{number} is settled already"),
    "case-returned": N_("{number}: the goods come back by a return, which pays them back; settle it as returned"),
    "case-which-line": N_("{number}: a quantity needs the line that it is of"),
    "case-too-much": N_("{number} line {position}: {quantity} cannot be in question, only {left} of it are shipped"),
    "case-which-return": N_("goods that go back need the number of their return"),
    "case-reference": N_("{number} is no document of this customer's that fits"),
    "own-case": N_("you or a script of yours opened {number}; somebody else must settle it"),
    "nothing-arrived": N_("{number} has not been submitted; there is nothing to complain about"),
    # the doctor
    "doctor-disputed": N_("{subject} line {position}: cases dispute {found}, but only {right} were shipped"),
    "doctor-case": N_("{subject} is closed without an outcome, or open with one"),
    "doctor-shipment": N_("{subject} was received or delivered, but never left"),
}
"""Error ids to templates; `all.py` takes them in."""
