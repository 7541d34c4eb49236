"""ydh customer: who buys, on which terms, with which account, addresses and item codes."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import options, secret, session
from ydh.cli.frame.listing import (
    PAGE,
    AsJson,
    CodeOrStdin,
    Limit,
    Row,
    Version,
    change,
    each_of,
    every,
    listing,
    record,
)
from ydh.cli.partners import customer_parts
from ydh.cli.writing.cells import DataColumn
from ydh.core.administration import accounts
from ydh.core.partners import customers
from ydh.core.partners.views import CustomerView
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.values.words import N_, Label

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(customer_parts.address, name="address", help=N_("a customer's further delivery addresses"))
app.add_typer(customer_parts.own_code, name="own-code", help=N_("a customer's own codes for our items"))
app.add_typer(customer_parts.level, name="level", help=N_("price levels"))
app.add_typer(customer_parts.owner, name="owner", help=N_("the staff whose customer it is"))

Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the customer"))]
Level = Annotated[str | None, typer.Option("--level", help=N_("code of the price level"))]
Region = Annotated[str | None, typer.Option("--region", help=N_("region"))]
Terms = Annotated[str | None, typer.Option("--terms", help=N_("prepaid, on_delivery or monthly"))]
Contact = Annotated[str | None, typer.Option("--contact", help=N_("whom to speak to"))]
Phone = Annotated[str | None, typer.Option("--phone", help=N_("phone"))]
Address = Annotated[str | None, typer.Option("--address", help=N_("address"))]
Note = Annotated[str | None, typer.Option("--note", help=N_("what the staff should know"))]

CUSTOMERS = (
    DataColumn("code", N_("code"), "code"),
    DataColumn("name", N_("name")),
    DataColumn("level", N_("price level"), "code"),
    DataColumn("region", N_("region")),
    DataColumn("terms", N_("payment terms"), "label"),
    DataColumn("contact", N_("contact")),
    DataColumn("phone", N_("phone"), "code"),
    DataColumn("login", N_("account"), "code"),
    DataColumn("assessed", N_("assessed"), "yes"),
    DataColumn("active", N_("active"), "yes"),
)
CUSTOMER = (
    *CUSTOMERS,
    DataColumn("address", N_("address")),
    DataColumn("note", N_("note")),
    DataColumn("created_at", N_("made at"), "time"),
    DataColumn("version", N_("version"), "ordinal"),
)


@app.command("list", help=N_("list customers; with a text, search code and name"))
@listing(CUSTOMERS, narrowed_by=("text", "region", "level"))
def list_(
    text: Annotated[str, typer.Argument(help=N_("words of code or name"))] = "",
    region: Annotated[str, typer.Option("--region", help=N_("of this region only"))] = "",
    level: Annotated[str, typer.Option("--level", help=N_("of this price level only"))] = "",
    retired: Annotated[bool, typer.Option("--retired", help=N_("the retired ones"))] = False,
    everyone: Annotated[bool, typer.Option("--all", help=N_("active or retired"))] = False,
    limit: Limit = None,
) -> Iterable[Row]:
    """Customers in the order of their codes."""
    actor = session.actor()
    given: dict[str, Any] = {"region": region, "level": level, "active": None if everyone else not retired}

    def ask(after: str) -> Any:
        return customers.list_customers(actor, text, after=after, limit=PAGE, **given)

    return map(_row, every(ask, limit))


@app.command("show", help=N_("one customer; a customer's own without a code"))
@record(CUSTOMER)
def show(code: Annotated[str, typer.Argument(metavar="CODE", help=N_("code of the customer"))] = "") -> Row:
    """Everything about one customer."""
    it = customers.show(session.actor(), code)
    return *_row(it), it.address, it.note, it.created_at, str(it.version)


def _row(it: CustomerView) -> Row:
    terms = Label(TERMS_NAMES.get(it.terms, it.terms), it.terms)
    about = (it.code, it.name, it.level, it.region, terms)
    return *about, it.contact, it.phone, it.login, it.assessed, it.active


@app.command("add", help=N_("add a customer"))
@change(N_("{code} is added"))
def add(
    code: Code,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("name"))],
    level: Level = None,
    region: Region = None,
    terms: Terms = None,
    contact: Contact = None,
    phone: Phone = None,
    address: Address = None,
    note: Note = None,
) -> Mapping[str, Any]:
    """Add a customer."""
    given = {
        "level": level,
        "region": region,
        "terms": terms,
        "contact": contact,
        "phone": phone,
        "address": address,
        "note": note,
    }
    values = {field: value for field, value in given.items() if value is not None}
    return {"code": customers.add(session.actor(), code, name, **values)}


@app.command("edit", help=N_("change a customer; an empty value takes it away"))
@change(N_("{code} is changed"))
def edit(
    code: Code,
    name: Annotated[str | None, typer.Option("--name", help=N_("name"))] = None,
    level: Level = None,
    region: Region = None,
    terms: Terms = None,
    contact: Contact = None,
    phone: Phone = None,
    address: Address = None,
    note: Note = None,
    seen: Version = None,
) -> Mapping[str, Any]:
    """Change what is given of a customer."""
    where = {"contact": contact, "phone": phone, "address": address, "note": note}
    customers.edit(session.actor(), code, seen=seen, name=name, level=level, region=region, terms=terms, **where)
    return {"code": code}


@app.command("retire", help=N_("take no new orders of customers; what is on its way goes on"))
def retire(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Retire customers."""
    actor, ask = session.actor(), N_("{codes} will be retired. Go on?")
    text = N_("{code} is retired")
    return each_of(codes, lambda code: customers.retire(actor, code), text, ask=ask, yes=yes, json=json)


@app.command("restore", help=N_("take orders of retired customers again"))
def restore(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Restore customers."""
    actor = session.actor()
    return each_of(codes, lambda code: customers.restore(actor, code), N_("{code} is restored"), yes=yes, json=json)


@app.command("assess", help=N_("record that new customers were looked at: their orders are held no more for that"))
def assess(codes: CodeOrStdin, yes: options.Yes = False, json: AsJson = False) -> int:
    """Assess customers."""
    actor = session.actor()
    return each_of(codes, lambda code: customers.assess(actor, code), N_("{code} is assessed"), yes=yes, json=json)


@app.command("account", help=N_("open a customer's ordering account; a password that is made up is shown this once"))
def account(
    code: Code,
    login: Annotated[str, typer.Argument(metavar="LOGIN", help=N_("sign-in name"))],
    name: Annotated[str, typer.Option("--name", help=N_("name; the customer's own unless given"))] = "",
    language: Annotated[str, typer.Option("--language", help=N_("zh_CN or en"))] = "",
    stdin: secret.Stdin = False,
    file: secret.File = None,
    json: AsJson = False,
) -> None:
    """Make the one account by which a customer orders."""
    chosen = secret.chosen(stdin=stdin, file=file)
    made = accounts.add_customer_account(session.actor(), code, login, name=name, language=language, password=chosen)
    secret.show_once(N_("{login} can order for {code}"), made, json=json, code=code)


add_import(app, "customers")
