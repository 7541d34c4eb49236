"""One English template for each error id: what is wrong and what to do next. The key of the catalogues."""

from ydh.core.values.messages.accounts import ACCOUNT_MESSAGES
from ydh.core.values.messages.audit import AUDIT_MESSAGES
from ydh.core.values.messages.codes import CODE_MESSAGES
from ydh.core.values.messages.days import DAYS_MESSAGES
from ydh.core.values.messages.imports import IMPORT_MESSAGES
from ydh.core.values.messages.nouns import NOUN_MESSAGES
from ydh.core.values.messages.practice import PRACTICE_MESSAGES
from ydh.core.values.messages.reading import READING_MESSAGES
from ydh.core.values.messages.shipping import SHIPPING_MESSAGES
from ydh.core.values.words import N_

MESSAGES: dict[str, str] = {
    "many": N_("{count} problems: {all}"),
    # text and numbers
    "text-control": N_("{field}: the character {char} at position {position} is not allowed; delete it"),
    "text-long": N_("{field}: {length} characters, at most {limit}; shorten it"),
    "text-empty": N_("{field} is empty; give a value"),
    "number-form": N_("{field}: {value} is not a number; write digits, such as 12 or 12.5"),
    "rate-tenths": N_("{field}: {value} is no share of a price; write a share such as 0.05, or 5%"),
    "rate-two-ways": N_("{field}: {value} can mean that {first} or that {second} of 100 are paid; write it as 9.5折"),
    "number-places": N_("{field}: {value} has more than {places} decimal places"),
    "number-low": N_("{field}: {value} is less than {least}"),
    "number-high": N_("{field}: {value} is more than {most}"),
    # who
    "need-permission": N_("you lack the right to {permission}; ask an administrator"),
    "account-retired": N_("this account is not active; sign in again or ask an administrator"),
    "login-form": N_("{value} is not a sign-in name: use 2 to 32 of a-z, 0-9, dot, dash and underscore"),
    "password-short": N_("the password is too short: at least {least} characters"),
    "password-long": N_("the password is too long: at most {most} characters"),
    "passwords-differ": N_("the two new passwords differ; type the same one twice"),
    "password-simple": N_("the password is too simple: choose one that nobody guesses"),
    # people
    "scope-unknown": N_("{value} is no scope; use all, region or own"),
    "regions-needed": N_("a scope of region needs at least one region, and only that scope has regions"),
    "theme-unknown": N_("{value}: there are no such colours; use one of: {themes}"),
    "language-unknown": N_("{value} is no language of ydh; use one of: {languages}"),
    "role-unknown": N_("there is no role {code}; look them up with: ydh role list"),
    "role-taken": N_("there is a role {code} already; choose another code"),
    "role-form": N_("{value} is no code of a role: use 2 to 32 of a-z, 0-9 and underscore, a letter first"),
    "role-builtin": N_("{code} is built in and stays as it is; make a role of your own beside it"),
    "role-used": N_("{code} is held by {count} accounts; take it from them first"),
    "permission-unknown": N_("there is no permission {code}; look them up with: ydh role matrix"),
    "permission-admin-only": N_("{code} belongs to the system administrator and cannot be given to another role"),
    "money-needs-amounts": N_("{codes} need amount.view in the same role; give that too, or take these away first"),
    "ready-made-unknown": N_("there is no ready-made role {code}; there are: {codes}"),
    "customer-taken": N_("there is a customer {code} already; choose another code"),
    "level-taken": N_("there is a price level {code} already; choose another code"),
    "region-outside": N_("{region} is not one of your regions; choose one of yours or ask an administrator"),
    "address-taken": N_("the customer has an address {label} already; choose another label"),
    "address-unknown": N_("the customer has no address {label}; look them up with: ydh customer address list {code}"),
    "owner-not-staff": N_("{login} is no active staff account; look it up with: ydh account list"),
    "setting-unknown": N_("there is no setting {name}; there are: {names}"),
    "setting-by-workflow": N_("{name} is changed with: ydh workflow enable, ydh workflow disable"),
    "setting-form": N_("{name}: {value} cannot be read; write it like this: {example}"),
    "step-unknown": N_("{step} is no step of the workflow; the steps are: {steps}"),
    # goods
    "service-fixed": N_("{code}: goods do not become a service, nor a service goods; add another product"),
    "product-taken": N_("there is a product {code} already; choose another code"),
    "product-unknown": N_("there is no product {code}; look it up with: ydh product list"),
    "sku-taken": N_("there is an item {code} already; choose another code"),
    "unit-on-hand": N_(
        "{code}: the unit stays {unit} while {quantity} are on hand; make another item for the new unit"
    ),
    "unit-open": N_("{code}: the unit stays {unit} while these are open: {documents}"),
    "sku-used": N_("{code} was ordered or stocked before and cannot be deleted; retire it"),
    "import-attributes": N_("{value} does not name attributes; write them as colour=red; size=L"),
    "variant-taken": N_("this combination of attributes is {code} already; use that, or change an attribute"),
    "units-same": N_("the unit and the pack unit are both {unit}; name the pack differently"),
    "level-unknown": N_("there is no price level {code}; look them up with: ydh customer level list"),
    "price-whose": N_("give a level or a customer, not both"),
    "price-none": N_("{code}: a list price cannot be removed; retire the item"),
    "own-code-unknown": N_("the customer has no item code {code}"),
    "service-no-stock": N_("{code} is a service: it has no stock"),
    "warehouse-unknown": N_("there is no warehouse {code}; the warehouses are: {codes}"),
    "warehouse-taken": N_("there is a warehouse {code} already; choose another code"),
    "stock-reserved": N_(
        "{code}: {on_hand} on hand, {reserved} of it reserved for orders; a change of {change} would leave too little"
    ),
    "stock-reserved-fit": N_(
        "{code}: {on_hand} on hand may leave, {reserved} is reserved for orders; a change of {change} would leave too "
        "little"
    ),
    "stock-reserved-by": N_(
        "{code}: {on_hand} on hand, {reserved} of it reserved for {orders}; a change of {change} would leave too little"
    ),
    "stock-reserved-fit-by": N_(
        "{code}: {on_hand} on hand may leave, {reserved} is reserved for {orders}; "
        "a change of {change} would leave too little"
    ),
    "lot-promised-by": N_(
        "lot {lot}: {on_hand} on hand, {allocated} of it promised to shipments that wait to leave, of {orders}"
    ),
    "lot-expiry": N_("lot {lot} is known with the expiry {known}, not {given}; look at it with: ydh lot show {lot}"),
    "lot-blocked": N_("lot {lot} is blocked ({reason}); it cannot leave until it is unblocked"),
    "lot-expired": N_("lot {lot} expired on {expires}; it cannot leave"),
    "lot-keeps-short": N_(
        "lot {lot} expires on {expires}, and {days} days must be left when it leaves; take another lot, or take the "
        "shipment apart and release it again naming this one"
    ),
    "lot-missing": N_("{code} is kept by lot: say which lot"),
    "lot-not-kept": N_("{code} is not kept by lot; leave the lot out"),
    "lot-promised": N_("lot {lot}: {on_hand} on hand, {allocated} of it promised to shipments that wait to leave"),
    "warehouse-retired": N_("the warehouse is retired; restore it first, or name another"),
    "warehouse-main": N_("{code} is the main warehouse; make another one the main one first"),
    "warehouse-used": N_("{code} still has stock or shipments that wait to leave; move them first"),
    "paper-kind": N_("{value} is no kind of stock paper; use one of: {kinds}"),
    "paper-unknown": N_("there is no stock paper {number}; look it up with: ydh stock paper list"),
    "paper-state": N_("{number} is {state}; look at it with: ydh stock paper show {number}"),
    "paper-own": N_("you or a script of yours wrote {number}; somebody else must confirm it"),
    "paper-empty": N_("there are no lines; give at least one"),
    "paper-long": N_("too many lines: at most {most}; make several papers"),
    "paper-no-count": N_("{number} is no stocktake; look at it with: ydh stock paper show {number}"),
    "nothing-to-count": N_("there is nothing to count in {code}"),
    "count-later": N_("that time has not come yet; say when it was counted"),
    "limits-turned": N_("the lower limit {lower} is above the upper limit {upper}"),
    "lot-unknown": N_("there is no lot {lot}; look it up with: ydh lot list"),
    "label-other-lot": N_("{code}: the label says lot {lot}, the line {given}; leave the line's out, or correct it"),
    "label-other-expiry": N_(
        "{code}: the label says that it expires on {expires}, the line {given}; leave the line's out, or correct it"
    ),
    "lot-which": N_("several items have a lot {lot}: {codes}; say which with --sku"),
    "lot-not-blocked": N_("lot {lot} is not blocked"),
    "lots-stocked": N_("{code} has stock; its lots are turned on or off while it has none"),
    "further-code-unknown": N_("{code} has no further code {scan}"),
    "handling-unknown": N_("{value} is no handling mark; use some of: {codes}"),
    "file-row": N_("line {line}: {problem}"),
    "counted-twice": N_("{code}, lot {lot}: counted twice in this file; leave one line"),
    "paper-lines": N_("name the lines: --line CODE=QUANTITY, or a file"),
    "transfer-where": N_("say which warehouse the goods go to"),
    "transfer-same": N_("the goods are in {code} already; name another warehouse"),
    "reason-missing": N_("say why: a reason is required"),
    "quantity-minimum": N_("{code}: {quantity} is too few; order at least {least}, in multiples of {multiple}"),
    "quantity-multiple": N_("{code}: {quantity} is not a multiple of {multiple}; order {below} or {above}"),
    "quantity-no-pack": N_("{value}: this item is not sold in packs; write the quantity as a plain number"),
    "quantity-unit": N_("{value}: {word} is not a unit of this item; write 12, or 2b for 2 packs"),
    "short": N_("not enough stock (available/wanted): {short}; order less, or ask for a part"),
    "stock-changed": N_("the stock changed meanwhile; look again and repeat"),
    # the company and its database
    "no-company": N_("there is no company at {url}; make one with: ydh init"),
    "company-exists": N_("there is a company already; nothing was done"),
    "url-unknown": N_("{url} is no database that ydh knows; use sqlite:///path or postgresql://host/name"),
    "schema-older": N_("the database at {url} is older than this program; run: ydh db upgrade"),
    "schema-newer": N_("the database at {url} is newer than this program; install the newer ydh"),
    "schema-not-utf8": N_(
        "{url} does not keep its text as UTF-8; make its database with: createdb --encoding UTF8 --template template0"
    ),
    "database-denied": N_("the database forbids it to the role that ydh comes in with: {reason}"),
    "extra-missing": N_("{format} needs the extra {extra}; install it with: pip install 'ydh[{extra}]'"),
    "schema-foreign": N_("{url} is not a database of ydh"),
    "backup-exists": N_("{path} exists; name another file with --backup"),
    "file-open-to-others": N_("{path} can be read by others; run: chmod 600 on it"),
    "output-database": N_("{path} is a database or belongs to one and is never replaced; choose another name"),
    "input-database": N_("{path} is the open database or belongs to it; name another file"),
    "database-beside": N_("{path} cannot be a database: it would belong to {owner}; choose another name"),
    "database-busy": N_("the database is busy; nothing was written, try again"),
    "database-lost": N_(
        "the database cannot be reached or used ({reason}); nothing is half done: look again before you repeat it, "
        "and if this goes on tell an administrator, who runs: ydh doctor"
    ),
    "changed-meanwhile": N_("somebody changed it meanwhile; look again and repeat"),
    "clock-back": N_(
        "the clock says {now}, but the last entry is of {newest}; set the clock right and repeat; "
        "if it was ahead before and is right now, an administrator goes on with: ydh clock --accept REASON"
    ),
    "clock-right": N_("the clock is not behind the last entry; nothing was done"),
    "doctor-clock": N_("the clock says {now}, but the last entry is of {newest}; set the clock right"),
    "setting-at-birth": N_("{name} is settled when a company is made; for practice make another one with: ydh demo"),
    "setting-by-two": N_("{name} is not set by hand; set the setting itself"),
    "books-open-past": N_("history of {last} is in the books; they can open on a later day only, not on {day}"),
    "setting-yes-no": N_("{value} is neither on nor off"),
    "hours-form": N_("{value} is no step with its hours; write them like this: {example}"),
    "cursor-form": N_("{value} is no place in this list; begin at its start again"),
    "setting-choice": N_("{value} is not one of: {choices}"),
    **READING_MESSAGES,
    **IMPORT_MESSAGES,
    **ACCOUNT_MESSAGES,
    **CODE_MESSAGES,
    **DAYS_MESSAGES,
    **NOUN_MESSAGES,
    **SHIPPING_MESSAGES,
    **PRACTICE_MESSAGES,
    # orders
    "key-reused": N_("the key {key} was used for something else; take a new one"),
    "answered-before": N_("answered before: {text}"),
    "customer-needed": N_("name the customer that the order is for"),
    "customer-retired": N_("the customer {code} is retired; restore it first"),
    "channel-unknown": N_("{channel} is not a channel you can order by; use one of: {channels}"),
    "freight-by-staff": N_("freight is entered by the company's staff"),
    "detail-unknown": N_("{name} is not something an order carries; it carries: {names}"),
    "detail-by-staff": N_("{name} is entered by the company's staff"),
    "detail-missing": N_("{name} is missing"),
    "terms-unknown": N_("{value} are no payment terms; use one of: {terms}"),
    "no-lines": N_("there are no lines; add a product first"),
    "line-form": N_("line {line}: {value}: write a code and a quantity, such as LJ-250 24"),
    "amount-high": N_("a line comes to more than {most}; give a smaller quantity or price"),
    "total-high": N_("the order comes to more than {most}; give smaller quantities or prices"),
    "too-many-lines": N_("too many lines: at most {most}; make several orders"),
    "sku-unknown": N_("there is no product {code}; look for it with: ydh product list"),
    "sku-retired": N_("{code} is not sold any more; choose another"),
    "quantity-zero": N_("{code}: the quantity must be more than 0"),
    "order-unknown": N_("there is no order {number}"),
    "order-of-another": N_("{number} is not an order of {code}; leave the customer out, or name one of its orders"),
    "say-at": N_("{number} waits for {step}; say which step you mean with --at, or {number}@REVISION"),
    "moved-on": N_("{number} does not wait for {seen}, it waits for {step}"),
    "moved-on-by": N_("{number} does not wait for {seen} any more, it waits for {step}: {by} moved it at {when}"),
    "revision-moved": N_("{number} changed since you looked (revision {seen}, now {now}); look again"),
    "revision-moved-by": N_(
        "{number} changed since you looked (revision {seen}, now {now}): {by} changed it at {when}; look again"
    ),
    "nothing-to-pass": N_("{number} waits for nothing: it is {step}"),
    "no-such-exit": N_("{action} is not possible for {number} now: it waits for {step}"),
    "already-released": N_("{number} has shipments; unrelease them first"),
    "already-shipped": N_("{number} has shipped goods and cannot be voided any more; close the rest short"),
    "customer-waits": N_(
        "{number}: the customer wants to wait until all is there; release the whole, or say why a part goes now"
    ),
    "rest-unknown": N_("{value}: say what becomes of the rest with: wait, close"),
    "when-short-unknown": N_("{value} is no answer to a shortage; use one of: {answers}"),
    "nothing-to-close": N_("{number}: there is nothing to close short; nothing is open, or nothing is short"),
    "void-not-close": N_("{number}: nothing would be left of the order; void it instead"),
    "close-too-much": N_("{number} line {position}: {quantity} cannot be closed, only {open} are open"),
    "release-too-much": N_(
        "{number} line {field}: {quantity} of {code} cannot be released, at most {left} are left of what was ordered"
    ),
    "lot-not-of": N_("there is no lot {lot} of {code}; look them up with: ydh lot list {code}"),
    "needs-pick": N_("{number} is not picked yet; pick it with: ydh pick start {number}"),
    "released-already": N_("{number} is at {step}: nothing of it waits for goods any more"),
    "substitute-same": N_("{code} is the item of the line already; choose another"),
    "shipment-unknown": N_("there is no shipment {number}; look them up with: ydh pick list"),
    "not-to-count": N_("{number} has left or was taken apart; there is nothing to count"),
    "counted-already": N_("{number} is counted already; it may leave"),
    "counted-by-other": N_("{number} is being counted by {by}; take it over with: ydh pick take-over {number}"),
    "own-pick": N_("you or a script of yours picked {number}; somebody else must check it"),
    "nothing-counted": N_("{number}: there is no count to take back"),
    "counted-below": N_("{code}: only {counted} are counted"),
    "count-missing": N_(
        "{number}: not all is counted ({missing}); go on counting, or say why the rest goes back to release"
    ),
    "no-lots": N_("{code} is not kept by lot"),
    "lot-left": N_("{code}: {quantity} cannot change their lot, {left} are not counted yet"),
    "lot-not-enough": N_("the lot has {free} free, {quantity} are needed; choose another"),
    "lot-while-checking": N_("{number} is picked; what is in it is only checked now"),
    "not-picked-yet": N_("{number} is not picked yet; it is checked after that"),
    "needs-check": N_("{number} is picked but not checked yet; check it with: ydh pick check {number}"),
    "name-the-shipment": N_("{number} has several shipments that wait, name one: {shipments}"),
    "own-order": N_("you or a script of yours entered {number}; somebody else must review it"),
    "assigned-to-other": N_("{number} is assigned to somebody else; give a reason"),
    "answer-missing": N_("{name} is missing; give it"),
    "held": N_("{number} is held: {kind} ({reason}); see who can lift it with: ydh order explain {number}"),
    "nothing-to-take-back": N_("there is nothing of yours to take back on {number}"),
    "acted-since": N_("{number}: {by} has acted on it since, at {when}: {action}"),
    "still-locked": N_("{number} waits for {step}; it can be edited as a draft or before its review"),
    "empty-cart": N_("the cart is empty; add a product first"),
    "customer-no-account": N_("{code} has no account yet; open one with: ydh customer account {code} LOGIN"),
    "customer-unknown": N_("there is no customer {code}; look for it with: ydh customer list"),
    "void-instead": N_("{number} has a number and cannot be deleted; void it instead"),
    "withdraw-first": N_("{number} is submitted; withdraw it first, then change it"),
    "not-in-cart": N_("{code} is not in the cart"),
    "cart-changed": N_("the cart changed since you looked; look at it again"),
    "cart-just-submitted": N_("the cart is empty: its last order is {number}"),
    "cart-short": N_("{code}: {wanted} wanted, {available} available"),
    "prices-moved": N_(
        "prices have changed since you saw them: {moves}; the total is {total} now; say yes to it with: --total {total}"
    ),
    "total-differs": N_("the total is {total} now, not {said}; say yes to it with: --total {total}"),
    "price-changed": N_("{code}: the price was {old}, now it is {new}"),
    "hold-by-step": N_("{number} is held by somebody with a right on {step}"),
    "own-hold": N_("you or a script of yours made the order or the hold on {number}; somebody else must lift it"),
    "cancel-not-now": N_("{number} is at {step}: withdraw it before its review, and return what has left"),
    "confirmation-who-how": N_("say who said yes and how, such as by phone"),
    "no-hold": N_("{number} has no open hold {kind}; open: {open}"),
    "lifted-by-fact": N_("{kind} is lifted when this happens: {fact}"),
    "held-already": N_("{number} is held already: {kind}"),
    "cannot-pass": N_("{login} cannot approve at {step}, where {number} waits; assign somebody who can"),
    "no-line": N_("{number} has no line {position}"),
    "more-received": N_("{number} line {position}: {received} received, but only {shipped} were shipped"),
    "less-received": N_("{number}: less was received than shipped ({missing}); say why"),
    "batch-ahead": N_("{number} cannot overtake {ahead}, which came in a batch; batches keep their order"),
    "nothing-on-its-way": N_("{number}: nothing is on its way; confirm the receipt when the goods are there"),
    "first-already": N_("{number} is the first in its queue already"),
    # the command line
    "command-unknown": N_("there is no command {name}; did you mean: {near}"),
    "option-value": N_("{option} needs a value"),
    "config-missing": N_("there is no file {path}, which YDH_CONFIG names"),
    "config-key": N_("{path}: there is no {name}; known are: {names}"),
    "config-value": N_('{path}: {name} must be a text, such as {name} = "..."'),
    "config-broken": N_("{path} cannot be read: {problem}"),
    "sign-in-over": N_("the sign-in is over; sign in again with: ydh login NAME"),
    "token-file": N_("{path}, which should hold a token, cannot be read; make one with: ydh account token create"),
    "token-bad": N_(
        "YDH_TOKEN, or the file of YDH_TOKEN_FILE, is no live sign-in (empty, unknown, over or ended); "
        "make a new one with: ydh account token create, or unset it"
    ),
    "sign-in-first": N_("nobody is signed in; run: ydh login NAME"),
    "json-and-format": N_("--json and --format {format} contradict each other; give one"),
    "say-yes": N_("this would change things and nobody can be asked here; add --yes (or --dry-run to look first)"),
    "nothing-named": N_("nothing is named; give numbers, or - to read them from stdin"),
    "stdin-terminal": N_("- reads from a pipe or a file, but stdin is the terminal"),
    "revision-form": N_("{value}: after @ comes a revision, such as DH-O-20261123-000041@3"),
    "stock-none": N_("there is no stock of {code}: it is a service, or never lay there"),
    "price-of-whom": N_("say whose price is removed: of which level, or of which customer"),
    "pair-form": N_("{option} {value}: write it as name=value"),
    "pair-twice": N_("{option} {name} is given twice; give it once, with all of it"),
    "item-twice": N_("{code} is set twice; set it once"),
    "file-missing": N_("there is no file {path}"),
    # reports
    "report-unknown": N_("there is no report {name}; choose one of: {names}"),
    "days-turned": N_("the first day {first} is after the last day {last}"),
    **AUDIT_MESSAGES,
    # returns
    "return-unknown": N_("there is no return {number}; look it up with: ydh return list"),
    "return-kind": N_("{value} is no kind of return; use one of: {choices}"),
    "return-reason": N_("{value} is no reason for a return; use one of: {choices}"),
    "return-locked": N_("{number} waits for {step} and is changed no more; withdraw it or have it sent back first"),
    "return-no-line": N_("{number} has no line {line}; see what can come back with: ydh return lines {number}"),
    "return-which-line": N_("{code} stands in several lines; name the line: {positions}"),
    "return-line-twice": N_("{code} is there twice; give one quantity for it"),
    "return-too-much": N_("{code}: {quantity} asked back, but only {left} can still come back"),
    "return-nothing-left": N_("{code}: nothing of it can come back any more"),
    "return-free-line": N_("line {line}: {value} is not an item, a quantity and a price, such as: T001-250 2 9.50"),
    "return-price-needed": N_("{code}: a return without an order needs the price that was agreed"),
    "return-swap-kind": N_("only an exchange names another item in place of what comes back"),
    "return-window": N_(
        "{codes}: the time for returns is over ({days} days after receipt, 0 is never); ask the company"
    ),
    "return-window-why": N_("{codes}: the time for returns is over; give a reason to take it back all the same"),
    "return-nothing-allowed": N_("nothing of {number} is allowed; reject it instead"),
    "return-nothing-sent": N_("nothing of {number} is sent; withdraw it instead"),
    "return-nothing-came": N_("nothing of {number} came; send it back or reject it instead"),
    "return-less-came": N_("{number}: less came than was sent ({missing}); say why"),
    "return-more-came": N_(
        "{code}: {came} came, but only {allowed} are allowed; take in that much, a new return the rest"
    ),
    "return-nothing-shipped": N_(
        "nothing of {number} can come back: nothing has left, or all of it comes back already"
    ),
    "return-condition": N_("line {position}: say how much came whole or damaged; 0 when nothing of it came"),
    "return-lot-needed": N_("{code} is kept by lot; say which lot came back"),
    "return-came": N_("the goods of {number} have come in; it is paid back or replaced, no longer rejected"),
    "return-refund-much": N_("{code}: {amount} is more than the {most} that were billed"),
    "return-refund-less": N_("less is paid back than the goods of {number} come to; give a reason"),
    # the workflow's switches
    "workflow-unknown": N_("there is no workflow {name}; there are: {names}"),
    "step-off-already": N_("{step} is off already"),
    "step-on-already": N_("{step} is on already"),
    "plan-outdated": N_("the plan {plan} no longer fits; look again with: ydh workflow plan {workflow} {step}"),
    "setting-row-missing": N_("the setting {name} is missing; run: ydh doctor"),
}
