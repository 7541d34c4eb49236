"""The kinds of stock papers, as one table: what each is called, which way goods move, what it asks for."""

from dataclasses import dataclass
from decimal import Decimal

from ydh.core.values.errors import Invalid
from ydh.core.values.money import LEAST_QUANTITY, ZERO
from ydh.core.values.text import escaped
from ydh.core.values.words import N_, Label


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. `sign`: +1 in, -1 out, 0 by the line itself. `least`: of a line's quantity; None is any.

    `expired`: what takes the first expired without being told a lot may take what has expired already.
    """

    label: Label
    sign: int
    least: Decimal | None = LEAST_QUANTITY
    reason: bool = False
    expired: bool = False


KINDS: dict[str, PaperKind] = {
    "receipt": PaperKind(Label(N_("purchase"), "receipt"), 1),
    "other_in": PaperKind(Label(N_("other in"), "other_in"), 1, reason=True),
    "other_out": PaperKind(Label(N_("other out"), "other_out"), -1, reason=True),
    "loss": PaperKind(Label(N_("loss"), "loss"), -1, reason=True, expired=True),
    "transfer": PaperKind(Label(N_("transfer"), "transfer"), -1),
    "adjust": PaperKind(Label(N_("correction"), "adjust"), 0, least=None, reason=True, expired=True),
    "count": PaperKind(Label(N_("count"), "count"), 0, least=ZERO),
}
MOVES: dict[str, Label] = {
    **{code: kind.label for code, kind in KINDS.items()},
    "ship": Label(N_("shipment"), "ship"),
    "return": Label(N_("return"), "return"),
}
STATES: dict[str, Label] = {
    "open": Label(N_("unposted"), "open"),
    "waiting": Label(N_("to confirm"), "waiting"),
    "posted": Label(N_("posted"), "posted"),
    "void": Label(N_("void"), "void"),
}


def kind_named(code: str) -> PaperKind:
    """The kind of that code. Raises Invalid."""
    if code not in KINDS:
        raise Invalid("paper-kind", value=escaped(code), kinds=tuple(KINDS))
    return KINDS[code]
