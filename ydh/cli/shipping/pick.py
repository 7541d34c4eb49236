"""`ydh pick`: goods counted into shipments, with a scanner in a pipe or by hand; then the second check.

`scanner | ydh pick DH-S-… -` reads one code a line and answers each at once.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
import typer.core

from ydh.cli.frame import answering, options, session
from ydh.cli.frame.listing import AsJson, change, did
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.papers import add_former, add_print
from ydh.cli.shipping.pick_scan import ANSWER, count_all
from ydh.core.rules.papers import LABEL, NOTE, PACKING
from ydh.core.rules.papers import PICK as LIST
from ydh.core.shipping.pick_table import PICKS
from ydh.core.shipping.views import PHASE_NAMES, PICK, STATES, PickSheet
from ydh.core.values import series
from ydh.core.values.errors import WrongStep
from ydh.core.values.words import N_, Label
from ydh.locale import values


class Picks(typer.core.TyperGroup):
    """A shipment's number stands for `scan` of that shipment."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0].upper().startswith(series.SHIPMENT):
            args = ["scan", *args]
        return super().resolve_command(ctx, args)


COUNTED = N_("{number}: {phase}, {due} due, {counted} counted")

app = noun_app(PICKS, group=Picks)
add_print(app, (LIST, PACKING, LABEL, NOTE))
add_former(app, "paper", LIST)

Shipment = Annotated[str, typer.Argument(metavar="SHIPMENT", help=N_("number of the shipment"))]
Why = Annotated[str, typer.Option("--reason", help=N_("why the rest goes back to release"))]
Codes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="CODE...", help=N_("what was scanned: CODE, CODE*12, CODE LOT, a GS1 label; - reads one a line")
    ),
]
Finish = Annotated[bool, typer.Option("--finish", help=N_("end the count when all is there"))]


@app.command("start", help=N_("take a shipment to pick it, or to check it once it is picked"))
@change(COUNTED)
def start(shipment: Shipment) -> dict[str, Any]:
    from ydh.core.shipping import picking

    return _taken(picking.start(session.actor(), shipment))


@app.command("take-over", help=N_("go on with a count that another has begun"))
@change(COUNTED)
def take_over(shipment: Shipment) -> dict[str, Any]:
    from ydh.core.shipping import picking

    return _taken(picking.take_over(session.actor(), shipment))


def _taken(it: PickSheet) -> dict[str, Any]:
    phase = Label(PHASE_NAMES[it.phase], it.phase)
    return {"number": it.number, "phase": phase, "due": it.due, "counted": it.counted, "lines": len(it.lines)}


@app.command("scan", help=N_("count what was scanned, one code a line; the same as: ydh pick SHIPMENT -"))
@answering.deed("", lambda make: make.one(ANSWER))
def scan(
    shipment: Shipment, codes: Codes = None, finish: Finish = False, reason: Why = "", json: AsJson = False
) -> int:
    code = count_all(shipment, _read(codes or ["-"]), json=json)
    if finish and not code:
        _end(shipment, reason, json=json)
    return code


@app.command("check", help=N_("count a picked shipment again, as the second check"))
@answering.deed(COUNTED, lambda make: {"anyOf": [make.one(ANSWER), make.deed(COUNTED)]})
def check(
    shipment: Shipment, codes: Codes = None, finish: Finish = False, reason: Why = "", json: AsJson = False
) -> int:
    from ydh.core.shipping import pick_looking, picking

    if pick_looking.show(session.actor(), shipment).phase == PICK:
        raise WrongStep("not-picked-yet", number=shipment)
    it = picking.start(session.actor(), shipment)
    if not codes:
        did(COUNTED, _taken(it), json=json)
        return 0
    return scan(shipment, codes, finish, reason, json)


def _read(codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        if code == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield code


@app.command("undo", help=N_("take the last count back"))
@change(N_("{code}: {counted} of {due} counted"))
def undo(shipment: Shipment) -> dict[str, Any]:
    from ydh.core.shipping import picking

    it = picking.undo(session.actor(), shipment)
    return {"code": it.sku, "counted": it.counted, "due": it.due, "quantity": it.quantity}


@app.command("set", help=N_("say how much of a line is counted in all"))
@change(N_("{code}: {counted} of {due} counted"))
def set_(
    shipment: Shipment,
    position: Annotated[int, typer.Argument(metavar="LINE", help=N_("the line's position"))],
    quantity: Annotated[str, typer.Argument(metavar="QUANTITY", help=N_("quantity in units"))],
    lot: Annotated[str, typer.Option("--lot", help=N_("of which lot"))] = "",
) -> dict[str, Any]:
    from ydh.core.shipping import picking

    it = picking.set_count(session.actor(), shipment, position, options.quantity_of(quantity, "quantity"), lot=lot)
    return {"code": it.sku, "counted": it.counted, "due": it.due}


@app.command("lot", help=N_("take another lot for what is not counted yet of a line"))
@change(COUNTED)
def lot(
    shipment: Shipment,
    position: Annotated[int, typer.Argument(metavar="LINE", help=N_("the line's position"))],
    to: Annotated[str, typer.Argument(metavar="LOT", help=N_("the lot to take"))],
    old: Annotated[str, typer.Option("--instead-of", help=N_("the lot that stays"))] = "",
    quantity: Annotated[str | None, typer.Option("--quantity", help=N_("only so much"))] = None,
) -> dict[str, Any]:
    from ydh.core.shipping import pick_ends

    much = None if quantity is None else options.quantity_of(quantity, "quantity")
    return _taken(pick_ends.switch_lot(session.actor(), shipment, position, to, old=old, quantity=much))


@app.command("finish", help=N_("end the count; what is missing goes back to release, with a reason"))
@answering.deed("{number} {phase} {next} {step} {revision} {back}")
def finish(shipment: Shipment, reason: Why = "", json: AsJson = False) -> int:
    _end(shipment, reason, json=json)
    return 0


def _end(shipment: str, reason: str, *, json: bool) -> None:
    from ydh.core.shipping import pick_ends

    it = pick_ends.finish(session.actor(), shipment, reason)
    back = ", ".join(f"{code} {values.quantity(quantity)}" for _, code, quantity in it.back)
    data = {
        "number": it.number,
        "phase": Label(PHASE_NAMES[it.phase], it.phase),
        "next": Label(PHASE_NAMES.get(it.next, STATES["ready"]), it.next),
        "step": it.step,
        "revision": it.revision,
        "back": back,
    }
    text = N_("{number}: {phase} is finished; next: {next}")
    did(N_("{number}: {phase} is finished; back to release: {back}") if back else text, data, json=json)
