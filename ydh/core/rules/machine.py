"""The machine that reads a workflow table: steps in order, exits, holds. Plain values, no database.

A document's status is the step it waits for. Everything else (status labels, queues, menus, commands, rights,
what "next" means when a step is switched off) is derived from the table. A table that cannot work does not load.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from ydh.core.rules.answers import Answers, names_of
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_

DRAFT, DONE, VOID = "draft", "done", "void"
ENDS = (DONE, VOID)


class Party(Enum):
    """Who passes a step or takes an exit, when it is not one permission."""

    CUSTOMER = "the customer"  # its own account; staff with the right to act on its behalf; the clock
    STEPS_OWN = "the step's own people"


class On(Enum):
    """What a step acts on."""

    DOCUMENT = "the document itself"
    UNRELEASED = "its unreleased quantities"
    SHIPMENT = "each shipment"


@dataclass(frozen=True)
class Ask:
    """A question that an act puts; `required` ones must be answered.

    `kind` is what the answer is: text, carrier, integer, quantity, money, day. `more` is asked only by who wants to
    say more, of one document; `amount` is answered only by who sees amounts.
    """

    name: str
    label: str
    required: bool = True
    kind: str = "text"
    more: bool = False
    amount: bool = False


REASON = Ask("reason", N_("reason"))
CARRIER = Ask("carrier", N_("carrier"), kind="carrier")
TRACKING = Ask("tracking", N_("tracking number"), required=False)
PARCELS = Ask("parcels", N_("parcels"), required=False, kind="integer", more=True)
WEIGHT = Ask("weight", N_("weight in kg"), required=False, kind="quantity", more=True)
COD = Ask("cod", N_("cash to collect"), required=False, kind="money", more=True, amount=True)
EXPECTED = Ask("expected_date", N_("expected there"), required=False, kind="day", more=True)
AGREED_DATE = Ask("agreed_date", N_("agreed day"), required=False, kind="day", more=True)
AGREED_TIME = Ask("agreed_time", N_("agreed time"), required=False, more=True)
AGREED_PLACE = Ask("agreed_place", N_("agreed place, if another"), required=False, more=True)
REMARK = Ask("remark", N_("remark for the customer"), required=False, more=True)
METHOD = Ask("method", N_("how it is paid back"), required=False)
REFERENCE = Ask("reference", N_("reference of the payment"), required=False)
OPINION = Ask("opinion", N_("opinion"), required=False)


@dataclass(frozen=True)
class Step:
    """A document waits for this. `kinds` limits it to some kinds of document; empty means all.

    `final` says why a pass of it is not taken back; `asks_back` is what is asked before one is.
    """

    code: str
    label: str
    by: P | Party
    on: On = On.DOCUMENT
    asks: tuple[Ask, ...] = ()
    kinds: tuple[str, ...] = ()
    not_by_creator: bool = False
    final: str = ""
    asks_back: str = ""
    answers: type[Answers] = Answers
    makes: "Milestone | None" = None  # what comes true when a person passes it


@dataclass(frozen=True)
class Exit:
    """A way out of `at` other than passing the step."""

    code: str
    label: str
    to: str
    at: tuple[str, ...]
    by: P | Party
    asks: tuple[Ask, ...] = ()
    answers: type[Answers] = Answers


@dataclass(frozen=True)
class Milestone:
    """What can come true of a document, and then lifts the holds that wait for it."""

    code: str
    label: str


@dataclass(frozen=True)
class HoldKind:
    """A reason to wait that is apart from the steps: what it blocks, what lifts it, when it opens.

    `lifted_by` may lift it, and so does its `fact`; it is lifted by the fact alone when nobody may. It opens by itself
    at a submit of which `opens` is true (`again`: at a change before the first pass too), or by hand of `opened_by`
    while the document waits at one of `opened_at`. `stays`: it outlives the way back to the author. `assesses`: who
    lifts it, or passes its fact, has assessed the customer.
    """

    code: str
    label: str
    blocks: tuple[str, ...]
    lifted_by: tuple[P | Party, ...]
    fact: Milestone | None = None
    opens: Callable[[Any], bool] | None = None
    again: bool = False
    opened_by: tuple[P | Party, ...] = ()
    opened_at: tuple[str, ...] = ()
    stays: bool = False
    assesses: bool = False


@dataclass(frozen=True)
class Called:
    """What people call the documents of a workflow: one, its steps, those that the system passes, several acted on."""

    one: str
    steps: str
    off: str
    several: str


class BadTable(Exception):
    """A workflow table that cannot work."""


@dataclass(frozen=True)
class Workflow:
    """A table of steps and exits, checked when it is made.

    `behalf` lets staff do what is the customer's; `prefix` tells its steps from others of the same code in settings;
    with one of `numbers` begin the numbers of its documents and their parts, and the references of its drafts.
    """

    name: str
    called: Called
    steps: tuple[Step, ...]
    exits: tuple[Exit, ...]
    kinds: tuple[str, ...] = ("",)
    holds: tuple[HoldKind, ...] = ()
    behalf: P = P.ORDER_CREATE
    prefix: str = ""
    numbers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[str, ...]]:
        """The steps of each kind of document that was asked for."""
        return {}

    @cached_property
    def _by_code(self) -> dict[str, Step]:
        return {step.code: step for step in self.steps}

    def codes(self, kind: str = "") -> tuple[str, ...]:
        """The steps of a kind of document, in order."""
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = tuple(s.code for s in self.steps if not s.kinds or kind in s.kinds)
        return found

    def step(self, code: str) -> Step:
        """The step of that code. Raises KeyError."""
        return self._by_code[code]

    def codes_all(self) -> tuple[str, ...]:
        """Every step of every kind."""
        return tuple(s.code for s in self.steps)

    def key(self, code: str) -> str:
        """What the step goes by where the steps of both workflows stand side by side."""
        return self.prefix + code

    def first(self, kind: str = "") -> str:
        """Where a submitted document arrives."""
        return self.codes(kind)[0]

    def after(self, code: str, kind: str = "") -> str:
        """The step after `code`, or DONE."""
        codes = self.codes(kind)
        at = codes.index(code)
        return codes[at + 1] if at + 1 < len(codes) else DONE

    def exit(self, code: str, at: str) -> Exit | None:
        """The exit of that code from the step `at`, if there is one."""
        return next((e for e in self.exits if e.code == code and at in e.at), None)

    def exits_at(self, at: str) -> tuple[Exit, ...]:
        """Every exit from the step `at`."""
        return tuple(e for e in self.exits if at in e.at)

    def watched_by(self, step: Step) -> P | None:
        """Who has the step's queue before him: who passes it; where the customer does, who may end what never comes."""
        if isinstance(step.by, P):
            return step.by
        return next((e.by for e in self.exits_at(step.code) if e.to == VOID and isinstance(e.by, P)), None)

    def rights_of(self, parties: Iterable[P | Party]) -> tuple[P, ...]:
        """The rights of staff who are among the parties, at any of the steps."""
        own = [step.by for step in self.steps if isinstance(step.by, P)]
        found: list[P] = []
        for party in parties:
            found += [party] if isinstance(party, P) else own if party is Party.STEPS_OWN else [self.behalf]
        return tuple(dict.fromkeys(found))

    def hold(self, code: str) -> HoldKind:
        """The kind of hold of that code. Raises KeyError."""
        for hold in self.holds:
            if hold.code == code:
                return hold
        raise KeyError(code)

    def opening(self, facts: Any, *, again: bool = False) -> list[str]:
        """The kinds of hold that open by these facts; `again`: of a document that was submitted before."""
        return [kind.code for kind in self.holds if kind.opens and (kind.again or not again) and kind.opens(facts)]

    def earliest(self, codes: Iterable[str]) -> str:
        """The earliest of the given steps, DONE when there is none."""
        order = self._order
        return min([c for c in codes if c in order], key=order.__getitem__, default=DONE)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {code: at for at, code in enumerate(self.codes_all())}

    def ways(self, status: str, kind: str = "") -> tuple[str, ...]:
        """Every status that follows `status`."""
        if status in ENDS:
            return ()
        if status == DRAFT:
            return (self.first(kind),)
        return (self.after(status, kind), *(e.to for e in self.exits_at(status)))

    def arrives(self, status: str, off: Collection[str], kind: str = "") -> str:
        """Where a document that enters `status` comes to rest when the steps in `off` are passed by the system."""
        while status in off:
            status = self.after(status, kind)
        return status


