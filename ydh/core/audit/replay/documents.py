"""What the journal says of orders and returns: where they stand, whose they are, their lines, holds and shipments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ydh.core.audit.replay.items import OfBuyer, keep, written
from ydh.core.audit.replay.papers import day_of, lines
from ydh.core.audit.replay.story import OfCustomer, Said, Story, micros, stored
from ydh.core.rules.orders import DETAIL_NAMES
from ydh.store.audit.replay import BOOKS
from ydh.store.tables.items import KEPT

Deed = Callable[[Story, Said], None]
# What is said beside an order, or of it by others: its revision stays.
BESIDE = frozenset(
    {
        *("note", "overtake", "assign", "case", "lapse", "settle", "short_answer", "switch_lot", "track", "return"),
        *("pick_start", "pick_take_over", "check_start", "check_take_over"),
    }
)
_WRITTEN = frozenset({"draft", "submit", "edit", "bring_in"})  # with all lines anew
_LEDGER = ("closed", "released", "shipped", "received")
_PERSONAL = ("contact", "phone", "address")
_DETAILS = tuple(name for name in (*DETAIL_NAMES, "region") if name not in _PERSONAL)
_SENT = ("carrier", "tracking", "parcels", "weight", "expected_date", "agreed_date", "agreed_time", "agreed_place")
_SHIPMENT, _NOTE = BOOKS["order"].parts["shipments"].names, BOOKS["order"].parts["notes"].names


# --- orders ---


def order(story: Story, entry: Said) -> None:
    """An entry of an order."""
    if entry.seq == 1:
        _begin(story, entry)
    if entry.action in _WRITTEN:
        _written(story, entry)
    if entry.action == "delete":
        story.say("step", entry.to)
    else:
        _moved(story, entry)
    for number, (house, contents) in entry.kept.get("made", {}).items():
        _made(story, entry, number, house, contents)
    deed = _DEEDS.get(entry.action)
    if deed:
        deed(story, entry)
    _kept(story, entry)


def _begin(story: Story, entry: Said) -> None:
    """An order is made; what an entry of former times says nothing of stays unknown."""
    for name, value in (("account", entry.by), ("created_at", entry.at), ("urgent", False), ("revision", 0)):
        story.say(name, value)
    story.say("assigned", None)
    story.say("shipments", [])
    story.say("notes", [])
    story.say("arrival", 0)
    if entry.kept:
        for name in ("number", "ref", "batch", "submitted_at"):
            story.say(name, None)
        story.say("holds", [])


def _written(story: Story, entry: Said) -> None:
    """The lines anew, and all that the order carries."""
    body, kept = entry.body, entry.kept
    story.say_all(kept, ("number", "ref", "customer", "channel", "batch", "business_date"))
    if kept:
        for name in _DETAILS:
            story.say(name, kept["details"].get(name))
        story.say("freight", kept.get("freight", "0"))
    if "as" in kept:
        own = OfCustomer(kept["customer"], kept["as"])
        for name in (*_PERSONAL, "customer_name"):
            story.say(name, kept.get(name, own))
    for name, old, new in body.get("changes", ()):
        if name in _PERSONAL and old != new:
            story.say(name, new)
    told = kept.get("lines", body.get("lines"))
    if told is not None:
        _lines(story, told, kept.get("prices") or body.get("amounts", {}).get("prices"), kept, entry.at)
    if entry.action == "submit":
        story.say("submitted_at", entry.at)
        story.say("arrival", kept.get("arrival", entry.at))
        if "number" in kept:
            story.say("business_date", day_of(kept["number"]))
        for kind in body.get("holds", ()):
            _open(story, entry, kind, "", entry.by)


def _lines(story: Story, told: Sequence[Any], prices: Sequence[str] | None, kept: Mapping[str, Any], at: int) -> None:
    rows = [[code, quantity, *["0"] * len(_LEDGER)] for code, quantity in told]
    lines(story, rows, ("sku", "quantity", *_LEDGER), at)
    for number in story.get("shipments"):
        story.say("contents", [], f"shipments {number}")  # it was taken apart, and its lines are others now
    for at, price in enumerate(prices or (), 1):
        story.say("price", price, f"lines {at}")
    if kept:
        for at in range(1, len(told) + 1):
            _extras(story, kept, at)


def _extras(story: Story, kept: Mapping[str, Any], position: int) -> None:
    """What most lines do not have: a list price that is not the price, a discount, a price of its own, a note."""
    part, name = f"lines {position}", str(position)
    listed = kept.get("listed", {}).get(name)
    story.known["list_price", part] = (story.get("price", part), story.seq)
    if listed is not None:
        story.say("list_price", listed, part)
    story.say("discount", kept.get("discounts", {}).get(name, "0"), part)
    story.say("given", position in kept.get("given", ()), part)
    story.say("note", kept.get("notes", {}).get(name, ""), part)


def _moved(story: Story, entry: Said) -> None:
    """Where the document waits by now, and since when."""
    if entry.action in BESIDE:
        return
    story.say("revision", (story.get("revision") or 0) + 1)
    step = entry.kept.get("step", entry.to)
    since = entry.kept.get("since", entry.at if step != story.get("step") else None)
    if step != story.get("step"):
        story.say("step", step)
    if since is not None:
        story.say("step_since", since)


def _open(story: Story, entry: Said, kind: str, reason: str, by: int | None) -> None:
    if not story.has("holds"):
        return
    at = len(story.get("holds")) + 1
    story.say("holds", list(range(1, at + 1)))
    opened = {"kind": kind, "reason": reason, "opened_by": by, "opened_at": entry.at}
    for name, value in {**opened, "lifted_by": None, "lifted_at": None, "answer": ""}.items():
        story.say(name, value, f"holds {at}")


def _lift(story: Story, entry: Said, kind: str, answer: str, by: int | None) -> None:
    for at in reversed(story.get("holds") or ()):
        part = f"holds {at}"
        if story.get("kind", part) == kind and story.get("lifted_at", part) is None:
            for name, value in (("lifted_by", by), ("lifted_at", entry.at), ("answer", answer)):
                story.say(name, value, part)
            return


def _reopen(story: Story, kind: str) -> None:
    """The hold of that kind that was lifted last is open again."""
    for at in reversed(story.get("holds") or ()):
        if story.get("kind", f"holds {at}") == kind:
            for name in ("lifted_by", "lifted_at", "answer"):
                story.say(name, None, f"holds {at}")
            return


def _kept(story: Story, entry: Said) -> None:
    """What the books keep of an act: quantities of lines, holds, shipments."""
    kept = entry.kept
    for position, figures in kept.get("ledger", {}).items():
        for name, value in zip(_LEDGER, figures.split(), strict=True):
            story.say(name, value, f"lines {position}")
    for position, row in kept.get("added", {}).items():
        story.say("lines", [*story.get("lines"), int(position)])
        for name, value in row.items():
            story.say(name, value, f"lines {position}")
        keep(story, f"lines {position}", row["sku"], entry.at)
    for kind, reason, by in kept.get("opened", ()):
        _open(story, entry, kind, reason, by)
    for kind, answer, by in kept.get("lifted", ()):
        _lift(story, entry, kind, answer, by)
    for kind in kept.get("held_again", ()):
        _reopen(story, kind)
    for number, contents in kept.get("left", {}).items():
        story.say("contents", _contents(contents), f"shipments {number}")
    for number, at in kept.get("parts", {}).items():
        step, since = at if isinstance(at, list) else (at, entry.at)
        _part_at(story, number, step, since)
        if isinstance(at, list):
            story.say("step_since", since, f"shipments {number}")
    total = entry.body.get("amounts", {}).get("total", kept.get("total"))
    if total is not None:
        story.say("total", total)
    story.say_all(kept, ("assigned", "arrival") if entry.action in BESIDE else ())


def _made(story: Story, entry: Said, number: str, house: int, contents: Sequence[Any]) -> None:
    part = f"shipments {number}"
    story.say("shipments", sorted({*story.get("shipments"), number}))
    empty = dict.fromkeys(_SHIPMENT)
    fields = {"warehouse": house, "created_at": entry.at, "business_date": day_of(number)}
    fields["contents"] = _contents(contents)
    for name, value in {**empty, **fields, "received": [], "events": []}.items():
        story.say(name, value, part)
    if not story.get("step", part):
        _part_at(story, number, entry.to, entry.at)


def _contents(told: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return sorted([position, stored("quantity", quantity)] for position, quantity in told)


def _part_at(story: Story, number: str, step: str, since: int) -> None:
    part = f"shipments {number}"
    if story.get("step", part) != step or story.get("step_since", part) is None:
        story.say("step", step, part)
        story.say("step_since", since, part)
    if step == "ship" and story.get("shipped_at", part):
        for name in ("shipped_at", *_SENT, "cod", "remark"):
            story.say(name, None, part)  # taken back


def _parts(story: Story, entry: Said) -> Iterable[str]:
    """The shipments that an entry is about, as far as they are known."""
    known = story.get("shipments") or ()
    return [number for number in entry.body.get("parts", ()) if number in known]


def _approved(story: Story, entry: Said) -> None:
    for number in _parts(story, entry):
        part = f"shipments {number}"
        _part_at(story, number, entry.to, entry.at)
        if entry.step == "ship":
            story.say("shipped_at", entry.at, part)
            told = {**entry.body, **entry.body.get("amounts", {})}
            for name in (*_SENT, "cod", "remark"):
                if name in told or name not in ("carrier", "tracking"):
                    story.say(name, told.get(name), part)
        elif entry.step == "receive":
            story.say("received_at", entry.at, part)
            story.say("rating", entry.body.get("rating"), part)
            story.say("rating_text", entry.kept.get("rating_text", ""), part)
            came = {position: quantity for position, _, _, quantity in entry.body.get("received", ())}
            contents = story.get("contents", part) or ()
            got = [[at, stored("quantity", came[at]) if at in came else much] for at, much in contents]
            story.say("received", got, part)


def _taken_back(story: Story, entry: Said) -> None:
    for number in _parts(story, entry):
        _part_at(story, number, entry.to, entry.at)


def _counting(story: Story, entry: Said) -> None:
    who, done = ("picker", "picked_at") if entry.action.startswith("pick") else ("checker", "checked_at")
    for number in _parts(story, entry):
        if "_" in entry.action:
            story.say(who, entry.by, f"shipments {number}")
        else:
            story.say(done, entry.at, f"shipments {number}")


def _tracked(story: Story, entry: Said) -> None:
    for number in _parts(story, entry):
        part, body = f"shipments {number}", entry.body
        at = micros(datetime.fromisoformat(body["moment"]))
        said = [body.get(name, "") for name in ("status", "place", "text")]
        told = [at, *said, stored("temperature", body.get("temperature")), entry.by]
        told.append(entry.kept.get("source"))
        story.say("events", [*(story.get("events", part) or ()), told], part)
        if body["status"] == "delivered":
            story.say("delivered_at", min(at, story.get("delivered_at", part) or at), part)


def _noted(story: Story, entry: Said) -> None:
    at = len(story.get("notes")) + 1
    story.say("notes", list(range(1, at + 1)))
    story.say_all({"with_whom": "", "how": "", "result": "", **entry.body, **entry.kept}, _NOTE, f"notes {at}")
    story.say("account", entry.by, f"notes {at}")
    story.say("at", entry.at, f"notes {at}")


def _brought_in(story: Story, entry: Said) -> None:
    """An order of the past: it was submitted on its day, and all of it left and came on theirs, or it is void."""
    kept = entry.kept
    story.say("submitted_at", kept["submitted"])
    story.say("arrival", kept["submitted"])
    story.say("business_date", day_of(kept["number"]))
    for at in story.get("lines"):
        story.say("given", True, f"lines {at}")
    if "came_in" not in kept:
        return
    number, house, left, came, carrier, tracking = kept["came_in"]
    told = [[at, story.get("quantity", f"lines {at}")] for at in story.get("lines")]
    for at, quantity in told:
        for name in _LEDGER[1:]:
            story.say(name, quantity, f"lines {at}")
    part = f"shipments {number}"
    story.say("shipments", [number])
    told_of_it = {"warehouse": house, "created_at": entry.at, "business_date": day_of(number), "step": "done"}
    sent = {"step_since": came, "shipped_at": left, "received_at": came, "carrier": carrier, "tracking": tracking}
    contents = {"contents": told, "received": told, "events": []}
    for name, value in {**dict.fromkeys(_SHIPMENT), **told_of_it, **sent, **contents}.items():
        story.say(name, value, part)


def _deleted(story: Story, entry: Said) -> None:
    lines(story, [], (), entry.at)
    story.say("total", "0")
    story.say("freight", "0")


_DEEDS: Mapping[str, Deed] = {
    "approve": _approved,
    "take_back": _taken_back,
    **dict.fromkeys(("pick", "check", "pick_start", "pick_take_over", "check_start", "check_take_over"), _counting),
    "track": _tracked,
    "note": _noted,
    "delete": _deleted,
    "bring_in": _brought_in,
    "overtake": lambda story, entry: story.say("urgent", True),
    "short_answer": lambda story, entry: story.say("when_short", entry.body["when_short"]),
}


# --- returns ---
_RETURN = BOOKS["return"].names
_BACK = tuple(name for name in BOOKS["return"].parts["lines"].names if name not in KEPT)


def return_(story: Story, entry: Said) -> None:
    """An entry of a return: the books keep all that may have changed."""
    kept = entry.kept
    if entry.seq == 1:
        for name, value in (("account", entry.by), ("created_at", entry.at), ("revision", 0), ("urgent", False)):
            story.say(name, value)
        story.say("assigned", None)
        story.known["customer_name", ""] = (OfBuyer(kept.get("customer"), entry.at), entry.seq)
        story.say("batch", kept.get("batch"))
    _moved(story, entry)
    story.say_all(kept, _RETURN)
    if "lines" in kept:
        at = entry.at if entry.action in ("draft", "edit") else written(story)
        lines(story, kept["lines"], _BACK, at)
