"""The English templates of the journal and the doctor: what is not as it was written, and what to do."""

from ydh.core.values.words import N_

AUDIT_MESSAGES: dict[str, str] = {
    # the audit
    "whole-company": N_("this needs somebody who sees the whole company; your account is limited to a part of it"),
    "more-findings": N_("more than {count} findings; the rest is not shown"),
    "chain-altered": N_("{kind} {subject}: entry {seq} was altered"),
    "chain-gap": N_("{kind} {subject}: entry {seq} is missing"),
    "chain-short": N_("{kind} {subject}: the newest entries are missing, from entry {seq} on"),
    "chain-long": N_("{kind} {subject}: entry {seq} was added behind its back"),
    "chain-head": N_("{kind} {subject}: entry {seq} is not the newest one that was written"),
    "chain-none": N_("{kind} {subject}: there is no entry at all, not even of its making"),
    "subject-gone": N_("{kind} {subject}: it has entries, the newest is {seq}, but it is gone"),
    "subject-back": N_("{kind} {subject}: it was removed with entry {seq}, but it is there"),
    "chain-time": N_("{kind} {subject}: entry {seq} stands before others that were written earlier"),
    "chain-order": N_("{kind} {subject}: entry {seq} stands in the journal before the one that it follows"),
    "kind-unknown": N_("there are entries of a kind that this program does not know: {subject}"),
    "personal-altered": N_("the text behind {subject} was altered"),
    "seal-before": N_("seal {subject} of {at} does not go on from the seal before it"),
    "seal-count": N_("seal {subject} of {at} covers {count} entries, of which {found} are there"),
    "seal-broken": N_("seal {subject} of {at}: entries that it covers were changed"),
    "seal-end": N_("seal {subject} of {at} says that it ends with an entry that is not there"),
    "seal-unknown": N_("there is no seal {subject} any more"),
    # the replay of the journal
    "replay-differs": N_("{kind} {subject}: {field} is {found}, by the journal {right} (entry {seq})"),
    "replay-differs-money": N_("{kind} {subject}: {field} is {amount}, by the journal {right_amount} (entry {seq})"),
    "replay-differs-part": N_(
        "{kind} {subject}, {what} {which}: {field} is {found}, by the journal {right} (entry {seq})"
    ),
    "replay-differs-part-money": N_(
        "{kind} {subject}, {what} {which}: {field} is {amount}, by the journal {right_amount} (entry {seq})"
    ),
    "replay-unread": N_("{kind} {subject}: entry {seq} does not say what such an entry says"),
    "replay-unproved": N_(
        "{kind}: {count} can be proved in part only, the journal of their time does not hold: {fields}"
    ),
    "log-kind": N_("{value} is no kind of subject; choose one of: {kinds}"),
    "log-subject": N_("there is no {kind} {name}"),
    # the doctor
    "check-fine": N_("fine"),
    "doctor-on-hand": N_("{subject} in {warehouse}: {found} on hand, but its moves make {right}"),
    "doctor-reserved": N_("{subject} in {warehouse}: {found} reserved, but open lines hold {right}"),
    "doctor-claim": N_("{subject} in {warehouse}: an unfinished import keeps {right} that is not reserved"),
    "doctor-import": N_(
        "import {subject} of {name} ({kind}) was interrupted, nobody sees any of it yet;"
        " finish it: ydh batch resume {subject}, or undo it: ydh batch release {subject}"
    ),
    "doctor-import-shown": N_(
        "import {subject} of {name} ({kind}) was interrupted at its last step; finish it: ydh batch resume {subject}"
    ),
    "doctor-import-back": N_("import {subject} of {name} ({kind}) is half undone; go on: ydh batch release {subject}"),
    "doctor-import-running": N_("import {subject} of {name} ({kind}) goes on"),
    "doctor-import-checked": N_("{name} ({kind}) was only checked, on {at}; it is forgotten after a day"),
    "doctor-lots": N_("{subject} in {warehouse}: its lots make {found}, but {right} should be there by lot"),
    "doctor-moved": N_("{subject}: {found} of {what} moved, but by the document {right}"),
    "doctor-lot-moves": N_("lot {subject} in {warehouse}: {found} on hand, but its moves make {right}"),
    "doctor-allocated": N_("lot {subject} in {warehouse}: {found} promised, but its waiting shipments take {right}"),
    "doctor-vain": N_(
        "{subject} in {warehouse}: {found} reserved for orders may not leave any more (blocked, expired, or too short "
        "to live); it counts as short; let the orders give it up with: ydh clock"
    ),
    "doctor-stuck": N_(
        "{subject}: {found} of {sku} packed in its shipments may not leave any more; take another lot with: ydh pick "
        "lot, or take the shipment apart with: ydh order unrelease"
    ),
    "doctor-held-by-ended": N_("{subject} is {step} and still holds {found} of {sku}"),
    "doctor-code": N_("{subject}: its code {code} is not written as it should be"),
    "doctor-code-barcode": N_(
        "{subject} is the barcode of {sku}, and stands for {other}; scans of it are refused until {sku} has another:"
        " ydh product edit-variant {sku} --barcode NEW"
    ),
    "doctor-code-further": N_(
        "{subject} is a further code of {sku}, and stands for {other}; scans of it are refused until it is taken away:"
        " ydh product drop-code {sku} {subject}"
    ),
    "doctor-code-own": N_(
        "{subject} is what {customer} calls {sku}, and stands for {other}; it is refused until it is forgotten:"
        " ydh customer own-code remove {customer} {subject}"
    ),
    "doctor-code-item": N_(
        "{subject} is an item's code, and the same number as {other}; let it have a further code to go by:"
        " ydh product add-code {subject} NEW"
    ),
    "doctor-ledger": N_("{subject} line {position}: it does not hold that {rule}: {figures}"),
    "doctor-received": N_("{subject} line {position}: {found} received of {right} shipped"),
    "doctor-returned": N_("{subject} line {position}: {found} asked back, but its returns make {right}"),
    "doctor-refunded": N_("{subject} line {position}: {found} paid back, but its returns make {right}"),
    "doctor-claimed": N_("{subject} line {position}: {found} counts as asked back, but by its step {right}"),
    "doctor-restocked": N_("{subject}: {found} of {sku} taken into stock, but its stock moves make {right}"),
    "doctor-paid-back": N_("{subject}: {amount} paid back, but its lines make {lines} and its payments {total}"),
    "doctor-sums": N_("{subject}: goods {goods}, freight {freight}, total {total}; its lines make {lines}"),
    "doctor-amount": N_("{subject} line {position}: amount {amount}, but price times quantity makes {right_amount}"),
    "doctor-step": N_("{subject} waits for {step}, but its parts for {right}"),
    "doctor-held": N_("{subject} counts {found} open holds, but there are {right}"),
    "doctor-counts": N_("{subject} is {step}; whether it counts in reports is wrong"),
    "doctor-counts-line": N_("{subject} line {position}: its day, or whether it counts, is not the order's"),
    "doctor-number-over": N_("{subject} is beyond the counter, which stands at {last}"),
    "doctor-number-gap": N_("{subject} is missing, {count} of the {last} numbers given that day are"),
    "doctor-entries": N_("{kind} {subject} knows of {known} entries; there are {found}, the newest is {top}"),
    "doctor-sqlite-old": N_("{subject} {found} can damage a database that many use at once; install {right} or newer"),
    "doctor-schema-state": N_("the schema is {subject}; run: ydh db status"),
    "doctor-schema": N_("the schema differs: {subject}"),
    "doctor-trigger": N_("{subject} is missing: what must never change can be changed"),
    "doctor-setting": N_("{subject} is {found}; it should be {right}"),
    "doctor-file-mode": N_("{subject} is open to others (mode {mode}); take their rights away with chmod"),
    "doctor-network": N_("{subject} is on a network file system ({kind}), where locks do not hold; move it to a disk"),
    "doctor-wal": N_("the write-ahead log of {subject} has grown to {size} MB; end the session that holds it"),
    "doctor-pages": N_("the file is damaged: {subject}"),
}
