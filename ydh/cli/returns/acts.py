"""`ydh return`: acts on the workflow, for one return or for thousands from a pipe."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import options
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.options import DryRun, Force, Format, Json, Key, Output, Reason, Yes
from ydh.cli.orders.acts import At, Carrier, Numbers, Opinion, Out, Tracking, add_exit, of_one, run, seen
from ydh.cli.orders.notes_and_holds import Account, Nobody, Why, assigned
from ydh.cli.returns.asking import Number
from ydh.cli.workflow.steps import known_step
from ydh.core.rules.returns import RETURN
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import MONEY_PLACES, day, number
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_, visible

MESSAGES["came-form"] = N_("{option} {value}: write it as LINE=QUANTITY, such as 2=12")
MESSAGES["lot-form"] = N_("--lot {value}: write it as LINE=LOT or LINE=LOT@EXPIRY, such as 2=L0315@2027-03-15")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)

Lines = Annotated[
    list[str] | None,
    typer.Option("--line", help=N_("only this much of a line; may be repeated"), metavar="LINE=QUANTITY"),
]
Address = Annotated[str, typer.Option("--address", help=N_("where it is to be sent; else the main warehouse's"))]
Warehouse = Annotated[str, typer.Option("--warehouse", help=N_("the warehouse that takes it in"))]


def _way(name: str, text: str) -> Any:
    return typer.Option(f"--{name}", help=text, metavar="LINE=QUANTITY")


@app.command("approve", help=N_("approve the step that returns wait for, one or thousands; one result for each"))
def approve(
    numbers: Numbers,
    at: At = None,
    line: Lines = None,
    address: Address = "",
    warehouse: Warehouse = "",
    opinion: Opinion = "",
    reason: Reason = "",
    carrier: Carrier = "",
    tracking: Tracking = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    found = seen(options.targets(numbers, known_step(at, workflow=RETURN.name)))
    answers = {"return_address": address, "warehouse": warehouse, "opinion": opinion, "reason": reason}
    answers |= {"carrier": carrier, "tracking": tracking} | of_one("lines", line, found)
    out = Out(format, json, to, force)
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes, flow=RETURN)


@app.command("dispatch", help=N_("say that the goods are on their way back"))
def dispatch(
    numbers: Numbers,
    line: Lines = None,
    carrier: Carrier = "",
    tracking: Tracking = "",
    reason: Reason = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    found, out = options.targets(numbers, "dispatch"), Out(format, json, to, force)
    answers = {"carrier": carrier, "tracking": tracking, "reason": reason} | of_one("lines", line, found)
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes, flow=RETURN)


@app.command("receive", help=N_("take in what came back: into stock, to scrap, or aside for repair"))
def receive(
    numbers: Numbers,
    restock: Annotated[list[str] | None, _way("restock", N_("how much of a line goes into stock"))] = None,
    scrap: Annotated[list[str] | None, _way("scrap", N_("how much of a line is thrown away"))] = None,
    repair: Annotated[list[str] | None, _way("repair", N_("how much of a line is put aside for repair"))] = None,
    lot: Annotated[
        list[str] | None, typer.Option("--lot", help=N_("the lot that came back"), metavar="LINE=LOT[@EXPIRY]")
    ] = None,
    reason: Reason = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    found, out = options.targets(numbers, "receive"), Out(format, json, to, force)
    came = _came({"restock": restock, "scrap": scrap, "repair": repair}, lot, found)
    answers: dict[str, Any] = {"reason": reason} | ({"came": came} if came else {})
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes, flow=RETURN)


@app.command("refund", help=N_("pay back what came, or less for a reason; the payment waits to be confirmed"))
def refund(
    numbers: Numbers,
    amount: Annotated[
        list[str] | None, typer.Option("--amount", help=N_("less for a line, with --reason"), metavar="LINE=AMOUNT")
    ] = None,
    method: Annotated[str, typer.Option("--method", help=N_("how it is paid back"))] = "",
    reference: Annotated[str, typer.Option("--reference", help=N_("reference of the payment"))] = "",
    reason: Reason = "",
    key: Key = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    format: Format = "table",
    json: Json = False,
    to: Output = None,
    force: Force = False,
) -> int:
    found, out = options.targets(numbers, "refund"), Out(format, json, to, force)
    answers: dict[str, Any] = {"method": method, "reference": reference, "reason": reason}
    if amount:
        _one_only(found)
        answers["amounts"] = {
            _line(name, "--amount"): number(value, "--amount", places=MONEY_PLACES)
            for name, value in options.pairs(amount, "--amount").items()
        }
    return run("approve", found, answers, out, key=key, dry_run=dry_run, yes=yes, flow=RETURN)


for _name, _action, _text, _at in (
    ("send-back", "send_back", N_("send returns back to who asked, or parcels back to the customer; say why"), None),
    ("withdraw", "withdraw", N_("take back returns that have not been sent, to change them"), None),
    ("reject", "reject", N_("refuse returns; say why"), None),
    ("void", "void", N_("give up drafts that were submitted before; say why"), "draft"),
    ("take-back", "take_back", N_("undo your own last approval, while nobody has acted on it"), None),
):
    add_exit(app, _name, _action, _text, only_at=_at, flow=RETURN)


@app.command("assign", help=N_("give a return to somebody who may approve at its step, or to nobody"))
@listing(options.OUTCOME)
def assign(number: Number, account: Account = None, nobody: Nobody = False, reason: Why = "") -> Iterable[Row]:
    return assigned(number, account, nobody, reason)


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
