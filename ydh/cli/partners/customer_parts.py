"""What belongs to customers: addresses, item codes, price levels, the staff whose customer it is."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.frame import options, session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.writing.cells import DataColumn
from ydh.core.goods import own_codes
from ydh.core.partners import addresses, customers, levels
from ydh.core.values.words import N_

address = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
own_code = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
level = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
owner = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Whose = Annotated[str, typer.Argument(metavar="CUSTOMER", help=N_("code of the customer"))]
WhoseOrMine = Annotated[str, typer.Argument(metavar="CUSTOMER", help=N_("code of the customer; one's own without"))]

ADDRESSES = (
    DataColumn("label", N_("label"), "code"),
    DataColumn("contact", N_("contact")),
    DataColumn("phone", N_("phone"), "code"),
    DataColumn("address", N_("address")),
)
OWN_CODES = (
    DataColumn("own_code", N_("the customer's own code"), "code"),
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
)
LEVELS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("priority", N_("priority"), "integer"),
)
OWNERS = (DataColumn("login", N_("sign-in name"), "code"),)


# --- addresses ---


@address.command("list", help=N_("list a customer's further delivery addresses"))
@listing(ADDRESSES)
def list_addresses(customer: WhoseOrMine = "") -> Iterable[Row]:
    """The addresses."""
    found = addresses.list_addresses(session.actor(), customer=customer)
    return [(it.label, it.contact, it.phone, it.address) for it in found]


@address.command("add", help=N_("add a delivery address"))
@change(N_("the address {label} is added"))
def add_address(
    customer: Whose,
    label: Annotated[str, typer.Argument(metavar="LABEL", help=N_("what it is called, such as warehouse 2"))],
    text: Annotated[str, typer.Argument(metavar="ADDRESS", help=N_("address"))],
    contact: Annotated[str, typer.Option("--contact", help=N_("whom to speak to"))] = "",
    phone: Annotated[str, typer.Option("--phone", help=N_("phone"))] = "",
) -> Mapping[str, Any]:
    """Add an address."""
    given = {"customer": customer, "contact": contact, "phone": phone}
    addresses.add(session.actor(), label, text, **given)
    return {"label": label, "code": customer}


@address.command("remove", help=N_("remove a delivery address; orders keep the address they went to"))
@change(N_("the address {label} is removed"))
def remove_address(
    customer: Whose,
    label: Annotated[str, typer.Argument(metavar="LABEL", help=N_("what it is called"))],
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Remove an address."""
    options.confirm(N_("The address {label} will be removed. Go on?"), yes=yes, label=label)
    addresses.remove(session.actor(), label, customer=customer)
    return {"label": label, "code": customer}


# --- own item codes ---


@own_code.command("list", help=N_("list a customer's own codes for our items"))
@listing(OWN_CODES)
def list_own_codes(customer: WhoseOrMine = "") -> Iterable[Row]:
    """The codes."""
    return [(it.code, it.sku, it.name) for it in own_codes.own_codes(session.actor(), customer=customer)]


@own_code.command("set", help=N_("let a customer's own code mean one of our items"))
@change(N_("{own} means {code}"))
def set_own_code(
    customer: Whose,
    own: Annotated[str, typer.Argument(metavar="OWN", help=N_("the customer's own code"))],
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the item"))],
) -> Mapping[str, Any]:
    """Set a code."""
    own_codes.set_own_code(session.actor(), own, code, customer=customer)
    return {"own": own, "code": code, "customer": customer}


@own_code.command("remove", help=N_("forget a customer's own code"))
@change(N_("{own} means nothing any more"))
def remove_own_code(
    customer: Whose,
    own: Annotated[str, typer.Argument(metavar="OWN", help=N_("the customer's own code"))],
    yes: options.Yes = False,
) -> Mapping[str, Any]:
    """Forget a code."""
    options.confirm(N_("The code {own} will be forgotten. Go on?"), yes=yes, own=own)
    own_codes.remove_own_code(session.actor(), own, customer=customer)
    return {"own": own, "customer": customer}


# --- price levels ---


@level.command("list", help=N_("list the price levels"))
@listing(LEVELS)
def list_levels() -> Iterable[Row]:
    """The levels."""
    return [(it.code, it.name, it.priority) for it in levels.list_levels(session.actor())]


@level.command("add", help=N_("add a price level"))
@change(N_("{code} is added"))
def add_level(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
) -> Mapping[str, Any]:
    """Add a level."""
    levels.add_level(session.actor(), code, name)
    return {"code": code, "name": name}


@level.command("priority", help=N_("let orders of a price level be worked on before others: 0 (with all) to 5 (first)"))
@change(N_("{code} has the priority {priority}"))
def set_priority(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code"))],
    priority: Annotated[str, typer.Argument(metavar="PRIORITY", help=N_("0 to 5"))],
) -> Mapping[str, Any]:
    """Set a level's priority."""
    from ydh.core.partners import levels

    levels.set_priority(session.actor(), code, priority)
    return {"code": code, "priority": priority}


# --- whose customer it is ---


@owner.command("list", help=N_("list the staff whose customer it is"))
@listing(OWNERS)
def list_owners(customer: Whose) -> Iterable[Row]:
    """The staff."""
    return [(login,) for login in customers.list_owners(session.actor(), customer)]


@owner.command("set", help=N_("say whose customer it is; without a name, nobody's"))
@change(N_("{code} belongs to: {logins}"))
def set_owners(
    customer: Whose,
    logins: Annotated[list[str], typer.Argument(metavar="LOGIN", help=N_("sign-in names of staff"))] = [],  # noqa: B006
) -> Mapping[str, Any]:
    """Set the staff."""
    customers.set_owners(session.actor(), customer, logins)
    return {"code": customer, "logins": logins}
