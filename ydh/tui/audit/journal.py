"""The journal: who did what, when, with what was before and after; the proof that it is whole, and its seals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.audit import proof
from ydh.core.audit.journal_table import CHANGES, FACTS, FINDING, JOURNAL, SEAL
from ydh.core.audit.views import Finding, LogRow, SealRow
from ydh.core.company.actors import Actor
from ydh.core.rules.facts import Fact
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.words import N_, Label
from ydh.tui.audit.journal_words import field_word, value_word
from ydh.tui.documents.kinds import on_screen
from ydh.tui.lists.book import Answers, Book, Deed, Found, Query, Tell
from ydh.tui.lists.nouns import NounBook, columns_of, noun_book
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say

PRICES = {"kind": "sku", "action": "price"}
SAID = ("reason", "opinion", "what", "name", "price", "code")  # what tells most about an entry, the best first
FACES: Mapping[str, Callable[[Any], Any]] = {
    "field": lambda it: field_word(it[0]),
    "old": lambda it: value_word(it[0], it[1]),
    "new": lambda it: value_word(it[0], it[2]),
    "finding": lambda it: Say(it.template, {**it.data, "subject": it.subject}),
}


def _columns(facts: Sequence[Fact]) -> tuple[Column, ...]:
    return columns_of([it._replace(seen=FACES[it.code]) if it.code in FACES else it for it in facts])


def _enter(book: NounBook, app: Any, row: LogRow) -> Any:
    from ydh.tui.paint.leaf import Leaf

    flow = WORKFLOWS.get(row.kind.code) if isinstance(row.kind, Label) else None
    if flow and row.subject.startswith(flow.numbers):
        return on_screen(flow.name).screen(row.subject)
    return Leaf(JOURNAL.title, tuple(entry_parts(row)))


def _called(book: NounBook, row: LogRow) -> Any:
    return Say("{kind} {subject} #{seq}", {"kind": row.kind, "subject": row.subject, "seq": row.seq})


def _detail(book: NounBook, actor: Actor, row: LogRow) -> Sequence[Part]:
    return entry_parts(row)


def changes_of(body: Mapping[str, Any]) -> list[Sequence[Any]]:
    """What an entry changed: field, before, after."""
    return [change for change in body.get("changes") or () if len(change) == 3]


def summary(row: LogRow) -> Any:
    """The first change in a few words, or what was said."""
    found = changes_of(row.body)
    if found:
        field, old, new = found[0]
        words = [value_word(field, value, row.action) for value in (old, new)]
        data = {"field": field_word(field, row.action), "old": words[0], "new": words[1]}
        return Say("{new}  {field}" if old in ("", None, []) else "{old} -> {new}  {field}", data)
    said = [value_word(name, row.body[name], row.action) for name in SAID if row.body.get(name)]
    return next((word for word in said if word != row.subject), row.to)


def entry_parts(row: LogRow) -> list[Part]:
    """All that an entry says."""
    about = [it for it in JOURNAL.ordered(FACTS) if it.code not in ("seq", "details")]
    parts: list[Part] = [Facts(tuple((it.title, it.face(row)) for it in about))]
    if found := changes_of(row.body):
        parts.append(Rows(_columns(CHANGES), found, N_("before and after")))
    rest = [(n, v) for n, v in row.body.items() if n != "changes" and v not in ("", None, [], {})]
    for name, value in rest:
        parts.append(
            Say(
                N_("{label}: {value}"),
                {"label": field_word(name, row.action), "value": value_word(name, value, row.action)},
            )
        )
    return parts


def _prices(app: Any, _: Any) -> None:
    """Who changed a price: only those entries, or all of them again."""
    screen = app.screen
    filters = {} if dict(screen.query_now.filters) == PRICES else PRICES
    screen.show_only(replace(screen.query_now, filters=filters))


def _same(app: Any, row: LogRow) -> None:
    """Only what happened to the subject under the cursor."""
    kind = row.kind.code if isinstance(row.kind, Label) else row.kind
    screen = app.screen
    screen.show_only(replace(screen.query_now, filters={"kind": kind, "document": row.subject}))


def _verify(actor: Actor, rows: Sequence[Any], answers: Answers) -> Tell:
    counted = [0]

    def count(n: int) -> None:
        counted[0] += n

    return Tell(N_("is the journal what was written?"), finding_parts(proof.verify(actor, count), counted[0]))


def finding_parts(found: Sequence[Finding], count: int) -> tuple[Part, ...]:
    """What a check of the journal found."""
    checked = Say(N_("entries checked: {n}"), {"n": f"{count:,}"})
    if not found:
        return (Say(N_("the journal is what was written"), {}, "strong"), checked)
    wrong = Say(N_("what follows is not as it was written; show it to who answers for the system"), {}, "wrong")
    return (wrong, checked, Rows(_columns(FINDING), found))


class Seals(Book):
    """The seals: each covers every entry before it with one digest."""

    name, title = "seals", N_("seals")
    columns = columns_of(SEAL)
    needs = (P.AUDIT_VIEW,)
    searches, table = False, False
    empty = N_("the journal was never sealed\na seals it: one digest covers every entry, write it down elsewhere")

    def __init__(self) -> None:
        self.deeds = (
            Deed(
                "seal",
                "a",
                N_("seal"),
                _seal,
                alone=True,
                main=True,
                confirm=N_("Cover every entry that there is with one digest? A seal stays for good."),
            ),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(list(reversed(list(proof.seals(actor)))))

    def detail(self, actor: Actor, row: SealRow) -> Sequence[Part]:
        return _seal_parts(row)


def _seal(actor: Actor, rows: Sequence[Any], answers: Answers) -> Tell:
    return Tell(N_("sealed"), _seal_parts(proof.seal(actor)))


def _seal_parts(row: SealRow) -> tuple[Part, ...]:
    return (
        Say(N_("seal {number} covers {count} entries; write down: {digest}"), _facts(row), "strong"),
        Say(N_("keep the digest where nobody here can reach it: it shows whether a seal was forged")),
    )


def _facts(row: SealRow) -> dict[str, Any]:
    return {"number": row.number, "count": f"{row.count:,}", "digest": row.digest}


def seals_screen() -> Any:
    """The list of seals."""
    from ydh.tui.lists.listing import ListScreen

    return ListScreen(Seals())


Journal = noun_book(
    JOURNAL,
    deeds=(
        Deed("prices", "m", N_("price changes"), opens=_prices, alone=True, main=True),
        Deed("same", "o", N_("all about this"), opens=_same, main=True),
        Deed("verify", "C", N_("verify"), _verify, alone=True, main=True, writes=False),
        Deed("seals", "i", N_("seals"), opens=lambda app, _: seals_screen(), alone=True, main=True),
    ),
    faces={"details": lambda it: summary(it)},
    enter=_enter,
    called=_called,
    detail=_detail,
)
