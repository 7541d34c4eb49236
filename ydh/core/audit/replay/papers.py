"""What the journal says of papers with short lives: stock papers, cases, payments and imported files."""

from typing import Any

from ydh.core.audit.replay.items import keep
from ydh.core.audit.replay.story import OneOf, Said, Story

_CASE = ("order", "shipment", "kind", "quantity", "position", "text", "number")
_SETTLED = ("outcome", "answer", "reference")
_PAPER = ("number", "warehouse", "to", "supplier", "reference", "reason", "expected", "business_date")
_LINE = ("sku", "lot", "expires", "quantity", "book", "reason")
_STATES = {"create": None, "post": "posted", "submit": "waiting", "void": "void"}


def day_of(number: str) -> str:
    """The business day in a document's number: DH-W-20261124-000001."""
    digits = number.split("-")[2]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def case(story: Story, entry: Said) -> None:
    """A case is opened and settled."""
    if entry.action == "open":
        story.say_all({**entry.body, **entry.kept}, _CASE)
        story.say("opened_by", entry.by)
        story.say("opened_at", entry.at)
        for name in (*_SETTLED, "closed_by", "closed_at"):
            story.say(name, None)
    elif entry.action == "settle":
        story.say_all(entry.body, _SETTLED)
        story.say("closed_by", entry.by)
        story.say("closed_at", entry.at)


def payment(story: Story, entry: Said) -> None:
    """A payment is recorded."""
    if entry.action == "record":
        story.say_all({**entry.body, **entry.kept, **entry.body["amounts"]}, ("method", "reference", "amount"))
        story.say("return_", entry.body["return"])
        for name, value in (("kind", "refund"), ("state", "recorded"), ("account", entry.by), ("at", entry.at)):
            story.say(name, value)
        if entry.kept:
            story.say_all(entry.kept, ("number", "customer", "business_date"))


def batch(story: Story, entry: Said) -> None:
    """A file is brought in; where it stands in between is nobody's act."""
    if entry.action == "import":
        story.say_all(entry.body, ("kind", "name", "digest", "good", "bad"))
        if "kind" in entry.body:
            story.say("account", entry.by)
            story.say("at", entry.at)
            story.say("state", OneOf({"claimed", "done"}))
    elif entry.action == "publish":
        story.say("state", OneOf({"shown", "done"}))
    elif entry.action == "release":
        story.say("state", OneOf({"releasing", "released"}))


def stock_paper(story: Story, entry: Said) -> None:
    """A paper is written, counted into, waits for a second person, is posted or given up."""
    if "paper" in entry.body:
        story.say("kind", entry.body["paper"])
        story.say_all({**entry.body, **entry.kept}, _PAPER)
        story.say("account", entry.by)
        story.say("created_at", entry.at)
        story.say("state", entry.kept.get("state", OneOf({"open", "waiting"})))
    elif entry.action == "void":
        story.say_all(entry.kept, ("business_date",))
    if entry.action in ("post", "submit", "void"):
        story.say("state", _STATES[entry.action])
        story.say_all(entry.kept, ("business_date",))
    posted = entry.action == "post"
    story.say("posted_by", entry.by if posted else None)
    story.say("posted_at", entry.at if posted else None)
    if "lines" in entry.kept:
        lines(story, entry.kept["lines"], _LINE, entry.at)


def lines(story: Story, told: list[list[Any]], names: tuple[str, ...], at: int) -> None:
    """All lines of a paper anew, each with its names' values, and with what its item was when it was written."""
    for position in story.get("lines") or ():
        story.drop(f"lines {position}")
    story.say("lines", list(range(1, len(told) + 1)))
    for position, cells in enumerate(told, 1):
        for name, value in zip(names, cells, strict=True):
            story.say(name, value, f"lines {position}")
        keep(story, f"lines {position}", cells[names.index("sku")], at)
