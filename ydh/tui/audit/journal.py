"""The journal: who did what, when, with what was before and after; the proof that it is whole, and its seals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ydh.core.administration import account_looking
from ydh.core.audit import entries, proof
from ydh.core.audit.views import Finding, LogRow, SealRow
from ydh.core.audit.words import ACTIONS
from ydh.core.company.actors import Actor
from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.money import day
from ydh.core.values.words import N_, Label
from ydh.tui.audit.journal_words import action_word, field_word, value_word
from ydh.tui.documents.kinds import on_screen
from ydh.tui.lists.book import DAY_HINT, Answers, Book, Deed, Field, Found, Query, Tell
from ydh.tui.paint.parts import Column, Facts, Part, Rows, Say

PRICES = {"kind": "sku", "action": "price"}
LEVELS = {"ok": N_("ok"), "warning": N_("warning"), "error": N_("error")}
SAID = ("reason", "opinion", "what", "name", "price", "code")  # what tells most about an entry, the best first
CHANGES = (
    Column("field", N_("field"), "text", 24, of=lambda c: field_word(c[0])),
    Column("old", N_("before"), of=lambda c: value_word(c[0], c[1])),
    Column("new", N_("after"), of=lambda c: value_word(c[0], c[2])),
)
FINDINGS = (
    Column("level", N_("level"), "text", 8, of=lambda it: Label(LEVELS[it.level])),
    Column("check", N_("check"), "text", 12),
    Column("subject", N_("of what"), "text", 20),
    Column("finding", N_("finding"), of=lambda it: Say(it.template, {**it.data, "subject": it.subject})),
)


class Journal(Book):
    """Every entry that the person may read, the newest first."""

    name, title = "journal", N_("journal")
    columns = (
        Column("at", N_("time"), "time", 16),
        Column("by", N_("by"), "text", 8),
        Column("action", N_("action"), "text", 12, most=22, of=lambda it: action_word(it.action)),
        Column("kind", N_("kind"), "text", 8, drop=1),
        Column("subject", N_("of what"), "text", 20),
        Column("details", N_("details"), of=lambda it: summary(it)),
    )
    filters = (
        Field("by", N_("by"), find=lambda actor, text: _people(actor, text), hint="zhangsan"),
        Field(
            "kind",
            N_("kind"),
            kind="choice",
            choices=(("", N_("all")), *((code, Label(name)) for code, name in proof.KINDS.items())),
        ),
        Field("document", N_("number or code"), hint="DH-O-20261124-000001"),
        Field("action", N_("action"), choices=tuple(ACTIONS.items()), find=lambda actor, text: _actions(text)),
        Field("first", N_("from day"), hint=DAY_HINT),
        Field("last", N_("to day"), hint=DAY_HINT),
    )
    needs = (P.AUDIT_VIEW,)
    searches = False
    empty = N_("nothing was written yet\nf looks for something else")

    def __init__(self) -> None:
        self.deeds = (
            Deed("prices", "p", N_("price changes"), opens=_prices, alone=True, main=True),
            Deed("same", "o", N_("all about this"), opens=_same, main=True),
            Deed("verify", "V", N_("verify"), _verify, alone=True, main=True, writes=False),
            Deed("seals", "w", N_("seals"), opens=lambda app, _: seals_screen(), alone=True, main=True),
        )

    def page(self, actor: Actor, query: Query) -> Found:
        given: dict[str, Any] = {name: value for name, value in query.filters.items() if value}
        for name in ("first", "last"):
            if name in given:
                given[name] = day(given[name], name)
        found = entries.entries(actor, after=query.after, limit=query.limit, **given)
        return Found(found.rows, bool(found.next))

    def key(self, row: LogRow) -> str:
        return str(row.before)

    def called(self, row: LogRow) -> Any:
        return Say("{kind} {subject} #{seq}", {"kind": row.kind, "subject": row.subject, "seq": row.seq})

    def detail(self, actor: Actor, row: LogRow) -> Sequence[Part]:
        return entry_parts(row)

    def enter(self, app: Any, row: LogRow) -> Any:
        from ydh.tui.paint.leaf import Leaf

        flow = WORKFLOWS.get(row.kind.code) if isinstance(row.kind, Label) else None
        if flow and row.subject.startswith(flow.numbers):
            return on_screen(flow.name).screen(row.subject)
        return Leaf(N_("journal"), tuple(entry_parts(row)))


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
    parts: list[Part] = [
        Facts(
            (
                (N_("time"), row.at),
                (N_("by"), row.by),
                (N_("action"), action_word(row.action)),
                (N_("kind"), row.kind),
                (N_("of what"), row.subject),
                (N_("step"), row.step),
                (N_("to."), row.to),
            )
        )
    ]
    if found := changes_of(row.body):
        parts.append(Rows(CHANGES, found, N_("before and after")))
    rest = [(n, v) for n, v in row.body.items() if n != "changes" and v not in ("", None, [], {})]
    for name, value in rest:
        parts.append(
            Say(
                "{field}: {value}",
                {"field": field_word(name, row.action), "value": value_word(name, value, row.action)},
            )
        )
    return parts


def _people(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    found = account_looking.duties(actor)
    return [(it.login, it.name) for it in found if text.casefold() in f"{it.login} {it.name}".casefold()]


def _actions(text: str) -> Sequence[tuple[str, str]]:
    from ydh.locale import Words

    found = [(code, Words("zh_CN")(name), name) for code, name in ACTIONS.items()]
    return [
        (code, chinese) for code, chinese, name in found if text.casefold() in f"{code} {chinese} {name}".casefold()
    ]


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
    return (wrong, checked, Rows(FINDINGS, found))


class Seals(Book):
    """The seals: each covers every entry before it with one digest."""

    name, title = "seals", N_("seals")
    columns = (
        Column("number", N_("number"), "integer", 6),
        Column("at", N_("time"), "time", 16),
        Column("by", N_("by"), "text", 10),
        Column("count", N_("entries"), "integer", 9),
        Column("digest", N_("digest"), "code"),
    )
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
