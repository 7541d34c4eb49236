"""ydh carrier: the list of who and what goods travel with."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import AsJson, CodeOrStdin, Row, Version, did, each_of, listing
from ydh.cli.frame.options import Yes
from ydh.cli.writing.cells import DataColumn
from ydh.core.partners import carriers
from ydh.core.partners.views import CARRIER_KINDS, CarrierView
from ydh.core.values.words import N_, Label, label_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

CARRIERS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("kind", N_("kind"), "label"),
    DataColumn("phone", N_("phone")),
    DataColumn("contract_number", N_("contract number")),
    DataColumn("contract_until", N_("contract until"), "day"),
    DataColumn("state", N_("state"), "label"),
    DataColumn("tracking_url", N_("tracking page")),
)
Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the carrier"))]
Kind = Annotated[str | None, typer.Option("--kind", help=N_("express, freight, own, pickup or personal"))]
Phone = Annotated[str | None, typer.Option("--phone", help=N_("phone"))]
Contract = Annotated[str | None, typer.Option("--contract", help=N_("number of the contract"))]
Until = Annotated[str | None, typer.Option("--until", help=N_("last day of the contract"))]
Url = Annotated[str | None, typer.Option("--url", help=N_("address of the tracking page, with {number} in it"))]


@app.command("list", help=N_("list the carriers"))
@listing(CARRIERS)
def list_(
    retired: Annotated[bool, typer.Option("--retired", help=N_("those that are not used any more"))] = False,
) -> Iterable[Row]:
    """The carriers."""
    return [_row(it) for it in carriers.list_carriers(session.actor(), active=not retired)]


def _row(it: CarrierView) -> Row:
    state = Label(N_("contract over"), "expired") if it.expired else Label(N_("in use"), "active")
    shown = state if it.active else Label(N_("retired."), "retired")
    kind = label_of(CARRIER_KINDS, it.kind)
    return it.code, it.name, kind, it.phone, it.contract_number, it.contract_until, shown, it.tracking_url


@app.command("add", help=N_("add a carrier"))
def add(
    code: Code,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    kind: Kind = None,
    phone: Phone = None,
    contract: Contract = None,
    until: Until = None,
    url: Url = None,
    json: AsJson = False,
) -> int:
    given = {"phone": phone, "contract_number": contract, "tracking_url": url, "kind": kind}
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    made = carriers.add(session.actor(), code, name, contract_until=options.day_of(until or None, "--until"), **values)
    did(N_("{code} is added"), {"code": made}, json=json)
    return 0


@app.command("edit", help=N_("change a carrier; an empty value takes it away"))
def edit(
    code: Code,
    name: Annotated[str | None, typer.Option("--name", help=N_("name"))] = None,
    kind: Kind = None,
    phone: Phone = None,
    contract: Contract = None,
    until: Until = None,
    url: Url = None,
    seen: Version = None,
    json: AsJson = False,
) -> int:
    given: dict[str, Any] = {"name": name, "kind": kind, "phone": phone, "contract_number": contract}
    given |= {"tracking_url": url, "contract_until": _until(until)}
    carriers.edit(session.actor(), code, seen=seen, **given)
    did(N_("{code} is changed"), {"code": code}, json=json)
    return 0


def _until(text: str | None) -> date | str | None:
    return options.day_of(text, "--until") if text else text


@app.command("retire", help=N_("use carriers no more"))
def retire(codes: CodeOrStdin, yes: Yes = False, json: AsJson = False) -> int:
    return each_of(
        codes, lambda code: carriers.retire(session.actor(), code), N_("{code} is retired"), yes=yes, json=json
    )


@app.command("restore", help=N_("use retired carriers again"))
def restore(codes: CodeOrStdin, yes: Yes = False, json: AsJson = False) -> int:
    return each_of(
        codes, lambda code: carriers.restore(session.actor(), code), N_("{code} is used again"), yes=yes, json=json
    )