def check(flow: Workflow) -> None:
    """Raise BadTable when the table names an unknown step, strands a status or has an unreachable step."""
    codes = flow.codes_all()
    if len(set(codes)) != len(codes):
        raise BadTable(f"{flow.name}: a step is named twice")
    known = {DRAFT, *codes, *ENDS}
    for way in flow.exits:
        for code in (way.to, *way.at):
            if code not in known:
                raise BadTable(f"{flow.name}: the exit {way.code} names the unknown step {code}")
    for code, asks, answers in _asking(flow):
        for ask in asks:
            if ask.name not in names_of(answers):
                raise BadTable(f"{flow.name}: {code} asks for {ask.name}, which is none of its answers")
    for hold in flow.holds:
        for code in (*hold.blocks, *hold.opened_at):
            if code not in codes:
                raise BadTable(f"{flow.name}: the hold {hold.code} names the unknown step {code}")
        if not hold.lifted_by and not hold.fact:
            raise BadTable(f"{flow.name}: nothing lifts the hold {hold.code}")
        if not hold.opens and not (hold.opened_by and hold.opened_at):
            raise BadTable(f"{flow.name}: nothing opens the hold {hold.code}")
    reached: set[str] = set()
    for kind in flow.kinds:
        reached |= _check_kind(flow, kind)
    for code in codes:
        if code not in reached:
            raise BadTable(f"{flow.name}: the step {code} is never reached")


def _asking(flow: Workflow) -> Iterator[tuple[str, tuple[Ask, ...], type[Answers]]]:
    yield from ((step.code, step.asks, step.answers) for step in flow.steps)
    yield from ((way.code, way.asks, way.answers) for way in flow.exits)


def _check_kind(flow: Workflow, kind: str) -> set[str]:
    if not flow.codes(kind):
        raise BadTable(f"{flow.name}: a document of kind {kind!r} has no step")
    steps = flow.codes(kind)
    reached, frontier = set(), [DRAFT]
    while frontier:
        status = frontier.pop()
        if status in reached:
            continue
        if status not in (DRAFT, *steps, *ENDS):
            raise BadTable(f"{flow.name}: {status} strands a document of kind {kind!r}")
        reached.add(status)
        frontier += flow.ways(status, kind)
    return reached
