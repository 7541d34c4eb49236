"""Doing something to rows: may I, what is asked first, the work in a thread, what came of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ydh.core.values.errors import Stale, WrongStep
from ydh.core.values.outcomes import Done, Held, Refused
from ydh.core.values.words import N_
from ydh.locale import Words
from ydh.tui.lists.book import Deed, Field, Tell
from ydh.tui.lists.undoing import LastAct, WayBack, way_back
from ydh.tui.lists.unfinished import typed_before
from ydh.tui.lists.words import some_of
from ydh.tui.paint.parts import Column, Part, Plain, Rows, Say
from ydh.tui.paint.shown import plain

NOTHING_CHOSEN = N_("nothing is chosen")
READ_ONLY = N_("read-only: nothing can be changed here")
DONE_ONE = N_("{label}, now {step}")
DONE_MANY = N_("{label}: {done} done, {refused} refused")
NO_RIGHT = N_("{label}: that is not among your rights")
NOT_NOW = N_("{label}: not possible here and now")
OUTCOMES = N_("what became of it (esc closes)")
_NOT = N_("not done")


# what became of each row, as (outcome, words): what was refused stands out
OUTCOME = (
    Column(
        "sign",
        "",
        "text",
        1,
        of=lambda pair: "✓" if isinstance(pair[0], Done) else "!",
        tone=lambda pair: "key" if isinstance(pair[0], Done) else "wrong",
    ),
    Column("number", "", "code", 20, of=lambda pair: pair[0].number),
    Column("what", "", of=lambda pair: pair[1]),
)


class Doing:
    """What a page with deeds shares: `deeds()` says which, `chosen()` to what."""

    ydh: Any
    words: Words
    in_flight = 0  # writes that have not come back

    def deeds(self) -> tuple[Deed, ...]:
        """What can be done here."""
        raise NotImplementedError

    def chosen(self) -> list[Any]:
        """What it is done to."""
        raise NotImplementedError

    def deed(self, name: str) -> Deed:
        """The deed of that name."""
        return next(d for d in self.deeds() if d.name == name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "deed":
            return True
        deed = self.deed(str(parameters[0]))
        if not self.ydh.may(deed.needs) or (self.ydh.read_only and deed.do and deed.writes):
            return False
        rows = self.chosen()
        if deed.fits is not None and not deed.alone:
            return any(deed.fits(row) for row in rows)
        return True

    def on_key(self, event: Any) -> None:
        """No key is dead: say why the deed of that key cannot be done."""
        deeds = [deed for deed in self.deeds() if deed.key == event.key]
        if not deeds or any(self.check_action("deed", (deed.name,)) for deed in deeds):
            return
        may = self.ydh.may(deeds[0].needs)
        said = READ_ONLY if self.ydh.read_only else self._why_not(deeds[0]) if may else self.no_right()
        self.ydh.say(self.words(said).format(label=self.words(deeds[0].label)), wrong=True)

    def no_right(self) -> str:
        """What is said of a deed that is not among one's rights: a marked sentence."""
        return NO_RIGHT

    def _why_not(self, deed: Deed) -> str:
        """Why it cannot be done to what is chosen."""
        rows = self.chosen()
        why = deed.why_not(rows[0]) if deed.why_not and rows else ""
        return self.words.pair("{label}", self.words(why).replace("{", "{{")) if why else NOT_NOW

    def action_deed(self, name: str) -> None:
        """Do it, or ask first what has to be asked."""
        deed = self.deed(name)
        rows = [] if deed.alone else self.chosen()
        if not rows and not deed.alone:
            self.ydh.say(self.words(NOTHING_CHOSEN), wrong=True)
            return
        if self.not_yet(deed):
            return
        if not deed.many:
            rows = rows[:1] if deed.alone or len(rows) == 1 else [self.row_now()]
        self.begin(deed, rows)

    def begin(self, deed: Deed, rows: list[Any]) -> None:
        """Open what it opens, ask what has to be asked, or do it."""
        if deed.opens is not None:
            self.ydh.go(deed.opens(self.ydh, rows[0] if rows else None))
            return
        if deed.own is not None:
            deed.own(self, rows)
        elif callable(deed.asks) or deed.shows:
            self._ask_first(deed, rows)
        elif deed.asks or deed.confirm:
            self._form(deed, rows, deed.asks, ())
        else:
            self._go(deed, rows, {})

    def _ask_first(self, deed: Deed, rows: list[Any]) -> None:
        """Read what the form needs; keys that are typed meanwhile are for the form."""

        def found(form: Any) -> None:
            self._form(deed, rows, *form)
            self.ydh.let_keys_go()

        def failed(error: Exception) -> None:
            self.ydh.let_keys_go()
            self.ydh.failed(error)

        self.ydh.hold_keys()
        self.ydh.ask(lambda actor: _prepared(deed, actor, rows), found, fail=failed)

    def not_yet(self, deed: Deed) -> bool:
        """Whether it is too early: the same is being done already, or another row has just slipped under the cursor."""
        return self.in_flight > 0 and deed.do is not None and deed.writes

    def row_now(self) -> Any:
        """The row under the cursor, for what is done to one row only."""
        return self.chosen()[0]

    def _form(self, deed: Deed, rows: list[Any], fields: Any, parts: Sequence[Part]) -> None:
        if not (any(field.kind != "hidden" for field in fields) or parts or deed.confirm):
            self._go(deed, rows, {field.name: field.value for field in fields})  # the row answers all that is asked
            return
        from ydh.tui.lists.form import Form

        above = [*parts]
        if deed.confirm:
            above.insert(0, Say(deed.confirm, {"what": self._names(rows), "n": len(rows)}, "strong"))
        elif rows:
            above.insert(0, Plain(self._names(rows), "faint"))
        if deed.plan is not None:
            form = Form(deed.label, fields, above, do=self._planning(deed, rows), writes=False)
            self._ask_twice(deed, rows, self._sourced(form, deed, rows))
            return
        work = self._refusing if fields and len(rows) == 1 else self._work
        form = Form(deed.label, fields, above, do=lambda answers: work(deed, rows, answers), writes=deed.writes)
        self._sourced(form, deed, rows)
        self.ydh.push_screen(form, lambda result: self.came_back(deed, rows, result))

    def _sourced(self, form: Any, deed: Deed, rows: Sequence[Any]) -> Any:
        """The form, which knows where it comes from, with what was typed into it before the line broke."""
        form.source = (self, deed.name, tuple(map(self.key_of, rows)))
        form.typed = typed_before(self, deed.name)
        return form

    def key_of(self, row: Any) -> str:
        """What makes the row itself."""
        raise NotImplementedError

    def _planning(self, deed: Deed, rows: list[Any]) -> Any:
        """What the answers would bring about, worked out while their form is still there to be mended."""
        plan = deed.plan
        assert plan is not None
        return lambda answers: lambda actor: (answers, plan(actor, rows, answers))

    def _ask_twice(self, deed: Deed, rows: list[Any], form: Any) -> None:
        """Ask, say what it would bring about, and ask once more."""

        def sure(found: tuple[Mapping[str, Any], Sequence[Part]] | None) -> None:
            from ydh.tui.lists.form import Form

            if found is not None:
                answers, parts = found
                if not parts:  # there is nothing to be asked twice
                    self._go(deed, rows, answers)
                    return
                above = [Plain(self._names(rows), "faint"), *parts]
                again = Form(deed.label, (), above, do=lambda _: self._work(deed, rows, answers), writes=deed.writes)
                self.ydh.push_screen(again, lambda result: self.came_back(deed, rows, result))

        self.ydh.push_screen(form, sure)

    def _names(self, rows: Sequence[Any]) -> str:
        return some_of(rows, self.words, self.name_of)

    def name_of(self, row: Any) -> str:
        """What a row is called in a question."""
        book = getattr(self, "book", None)
        return plain(book.called(row), self.ydh.words) if book else str(row)

    def _refusing(self, deed: Deed, rows: list[Any], answers: Mapping[str, Any]) -> Any:
        """As `_work`, but other answers may help where the one row is refused: the form stays with what was typed."""
        work = self._work(deed, rows, answers)

        def go(actor: Any) -> Any:
            (found,) = work(actor)
            first = found[0] if isinstance(found, list) and len(found) == 1 else None
            if isinstance(first, Refused) and not isinstance(first.error, (Stale, WrongStep)):
                raise first.error
            return (found,)

        return go

    def _work(self, deed: Deed, rows: list[Any], answers: Mapping[str, Any]) -> Any:
        do = deed.do
        assert do is not None
        return lambda actor: (do(actor, rows, answers),)

    def _go(self, deed: Deed, rows: list[Any], answers: Mapping[str, Any]) -> None:
        send = self.ydh.do if deed.writes else self.ydh.ask
        self.in_flight += deed.writes
        send(self._work(deed, rows, answers), lambda result: self._landed(deed, rows, result), fail=self._failed(deed))

    def _landed(self, deed: Deed, rows: list[Any], result: Any) -> None:
        self.in_flight -= deed.writes
        self.came_back(deed, rows, result)

    def _failed(self, deed: Deed) -> Callable[[Exception], None]:
        def fail(error: Exception) -> None:
            self.in_flight -= deed.writes
            self.ydh.failed(error)

        return fail

    # --- what came of it ---

    def came_back(self, deed: Deed, rows: list[Any], result: Any) -> None:
        """Say what was done. `result` is None when the form was left, else a tuple of one."""
        if result is None:
            return
        (value,) = result
        if isinstance(value, list) and value and isinstance(value[0], (Done, Held, Refused)):
            self._outcomes(deed, rows, value)
        elif isinstance(value, Tell):
            from ydh.tui.paint.leaf import Leaf

            self.ydh.push_screen(Leaf(value.title, value.parts))
        elif isinstance(value, Say) or (deed.tells and rows):
            said = deed.tells(rows[0], value) if deed.tells else value
            self.ydh.say(plain(said, self.ydh.words))
        else:
            said = self.words(deed.said or N_("{label}: done")).format(
                label=self.words(deed.label), what=self._names(rows)
            )
            self.ydh.say(said)
        if deed.writes:
            self._remember(deed, rows, value)
        self.after_deed(deed, rows, value)

    def _remember(self, deed: Deed, rows: list[Any], value: Any) -> None:
        """Let z know what was done; what was refused is nothing to it."""
        way = way_back(deed, value)
        if way is not None:
            acts = way.acts if isinstance(way, WayBack) else ()
            names = [it.number for it in acts] or [self.name_of(row) for row in rows]
            self.ydh.last = LastAct(self, f"{self.words(deed.label)} {some_of(names, self.words)}", way)

    def after_deed(self, deed: Deed, rows: list[Any], value: Any) -> None:
        """Called when a deed was done."""

    def _outcomes(self, deed: Deed, rows: list[Any], outcomes: list[Any]) -> None:
        done = [o for o in outcomes if isinstance(o, Done)]
        if len(outcomes) == 1:
            self.ydh.say(self._one(deed, outcomes[0]), wrong=not done)
            return
        label = self.words(deed.label)
        said = self.words(DONE_MANY).format(label=label, done=len(done), refused=len(outcomes) - len(done))
        self.ydh.say(said, wrong=len(done) < len(outcomes))
        ordered = sorted(outcomes, key=lambda o: isinstance(o, Done))  # what needs a look comes first
        self.show_outcomes([Rows(OUTCOME, [(o, self._what(deed, o)) for o in ordered])])

    def show_outcomes(self, parts: Sequence[Part]) -> None:
        """Keep the outcome of each row readable."""
        from ydh.tui.paint.leaf import Leaf

        self.ydh.push_screen(Leaf(OUTCOMES, tuple(parts)))

    def _one(self, deed: Deed, outcome: Any) -> str:
        what = self._what(deed, outcome)
        if not isinstance(outcome, Done):
            what = self.words.pair(self.words(_NOT), what)
        return what if outcome.number in what else self.words.pair(outcome.number, what)

    def _what(self, deed: Deed, outcome: Any) -> str:
        """What became of a row, in words."""
        from ydh.core.rules.workflows import flow_of, step_label
        from ydh.tui.paint.wording import worded

        words = self.ydh.words
        if not isinstance(outcome, Done):
            return worded(outcome.error, words)
        if not outcome.step:
            return str(words(deed.label))
        step = words(str(step_label(outcome.step, flow_of(outcome.number))))
        return str(words(DONE_ONE).format(label=words(deed.label), step=step))


def _prepared(deed: Deed, actor: Any, rows: list[Any]) -> tuple[tuple[Field, ...], Sequence[Part]]:
    fields = deed.asks(actor, rows) if callable(deed.asks) else deed.asks
    return fields, deed.shows(actor, rows) if deed.shows else ()
