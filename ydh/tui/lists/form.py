"""The one form: questions from a table, answered in order, done in a thread. A refusal leaves what was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Label

from ydh.core.values.errors import Many, NotSignedIn, YdhError
from ydh.core.values.words import N_, visible
from ydh.tui.lists.book import Field
from ydh.tui.lists.choices import Choice, Several
from ydh.tui.lists.finds import Finds
from ydh.tui.lists.lines import Lines
from ydh.tui.paint.pane import Pane
from ydh.tui.paint.parts import Part
from ydh.tui.paint.sheet import lay_out
from ydh.tui.paint.shown import fit
from ydh.tui.paint.wording import worded

MISSING = N_("{field} is missing")
HELP = N_("Enter: next, at the end: do it   ^s: do it   Esc: leave it")
HELP_SURE = N_("Enter: do it   Esc: leave it")
NAMES = (21, 38)  # cells for the names of the fields, at least and at most
AROUND = 9  # rows that a form needs besides its fields, which scroll when they are many
PICK = 5  # suggestions shown under a field


class FormRows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form. They scroll after the field that is asked; up and down lead from field to field."""


class Form(ModalScreen[Any], inherit_bindings=False):
    """Asks, does, and gives what was done as a tuple of one; None when it was left. What is refused leaves it open."""

    BINDINGS = [
        Binding("escape", "leave", N_("leave"), priority=True),
        Binding("ctrl+s", "submit", N_("do it"), priority=True),
        Binding("down", "down", N_("next field"), show=False),
        Binding("up", "up", N_("field before"), show=False),
        Binding("tab", "next_field", N_("next field"), show=False),
        Binding("shift+tab", "field_before", N_("field before"), show=False),
        Binding("enter", "submit", N_("do it"), show=False),
    ]
    DEFAULT_CSS = """
    Form { align: center bottom; }
    Form #box { width: 100%; max-width: 100; height: auto; max-height: 90%; background: $raised; padding: 0 1;
                margin-bottom: 1; }
    Form #rows { height: auto; scrollbar-size-vertical: 1; }
    Form .row { height: 1; }
    Form .row.-note { height: 8; }
    Form .row.-many { height: auto; }
    Form .name, Form .before { color: $quiet; }
    Form .hint { color: $quiet; max-width: 45%; height: 1; padding-left: 2; }
    Form .-wrong .name, Form .-wrong .hint { color: $late; text-style: bold; }
    Form Input { width: 1fr; height: 1; border: none; padding: 0; background: $field; }
    Form Input:focus { background: $cursor; color: $cursor-ink; }
    Form TextArea { height: 8; border: none; padding: 0; }
    Form #parts { height: auto; padding: 0; background: $raised; }
    Form #wrong { color: $late; text-style: bold; width: 1fr; height: auto; }
    Form #help { color: $quiet; height: 1; }
    """
    AUTO_FOCUS = ".asked"

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        parts: Sequence[Part] = (),
        *,
        do: Callable[[Mapping[str, Any]], Callable[[Any], Any]] | None = None,
        writes: bool = True,
        send: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__()
        self.title_text, self.parts = title, tuple(parts)
        self.fields = tuple(f for f in fields if f.kind != "hidden")
        self.kept = {f.name: f.value for f in fields if f.kind == "hidden"}
        self._do, self._writes, self._send = do, writes, send
        self._working = False
        self.source: tuple[Any, str, tuple[str, ...]] | None = None  # the page, the deed and the keys of its rows
        self.typed: Mapping[str, str] = {}  # what was typed before the line broke

    def compose(self) -> ComposeResult:
        words = self.app.words  # type: ignore[attr-defined]
        with Vertical(id="box"):
            yield Label(Content(visible(words(self.title_text))), markup=False, id="title")
            if self.parts:
                pane = Pane(words, self.parts, id="parts")
                pane.on = "raised"
                lines = lay_out(self.parts, min(self.app.size.width, 100) - 4, words)
                pane.styles.height = min(len(lines), max(3, self.app.size.height - len(self.fields) - 8))
                yield pane
            names = [visible(words(f.label)) + (" *" if f.required else "") for f in self.fields]
            self._wide = max(NAMES[0], min(NAMES[1], max(map(cell_len, names), default=0)))
            self.finds = Finds(words, id="finds")
            with FormRows(id="rows") as rows:
                rows.styles.max_height = max(4, self.app.size.height * 9 // 10 - AROUND)
                for field, name in zip(self.fields, names, strict=True):
                    with Horizontal(classes=f"row -{field.kind}"):
                        yield Label(Content("  " + fit(name, self._wide) + " "), markup=False, classes="name")
                        if field.before:
                            yield Label(Content(f"{visible(field.before)} > "), markup=False, classes="before")
                        yield self._widget(field, words)
                        yield Label(Content(visible(words(field.hint))), markup=False, classes="hint")
                yield self.finds
            yield Label(Content(), markup=False, id="wrong")
            yield Label(Content(words(HELP if self.fields else HELP_SURE)), markup=False, id="help")

    def _widget(self, field: Field, words: Any) -> Widget:
        name, field = f"f-{field.name.replace('.', '-')}", replace(field, value=self.typed.get(field.name, field.value))
        if field.kind == "choice":
            return Choice(field, words, id=name, classes="asked")
        if field.kind == "many":
            return Several(field, words, id=name, classes="asked")
        if field.kind == "note":
            area = Lines(field.value, id=name, classes="asked", compact=True, show_line_numbers=False, soft_wrap=True)
            area.cursor_blink = False
            return area
        box = Input(
            field.value,
            password=field.kind == "password",
            id=name,
            classes="asked",
            compact=True,
            select_on_focus=bool(field.value),
        )
        box.cursor_blink = False
        return box

    def on_mount(self) -> None:
        if not self.fields:
            self.set_focus(None)

    def box(self, field: Field) -> Any:
        """The widget of a field."""
        return self.query_one(f"#f-{field.name.replace('.', '-')}")

    def answers(self) -> dict[str, str]:
        """What was typed, and what was kept."""
        return self.kept | {f.name: self.box(f).given if f.kind == "note" else self.box(f).value for f in self.fields}

    def changed(self) -> dict[str, str]:
        """What was typed, as far as it differs from what the form began with."""
        answers = self.answers()
        return {f.name: answers[f.name] for f in self.fields if answers[f.name] != f.value and answers[f.name].strip()}

    # --- suggestions ---

    def _asking(self) -> Field | None:
        if not self.is_current:
            return None  # it was just left, and its fields are gone
        return next((f for f in self.fields if self.box(f) is self.focused), None)

    def on_input_changed(self, event: Input.Changed) -> None:
        field = self._asking()
        if field is None or field.find is None or event.input is not self.box(field):
            return
        find, text = field.find, _last(field, event.value)[1]
        self.app.ask(  # type: ignore[attr-defined]
            lambda actor: list(find(actor, text))[:PICK],
            lambda found: self._suggest(text, found),
            topic=(id(self), "find"),
        )

    def _suggest(self, text: str, found: list[tuple[str, str]]) -> None:
        field = self._asking()
        if field is None:
            return
        self.finds.put(found, text, self._wide + 1)
        self.query_one("#rows").move_child(self.finds, after=self.box(field).parent)

    def _take(self) -> None:
        """Complete the field with the suggestion that is chosen, or clear."""
        field = self._asking()
        if field is not None and field.find is not None:
            before, typed = _last(field, self.box(field).value)
            code = self.finds.chosen(typed)
            if code is not None:
                self.box(field).value = before + code
        self.finds.put(())

    def action_down(self) -> None:
        """To the next suggestion, where there are some; else to the next field."""
        if not self.finds.move(1):
            self.action_next_field()

    def action_up(self) -> None:
        if self.finds.at is None or not self.finds.move(-1):
            self.action_field_before()

    # --- going on ---

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()
        self.action_next()

    def action_next(self) -> None:
        """To the next field; from the last one on, do it."""
        boxes = [self.box(f) for f in self.fields]
        at = boxes.index(self.focused) if self.focused in boxes else len(boxes) - 1
        if at == len(boxes) - 1:
            self.action_submit()
        else:
            self.set_focus(boxes[at + 1])

    def action_next_field(self) -> None:
        self.finds.put(())
        self.focus_next(".asked")

    def action_field_before(self) -> None:
        self.finds.put(())
        self.focus_previous(".asked")

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_submit(self) -> None:
        """Do it, once the keys that were typed before have arrived in their field."""
        (self.focused or self).call_later(self._submit)

    def _submit(self) -> None:
        """Do it, unless something that must be there is missing."""
        if self._working or not self.is_current:
            return
        words: Any = self.app.words  # type: ignore[attr-defined]
        answers = self.answers()
        missing = [field for field in self.fields if field.required and not answers[field.name].strip()]
        if missing:
            self._show_wrong({field.name: words(MISSING).format(field=words(field.label)) for field in missing})
            self.complain(words(MISSING).format(field=words.listed(words(field.label) for field in missing)))
            return
        if self._do is None:
            self.dismiss(({},))
            return
        self._working = True
        app: Any = self.app
        send = self._send or (app.do if self._writes else app.ask)
        send(self._do(answers), self._finished, fail=self._refused)

    def _finished(self, result: Any) -> None:
        self._working = False
        self.dismiss(result)

    def _refused(self, error: Exception) -> None:
        self._working = False
        if isinstance(error, YdhError) and not isinstance(error, NotSignedIn):
            words: Any = self.app.words  # type: ignore[attr-defined]
            self.complain(worded(error, words))
            several = error.errors if isinstance(error, Many) else (error,)
            self._show_wrong({_named(each): worded(each, words) for each in reversed(several)})
        else:
            self.dismiss(None)
            self.app.failed(error)  # type: ignore[attr-defined]

    def _show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it, and go to the first of them."""
        words: Any = self.app.words  # type: ignore[attr-defined]
        told = {field.name: wrong.get(field.name) or wrong.get(field.label) for field in self.fields}
        for field in self.fields:
            row, why = self.box(field).parent, told[field.name]
            row.set_class(bool(why), "-wrong")
            row.query_one(".hint", Label).update(Content(visible(why or words(field.hint))))
            name = visible(words(field.label)) + (" *" if field.required else "")
            row.query_one(".name", Label).update(Content(("! " if why else "  ") + fit(name, self._wide) + " "))
        first = next((field for field in self.fields if told[field.name]), None)
        if first is not None:
            self.set_focus(self.box(first))

    def complain(self, text: str) -> None:
        """Say what is wrong; nothing that was typed goes away."""
        self.query_one("#wrong", Label).update(Content(visible(text) if "\n" not in text else text))


def _last(field: Field, typed: str) -> tuple[str, str]:
    """What stands before the code that is being typed, and that code: the last where there are several."""
    before = max(typed.rfind(mark) for mark in ",，、;；") + 1 if field.several else 0
    rest = typed[before:]
    code = rest.lstrip()
    return typed[:before] + rest[: len(rest) - len(code)], code


def _named(error: YdhError) -> str:
    """The field that an error names, by its name or by what it is called."""
    return str(error.data.get("field") or getattr(error.data.get("name"), "code", "") or "")
