"""The last step of a cart: everything in it once more, where it goes and when; refused while something is wrong."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders import looking, notes
from ydh.core.orders.details import CUSTOMER_MAY
from ydh.core.partners import addresses, customers
from ydh.core.rules.facts import Fact
from ydh.core.rules.orders import CHANNEL_NAMES, DETAIL_NAMES, SHORT_NAMES, TERMS_NAMES
from ydh.core.values.errors import Invalid
from ydh.core.values.money import ZERO
from ydh.core.values.outcomes import Done
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import DAY_HINT, Deed, Field
from ydh.tui.lists.nouns import field_of
from ydh.tui.orders.basket import MOVED, Basket
from ydh.tui.orders.cart_parts import whole_cart
from ydh.tui.orders.in_hand import OrderInHand
from ydh.tui.paint.parts import Part
from ydh.tui.paint.shown import fit

NO_YES = (("", N_("no")), ("yes", N_("yes")))
CHANNELS = tuple((code, Label(name, code)) for code, name in CHANNEL_NAMES.items() if code != "batch")
TERMS = (("", N_("as agreed with the customer")), *((code, Label(name, code)) for code, name in TERMS_NAMES.items()))
PRICES = Field(
    "prices",
    N_("changed prices"),
    kind="choice",
    choices=(("", N_("not decided")), ("yes", N_("take the new prices"))),
)
NOTE = Field("note", N_("note to the company"))
ASK = Field("ask_customer", N_("ask the customer"), kind="choice", choices=NO_YES)
FREIGHT = Fact("freight", N_("freight in yuan"), "money", hint="12.00")
THEN = Field(
    "then",
    N_("what becomes of it"),
    kind="choice",
    choices=(("", N_("submit it")), ("draft", N_("keep it as a draft"))),
)
WHY = Field("reason", N_("reason"))
BY_CUSTOMER = ("requested_date", "customer_po", "project", "when_short")
BY_STAFF = ("requested_date", "contract_number", "customer_po", "project", "contact", "phone", "address", "when_short")
IF_SHORT = (("", N_("not decided")), *SHORT_NAMES.items())
HINTS = {"requested_date": DAY_HINT, "address": N_("another than the one chosen above")}
NAMES = {"customer_po": N_("own order number")}  # where the table's own are too long for a form
WIDE = 54  # cells of an address to choose


def submit_deed(basket: Basket) -> Deed:
    """Submit the cart, or save the order that is being changed."""

    def shows(actor: Actor, rows: Sequence[Any]) -> Sequence[Part]:
        return whole_cart(basket.show(actor))

    def do(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> list[Done]:
        return [_finish(basket, actor, answers)]

    return Deed(
        "submit",
        "S",
        basket.finish_label,
        do,
        asks=lambda actor, rows: _fields(basket, actor),
        shows=shows,
        alone=True,
        main=True,
    )


def _fields(basket: Basket, actor: Actor) -> tuple[Field, ...]:
    view = basket.show(actor)
    if not view.lines:
        raise Invalid("empty-cart")
    total = basket.total(actor)
    seen = (
        Field("version", "", kind="hidden", value=str(view.version)),
        Field("total", "", kind="hidden", value=str(total) if isinstance(total, Decimal) else ""),
        *((PRICES,) if any(error.id == MOVED for line in view.lines for error in line.problems) else ()),
    )
    if isinstance(basket, OrderInHand):
        return (*seen, *_details_of(basket, actor))
    places = (_place_field(basket, actor),)
    if basket.staff:
        channel = Field("channel", N_("channel"), kind="choice", choices=CHANNELS, value="phone")
        terms = Field("terms", N_(DETAIL_NAMES["terms"]), kind="choice", choices=TERMS)
        freight = field_of(FREIGHT, actor, None)
        return (*seen, channel, *places, *map(_detail, BY_STAFF), terms, freight, ASK, NOTE, THEN)
    return (*seen, *places, *map(_detail, BY_CUSTOMER), NOTE)


def _detail(name: str, value: str = "") -> Field:
    if name == "when_short":
        return Field(name, DETAIL_NAMES[name], value=value, kind="choice", choices=IF_SHORT)
    return Field(name, NAMES.get(name, DETAIL_NAMES[name]), value=value, hint=HINTS.get(name, ""))


def _place_field(basket: Basket, actor: Actor) -> Field:
    choices = tuple((label, fit(text, WIDE).rstrip()) for label, (text, _) in _places(basket, actor).items())
    return Field("place", N_("deliver to"), kind="choice", choices=choices)


def _places(basket: Basket, actor: Actor) -> dict[str, tuple[str, dict[str, str]]]:
    """Where the customer has goods delivered: label, how it reads, and the details; its main address has no label."""
    code = basket.customer or ""
    main = customers.show(actor, code)
    places: dict[str, tuple[str, dict[str, str]]] = {"": (_read(main.address, main.contact, main.phone), {})}
    for it in addresses.list_addresses(actor, customer=code):
        given = {"address": it.address, "contact": it.contact, "phone": it.phone}
        places[it.label] = (f"{it.label}: {_read(it.address, it.contact, it.phone)}", given)
    return places


def _read(*words: str) -> str:
    return " ".join(word for word in words if word)


def _details_of(basket: OrderInHand, actor: Actor) -> tuple[Field, ...]:
    """What the order carries now, to be changed."""
    now = looking.show(actor, basket.number).details
    names = [name for name in DETAIL_NAMES if name != "terms" and (basket.staff or name in CUSTOMER_MAY)]
    fields = [_detail(name, str(now.get(name) or "")) for name in names]
    return (*fields, WHY) if basket.staff else tuple(fields)


# --- doing it ---


def _finish(basket: Basket, actor: Actor, answers: Mapping[str, Any]) -> Done:
    details = {name: answers[name] for name in DETAIL_NAMES if name in answers and _given(basket, answers[name])}
    if answers.get("place"):
        _, place = _places(basket, actor).get(answers["place"], ("", {}))
        details = {name: value for name, value in place.items() if value} | details
    agreed = answers.get(PRICES.name, "yes") == "yes"  # where nothing moved, the total that is shown is meant
    total = Decimal(answers["total"]) if agreed and answers["total"] else None
    freight = FREIGHT.read(answers.get(FREIGHT.code, ""), FREIGHT.title) or ZERO
    more = {**answers, "version": int(answers["version"]), "total": total, "freight": freight}
    done = basket.finish(actor, details, more)
    if answers.get("note"):
        notes.note(actor, done.number, answers["note"], shared=True)
    return done


def _given(basket: Basket, value: str) -> bool:
    """An order in hand may lose a detail; a new one has what is not given filled in from its customer."""
    return bool(value.strip()) or isinstance(basket, OrderInHand)
