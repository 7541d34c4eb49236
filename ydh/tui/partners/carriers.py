"""Carriers: who and what goods travel with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import carriers
from ydh.core.partners.views import CARRIER_KINDS, CarrierView
from ydh.core.rules.permissions import P
from ydh.core.values.money import day
from ydh.core.values.text import key
from ydh.core.values.words import N_, Label, label_of
from ydh.tui.lists.book import Book, Deed, Field, Found, Query
from ydh.tui.lists.ways import back, each_of, given
from ydh.tui.paint.parts import Column, Facts, Part

MANAGE = (P.ORDER_SHIP, P.SYSTEM_CONFIGURE)
COLUMNS = (
    Column("code", N_("code"), "code", 10),
    Column("name", N_("name")),
    Column("kind", N_("kind"), "text", 14, of=lambda row: label_of(CARRIER_KINDS, row.kind)),
    Column("phone", N_("phone"), "text", 14, drop=1),
    Column("contract_until", N_("contract until"), "day", 14, drop=1),
    Column("state", N_("state"), "text", 10, of=lambda row: state_of(row)),
)
STATE = Field(
    "state",
    N_("state"),
    kind="choice",
    choices=(("", N_("in use")), ("retired", N_("retired.")), ("both", N_("in use and retired"))),
)
STATES = {"": True, "retired": False, "both": None}
WORDS = ("phone", "contract_number", "tracking_url")


def state_of(row: CarrierView) -> Label | str:
    """What is unusual about a carrier, as a word."""
    if not row.active:
        return Label(N_("retired."), "retired")
    return Label(N_("contract over"), "expired") if row.expired else ""


def _fields(it: CarrierView | None) -> tuple[Field, ...]:
    until = it.contract_until.isoformat() if it and it.contract_until else ""
    return (
        Field("name", N_("name"), required=True, value=it.name if it else ""),
        Field(
            "kind", N_("kind"), kind="choice", choices=tuple(CARRIER_KINDS.items()), value=it.kind if it else "express"
        ),
        Field("phone", N_("phone"), value=it.phone if it else ""),
        Field("contract_number", N_("contract number"), value=it.contract_number if it else ""),
        Field("contract_until", N_("contract until"), value=until, hint="2027-12-31"),
        Field(
            "tracking_url",
            N_("tracking page"),
            value=it.tracking_url if it else "",
        ),
    )


def _until(answers: Mapping[str, Any]) -> date | None:
    text = answers.get("contract_until", "").strip()
    return day(text, "contract until") if text else None


def _add(actor: Actor, rows: Sequence[Any], answers: Mapping[str, Any]) -> None:
    values = given(answers, "kind", *WORDS)
    carriers.add(actor, answers["code"], answers["name"], contract_until=_until(answers), **values)


def _edit(actor: Actor, rows: Sequence[CarrierView], answers: Mapping[str, Any]) -> None:
    values = {name: answers[name] for name in ("name", "kind", *WORDS)}
    carriers.edit(actor, rows[0].code, seen=rows[0].version, contract_until=_until(answers) or "", **values)


DEEDS = (
    Deed(
        "add",
        "a",
        N_("add a carrier"),
        _add,
        (Field("code", N_("code"), required=True), *_fields(None)),
        needs=MANAGE,
        alone=True,
        main=True,
        said=N_("the carrier is added"),
    ),
    Deed(
        "edit",
        "E",
        N_("edit"),
        _edit,
        lambda actor, rows: _fields(rows[0]),
        needs=MANAGE,
        main=True,
        said=N_("{what} is changed"),
    ),
    Deed(
        "retire",
        "t",
        N_("retire"),
        each_of(lambda actor, code, _: carriers.retire(actor, code), "code"),
        undo=back(carriers.restore),
        needs=MANAGE,
        many=True,
        main=True,
        fits=lambda row: bool(row.active),
    ),
    Deed(
        "restore",
        "T",
        N_("use again"),
        each_of(lambda actor, code, _: carriers.restore(actor, code), "code"),
        undo=back(carriers.retire),
        needs=MANAGE,
        many=True,
        main=True,
        fits=lambda row: not row.active,
    ),
)


class Carriers(Book):
    """The list of carriers."""

    name, title = "carriers", N_("carriers")
    columns, filters, deeds = COLUMNS, (STATE,), DEEDS
    needs = (P.ORDER_VIEW, P.SYSTEM_CONFIGURE)
    empty = N_("there is no carrier\na adds one")

    def page(self, actor: Actor, query: Query) -> Found:
        found = carriers.list_carriers(actor, active=STATES[query.filters.get("state", "")])
        return Found([it for it in found if key(query.text) in key(f"{it.code} {it.name}")])

    def called(self, row: CarrierView) -> str:
        return f"{row.code} {row.name}"

    def style(self, row: CarrierView) -> str:
        return "wrong" if row.active and row.expired else "plain" if row.active else "faint"

    def detail(self, actor: Actor, row: CarrierView) -> Sequence[Part]:
        return [
            Facts(
                (
                    (N_("kind"), label_of(CARRIER_KINDS, row.kind)),
                    (N_("phone"), row.phone),
                    (N_("contract number"), row.contract_number),
                    (N_("contract until"), row.contract_until),
                    (N_("tracking page"), row.tracking_url),
                    (N_("state"), state_of(row)),
                )
            )
        ]
