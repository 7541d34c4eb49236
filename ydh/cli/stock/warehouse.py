"""ydh warehouse: where the goods lie. Who has one warehouse never has to name it."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, Version, change, listing, yes_no
from ydh.cli.writing.cells import DataColumn
from ydh.core.stock import warehouses
from ydh.core.values.words import N_

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("code or name of the warehouse"))]
Contact = Annotated[str | None, typer.Option("--contact", help=N_("who is asked for there"))]
Phone = Annotated[str | None, typer.Option("--phone", help=N_("phone"))]
Address = Annotated[str | None, typer.Option("--address", help=N_("where goods come back to"))]

COLUMNS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("main", N_("main warehouse"), "label"),
    DataColumn("active", N_("active"), "label"),
    DataColumn("contact", N_("contact")),
    DataColumn("phone", N_("phone"), "code"),
    DataColumn("address", N_("address")),
    DataColumn("version", N_("version"), "code"),
)


@app.command("list", help=N_("list the warehouses, the main one first"))
@listing(COLUMNS)
def list_(
    retired: Annotated[bool, typer.Option("--all", help=N_("the retired ones too"))] = False,
) -> Iterable[Row]:
    """Every warehouse."""
    for it in warehouses.list_warehouses(session.actor(), retired=retired):
        yield it.code, it.name, yes_no(it.main), yes_no(it.active), it.contact, it.phone, it.address, str(it.version)


@app.command("add", help=N_("add a warehouse"))
@change(N_("{code} is added"))
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    contact: Contact = None,
    phone: Phone = None,
    address: Address = None,
) -> Mapping[str, Any]:
    """Add a warehouse."""
    about = {"contact": contact or "", "phone": phone or "", "address": address or ""}
    made = warehouses.add(session.actor(), code, name, **about)
    return {"code": made.code, "name": made.name}


@app.command("edit", help=N_("change a warehouse: its name, and where goods come back to"))
@change(N_("{code} is changed"))
def edit(
    code: Code,
    name: Annotated[str | None, typer.Option("--name", help=N_("name"))] = None,
    contact: Contact = None,
    phone: Phone = None,
    address: Address = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Change what is given of a warehouse."""
    given = {"name": name, "contact": contact, "phone": phone, "address": address}
    warehouses.edit(session.actor(), code, seen=seen, **given)
    return {"code": code}


@app.command("main", help=N_("let a warehouse be the one that is meant where none is named, and emptied first"))
@change(N_("{code} is the main warehouse"))
def main(code: Code) -> Mapping[str, Any]:
    """Make a warehouse the main one."""
    warehouses.make_main(session.actor(), code)
    return {"code": code}


@app.command("retire", help=N_("close a warehouse that is empty"))
@change(N_("{code} is retired"))
def retire(code: Code) -> Mapping[str, Any]:
    """Retire a warehouse."""
    warehouses.retire(session.actor(), code)
    return {"code": code}


@app.command("restore", help=N_("open a retired warehouse again"))
@change(N_("{code} is open again"))
def restore(code: Code) -> Mapping[str, Any]:
    """Restore a warehouse."""
    warehouses.restore(session.actor(), code)
    return {"code": code}
