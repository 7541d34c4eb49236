"""`ydh return`: acts on the workflow, for one return or for thousands from a pipe."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import options
from ydh.cli.orders.acts import Carrier, Opinion, Tracking, of_one
from ydh.cli.workflow.acting import acting, add_exit
from ydh.core.rules.returns import RETURN
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import MONEY_PLACES, day, number
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_, visible

MESSAGES["came-form"] = N_("{option} {value}: write it as LINE=QUANTITY, such as 2=12")
MESSAGES["lot-form"] = N_("--lot {value}: write it as LINE=LOT or LINE=LOT@EXPIRY, such as 2=L0315@2027-03-15")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Found = Sequence[Target]
Answers = dict[str, Any]
Lines = Annotated[
    list[str] | None,
    typer.Option("--line", help=N_("only this much of a line; may be repeated"), metavar="LINE=QUANTITY"),
]
Address = Annotated[str, typer.Option("--address", help=N_("where it is to be sent; else the main warehouse's"))]
Warehouse = Annotated[str, typer.Option("--warehouse", help=N_("the warehouse that takes it in"))]


def _way(name: str, text: str) -> Any:
    return typer.Option(f"--{name}", help=text, metavar="LINE=QUANTITY")


@acting(
    app,
    "approve",
    N_("approve the step that returns wait for, one or thousands; one result for each"),
    asks_at=True,
    flow=RETURN,
)
def approve(
    found: Found,
    line: Lines = None,
    address: Address = "",
    warehouse: Warehouse = "",
    opinion: Opinion = "",
    carrier: Carrier = "",
    tracking: Tracking = "",
) -> Answers:
    answers = {"return_address": address, "warehouse": warehouse, "opinion": opinion}
    return answers | {"carrier": carrier, "tracking": tracking} | of_one("lines", line, found)


@acting(app, "dispatch", N_("say that the goods are on their way back"), at="dispatch", flow=RETURN)
def dispatch(found: Found, line: Lines = None, carrier: Carrier = "", tracking: Tracking = "") -> Answers:
    return {"carrier": carrier, "tracking": tracking} | of_one("lines", line, found)


@acting(
    app, "receive", N_("take in what came back: into stock, to scrap, or aside for repair"), at="receive", flow=RETURN
)
def receive(
    found: Found,
    restock: Annotated[list[str] | None, _way("restock", N_("how much of a line goes into stock"))] = None,
    scrap: Annotated[list[str] | None, _way("scrap", N_("how much of a line is thrown away"))] = None,
    repair: Annotated[list[str] | None, _way("repair", N_("how much of a line is put aside for repair"))] = None,
    lot: Annotated[
        list[str] | None, typer.Option("--lot", help=N_("the lot that came back"), metavar="LINE=LOT[@EXPIRY]")
    ] = None,
) -> Answers:
    came = _came({"restock": restock, "scrap": scrap, "repair": repair}, lot, found)
    return {"came": came} if came else {}


@acting(
    app,
    "refund",
    N_("pay back what came, or less for a reason; the payment waits to be confirmed"),
    at="refund",
    flow=RETURN,
)
def refund(
    found: Found,
    amount: Annotated[
        list[str] | None, typer.Option("--amount", help=N_("less for a line, with --reason"), metavar="LINE=AMOUNT")
    ] = None,
    method: Annotated[str, typer.Option("--method", help=N_("how it is paid back"))] = "",
    reference: Annotated[str, typer.Option("--reference", help=N_("reference of the payment"))] = "",
) -> Answers:
    answers: Answers = {"method": method, "reference": reference}
    if amount:
        _one_only(found)
        answers["amounts"] = {
            _line(name, "--amount"): number(value, "--amount", places=MONEY_PLACES)
            for name, value in options.pairs(amount, "--amount").items()
        }
    return answers


for _name, _action, _text, _at in (
    ("send-back", "send_back", N_("send returns back to who asked, or parcels back to the customer; say why"), None),
    ("withdraw", "withdraw", N_("take back returns that have not been sent, to change them"), None),
    ("reject", "reject", N_("refuse returns; say why"), None),
    ("void", "void", N_("give up drafts that were submitted before; say why"), "draft"),
    ("take-back", "take_back", N_("undo your own last approval, while nobody has acted on it"), None),
):
    add_exit(app, _name, _action, _text, only_at=_at, flow=RETURN)


def _came(
    ways: dict[str, list[str] | None], lot: list[str] | None, found: Sequence[Target]
) -> dict[int, dict[str, Decimal | str | date | None]]:
    """What came of each line that is named, by where it goes, with its lot. Raises Invalid."""
    came: dict[int, dict[str, Decimal | str | date | None]] = {}
    if any(ways.values()) or lot:
        _one_only(found)
    for way, given in ways.items():
        for name, value in options.pairs(given or [], f"--{way}").items():
            came.setdefault(_line(name, f"--{way}"), {})[way] = options.quantity_of(value, f"--{way}")
    for name, value in options.pairs(lot or [], "--lot").items():
        code, mark, expires = value.partition("@")
        if not code or (mark and not expires):
            raise Invalid("lot-form", value=visible(f"{name}={value}"))
        line = came.setdefault(_line(name, "--lot"), {})
        line |= {"lot": code, "expires": day(expires, "--lot") if mark else None}
    return came


def _line(text: str, option: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Invalid("came-form", option=option, value=visible(text))
    return int(text)


def _one_only(found: Sequence[Target]) -> None:
    if len(found) > 1:
        raise Invalid("line-of-one")
