"""How the goods of a product are kept: the form, and what the details of a product say about it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import keeping, products
from ydh.core.goods.views import Keeping, SkuView
from ydh.core.values.money import QUANTITY_PLACES, number
from ydh.core.values.words import N_, Label
from ydh.tui.lists.book import Answers, Field
from ydh.tui.lists.ways import decimal, named_list
from ydh.tui.paint.parts import Facts

YES_NO = (("no", N_("no")), ("yes", N_("yes")))
COMPANY = (("", N_("as the company says")), *YES_NO)
MARKS = tuple(keeping.HANDLING.items())


def keeping_fields(actor: Actor, rows: Sequence[SkuView]) -> tuple[Field, ...]:
    """How its goods are kept now."""
    it = keeping.keeping_of(actor, rows[0].product)
    backorder = "" if it.backorder is None else "yes" if it.backorder else "no"
    codes = ", ".join(f"{x.code}={x.quantity:f}" for x in it.codes if x.sku == rows[0].code)
    return (
        Field("lots", N_("kept by lot"), value="yes" if it.lots else "no", kind="choice", choices=YES_NO),
        Field("keep_days", N_("days left when it leaves"), value=_days(it.keep_days), hint=N_("empty for no limit")),
        Field("handling", N_("handling"), value=it.handling, kind="many", choices=MARKS),
        Field("backorder", N_("may be ordered beyond stock"), value=backorder, kind="choice", choices=COMPANY),
        Field(
            "return_days", N_("days to return it"), value=_days(it.return_days), hint=N_("empty: as the company says")
        ),
        Field("guarantee", N_("guarantee"), value=it.guarantee),
        Field("codes", N_("further codes"), value=codes, hint=N_("such as 1690001=12: a scan of it counts 12")),
    )


def _days(days: int | None) -> str:
    return "" if days is None else str(days)


def set_keeping(actor: Actor, rows: Sequence[SkuView], answers: Answers) -> None:
    """Change how its goods are kept, and the further codes of the row."""
    given: dict[str, Any] = {
        "lots": answers["lots"] == "yes",
        "backorder": {"": None, "yes": True, "no": False}[answers["backorder"]],
        "handling": answers["handling"],
        "guarantee": answers["guarantee"],
    }
    given |= {name: decimal(answers, name, name, 0) for name in ("keep_days", "return_days")}
    before = keeping.keeping_of(actor, rows[0].product)
    products.edit(actor, rows[0].product, keeping=given)
    _codes(actor, rows[0].code, before, answers["codes"])


def _codes(actor: Actor, sku: str, before: Keeping, text: str) -> None:
    was = {x.code: x.quantity for x in before.codes if x.sku == sku}
    now: dict[str, Decimal | None] = {}
    for word in named_list(text):
        code, _, quantity = word.partition("=")
        now[code.strip()] = number(quantity, "quantity", places=QUANTITY_PLACES) if quantity else None
    for code in was.keys() - now.keys():
        keeping.drop_code(actor, sku, code)
    for code, much in now.items():
        if code not in was or was[code] != much:
            keeping.add_code(actor, sku, code, much)


def keeping_facts(it: Keeping) -> Facts:
    """How goods are kept, without what is as usual."""
    marks = [keeping.HANDLING[code] for code in it.handling.split()]
    pairs: list[tuple[str, Any]] = [(N_("kept by lot"), Label(N_("yes"), "true"))] if it.lots else []
    pairs += [(N_("handling"), mark) for mark in marks]
    pairs += [
        (N_("days left when it leaves"), it.keep_days),
        (N_("days to return it"), it.return_days),
        (N_("guarantee"), it.guarantee),
        (N_("further codes"), ", ".join(f"{x.code} x{x.quantity:f}" for x in it.codes)),
    ]
    return Facts(tuple(pair for pair in pairs if pair[1] not in (None, "")))
