"""ydh customer: who buys, on which terms, with which account, addresses and item codes."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from ydh.cli.files.importing import add_import
from ydh.cli.frame import session
from ydh.cli.frame.listing import Row, change, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import column
from ydh.core.goods.own_code_table import OWN_CODES
from ydh.core.partners import customers
from ydh.core.partners.address_table import ADDRESSES
from ydh.core.partners.customer_table import CUSTOMERS, LOGIN
from ydh.core.partners.level_table import LEVELS
from ydh.core.values.words import N_

Whose = Annotated[str, typer.Argument(metavar="CUSTOMER", help=N_("code of the customer"))]

app = noun_app(CUSTOMERS)
owner = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
app.add_typer(noun_app(ADDRESSES), name="address", help=N_("a customer's further delivery addresses"))
app.add_typer(noun_app(OWN_CODES), name="own-code", help=N_("a customer's own codes for our items"))
app.add_typer(noun_app(LEVELS), name="level", help=N_("price levels"))
app.add_typer(owner, name="owner", help=N_("the staff whose customer it is"))
add_import(app, "customers")


@owner.command("list", help=N_("list the staff whose customer it is"))
@listing((column(LOGIN),), limited=True)
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
