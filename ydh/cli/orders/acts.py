"""`ydh order`: acts on the workflow, for one order or for thousands from a pipe."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import typer

from ydh.cli.frame import options
from ydh.cli.workflow.acting import acting, add_exit
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.outcomes import Target
from ydh.core.values.words import N_, visible

MESSAGES["position-form"] = N_("--line {value}: write it as POSITION=QUANTITY, such as 2=12")
MESSAGES["line-of-one"] = N_("--line is about the lines of one order; name only one")

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
Found = Sequence[Target]
Answers = dict[str, Any]

Opinion = Annotated[str, typer.Option("--opinion", help=N_("the opinion that goes with the approval"))]
Lines = Annotated[
    list[str] | None,
    typer.Option("--line", help=N_("release only this much of a line; may be repeated"), metavar="POSITION=QUANTITY"),
]
Received = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        help=N_("only this much of a line arrived; may be repeated, with --reason"),
        metavar="POSITION=QUANTITY",
    ),
]
Available = Annotated[bool, typer.Option("--available", help=N_("release what is reserved, leave the rest waiting"))]
Rest = Annotated[str, typer.Option("--rest", help=N_("what becomes of the rest of a release: wait, or close"))]
House = Annotated[str, typer.Option("--warehouse", help=N_("release from this warehouse, by code or name"))]
Lots = Annotated[
    list[str] | None,
    typer.Option(
        "--lot", help=N_("of which lot a line is released; may be repeated"), metavar="POSITION=LOT[:QUANTITY]"
    ),
]
Carrier = Annotated[str, typer.Option("--carrier", help=N_("who carries the goods"))]
Tracking = Annotated[str, typer.Option("--tracking", help=N_("the carrier's number"))]
Short = Annotated[
    list[str] | None, typer.Option("--short", help=N_("so much of a line did not come"), metavar="POSITION=QUANTITY")
]
Damaged = Annotated[
    list[str] | None, typer.Option("--damaged", help=N_("so much of a line is damaged"), metavar="POSITION=QUANTITY")
]
Wrong = Annotated[
    list[str] | None, typer.Option("--wrong", help=N_("so much of a line is wrong"), metavar="POSITION=QUANTITY")
]
Expiring = Annotated[
    list[str] | None,
    typer.Option("--expiring", help=N_("so much of a line expires too soon"), metavar="POSITION=QUANTITY"),
]
Rating = Annotated[int | None, typer.Option("--rating", min=1, max=5, help=N_("how content you are, 1 to 5"))]
Word = Annotated[str, typer.Option("--word", help=N_("a word about it, with --rating"))]


@acting(
    app, "approve", N_("approve the step that orders wait for, one or thousands; one result for each"), asks_at=True
)
def approve(
    found: Found,
    opinion: Opinion = "",
    line: Lines = None,
    available: Available = False,
    rest: Rest = "",
    warehouse: House = "",
    lot: Lots = None,
    carrier: Carrier = "",
    tracking: Tracking = "",
) -> Answers:
    answers = {"opinion": opinion, "carrier": carrier, "tracking": tracking, "rest": rest, "warehouse": warehouse}
    return answers | ({"available": True} if available else {}) | of_one("lines", line, found) | _lots(lot, found)


@acting(app, "ship", N_("confirm that shipments have left: the goods leave the stock"), at="ship")
def ship(
    found: Found,
    carrier: Carrier = "",
    tracking: Tracking = "",
    parcels: Annotated[str, typer.Option("--parcels", help=N_("how many parcels"))] = "",
    weight: Annotated[str, typer.Option("--weight", help=N_("weight in kg"))] = "",
    cod: Annotated[str, typer.Option("--cod", help=N_("cash to collect, in yuan"))] = "",
    expected: Annotated[str, typer.Option("--expected", help=N_("day on which it is expected there"))] = "",
    agreed: Annotated[str, typer.Option("--agreed", help=N_("day that was agreed with the customer"))] = "",
    hour: Annotated[str, typer.Option("--hour", help=N_("time that was agreed"))] = "",
    place: Annotated[str, typer.Option("--place", help=N_("place that was agreed, if it is another"))] = "",
    remark: Annotated[str, typer.Option("--remark", help=N_("remark that the customer reads"))] = "",
) -> Answers:
    answers = {"carrier": carrier, "tracking": tracking, "parcels": parcels, "weight": weight, "cod": cod}
    answers |= {"expected_date": expected, "agreed_date": agreed, "agreed_time": hour, "agreed_place": place}
    return answers | {"remark": remark}


@acting(app, "receive", N_("confirm that shipments have arrived; what was wrong of a line opens a case"), at="receive")
def receive(
    found: Found,
    line: Received = None,
    short: Short = None,
    damaged: Damaged = None,
    wrong: Wrong = None,
    expiring: Expiring = None,
    rating: Rating = None,
    word: Word = "",
) -> Answers:
    answers = of_one("received", line, found) | {"rating": rating, "rating_text": word}
    return answers | _differences({"short": short, "damaged": damaged, "wrong": wrong, "expiring": expiring}, found)


add_exit(app, "send-back", "send_back", N_("send orders back to who entered them, or to their review; say why"))
add_exit(app, "unrelease", "unrelease", N_("take shipments apart that have not left; say why"), only_at="ship")
add_exit(app, "void", "void", N_("void orders of which nothing has left; say why"))
add_exit(
    app, "withdraw", "withdraw", N_("take back orders that wait for their review, to change them"), only_at="review"
)
add_exit(app, "take-back", "take_back", N_("undo your own last approval, while nobody has acted on it"))


def _differences(given: Mapping[str, list[str] | None], found: Sequence[Target]) -> dict[str, Any]:
    """What of which line was wrong, and how. Raises Invalid."""
    lines: dict[int, dict[str, Decimal]] = {}
    for kind, words in given.items():
        for position, quantity in of_one(kind, words, found).get(kind, {}).items():
            lines.setdefault(position, {})[kind] = quantity
    return {"differences": lines} if lines else {}


def _lots(lot: list[str] | None, found: Sequence[Target]) -> dict[str, Any]:
    """The lots that are named for lines of one order, as a release takes them. Raises Invalid."""
    if not lot:
        return {}
    if len(found) > 1:
        raise Invalid("line-of-one")
    named: dict[int, list[tuple[str, Any]]] = {}
    for word in lot:
        position, mark, rest = word.partition("=")
        if not mark or not rest:
            raise Invalid("pair-form", option="--lot", value=visible(word))
        code, colon, much = rest.rpartition(":")
        quantity = options.quantity_of(much, "--lot") if colon else None
        named.setdefault(_position(position), []).append((code if colon else rest, quantity))
    return {"lots": named}


def of_one(answer: str, line: list[str] | None, found: Sequence[Target]) -> dict[str, Any]:
    """The quantities by position of one order, if any are given. Raises Invalid."""
    if not line:
        return {}
    if len(found) > 1:
        raise Invalid("line-of-one")
    return {answer: {_position(k): options.quantity_of(v, "--line") for k, v in _pairs(line).items()}}


def _pairs(line: list[str]) -> Mapping[str, str]:
    return options.pairs(line, "--line")


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Invalid("position-form", value=text)
    return int(text)
