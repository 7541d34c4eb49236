"""What z takes back: the very last thing that was done at this terminal, on the screen where it was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ydh.core.values.outcomes import NO_WAY_BACK, Done, Held, NoUndo, Refused, Undo
from ydh.core.values.words import N_
from ydh.tui.lists.book import Deed
from ydh.tui.lists.threads import Work
from ydh.tui.lists.words import some_of
from ydh.tui.paint.parts import Plain, Say
from ydh.tui.paint.wording import worded

TAKE_BACK = N_("take back")
UNDONE, UNDONE_TO = N_("taken back: {what}"), N_("taken back: {what}; now {step}")
UNDONE_SOME = N_("taken back: {done}, refused: {refused}")
NOTHING = N_("nothing has been done here that z could take back")
ELSEWHERE = N_("the last thing was done on another screen, and is taken back there: {what}")
CANNOT = N_("{what}: this cannot be taken back: {why}")
AT_WORK = N_("still at work; once more when it is done")

_ANEW = NoUndo(N_("change it once more, to what it was"))
_MADE = NoUndo(N_("what was made is retired, removed or given up instead"))
_WRITTEN = NoUndo(N_("what was written down stays written"))
_ENDED = NoUndo(N_("what ended stays ended"))
_STOCK = NoUndo(N_("stock is corrected by another paper"))
_OTHER_WAY = NoUndo(N_("do the opposite"))
_PASSWORD = NoUndo(N_("the password from before is gone"))
_SENT = NoUndo(N_("withdraw it instead, while nobody has reviewed it"))
# Why a deed has no way back, by its name: whatever it is done to, its name says what is done.
WHY_NOT: Mapping[str, NoUndo] = {
    **dict.fromkeys(("edit", "rename", "roles", "language", "change", "care", "level", "owners", "limits"), _ANEW),
    **dict.fromkeys(("expiry", "rewrite", "main", "assign", "answer", "replace", "count", "overtake"), _ANEW),
    **dict.fromkeys(("add", "ready", "variant", "account", "token", "new_level", "make", "buy", "begin"), _MADE),
    **dict.fromkeys(("give_back", "free"), _MADE),
    **dict.fromkeys(("note", "track", "seal", "problem", "settle", "say_yes", "refused", "assess", "found"), _WRITTEN),
    **dict.fromkeys(("commit", "resume", "cancel", "received"), _WRITTEN),
    **dict.fromkeys(("void", "delete", "remove", "revoke", "release", "close"), _ENDED),
    **dict.fromkeys(("enter",), _ANEW),
    **dict.fromkeys(("receive", "transfer", "adjust", "loss", "in", "out", "confirm", "post"), _STOCK),
    **dict.fromkeys(("enable", "disable", "block", "unblock", "hold", "lift", "withdraw"), _OTHER_WAY),
    **dict.fromkeys(("submit", "send"), _SENT),
    **dict.fromkeys(("password", "reset-password"), _PASSWORD),
}


@dataclass(frozen=True)
class WayBack:
    """How an act is taken back: of documents by `acts`, else by `work`. `asks` is a question that comes first."""

    work: Work
    acts: tuple[Undo, ...] = ()
    asks: str = ""


@dataclass(frozen=True)
class LastAct:
    """What was done, in the reader's words, on which screen, and how it is taken back, or why not."""

    screen: Any
    what: str
    way: WayBack | NoUndo


def way_back(deed: Deed, value: Any) -> WayBack | NoUndo | None:
    """How what a deed gave is taken back, or why not; None when it did nothing, so that nothing is to be said of it."""
    outcomes = value if isinstance(value, list) and value and isinstance(value[0], (Done, Held, Refused)) else None
    done = [each for each in outcomes or () if isinstance(each, Done)]
    if outcomes and not done:
        return None
    if deed.undo is not None:
        work = deed.undo(value)
        return WayBack(work) if work else None
    acts = tuple(each.undo for each in done if isinstance(each.undo, Undo))
    if acts:
        return WayBack(_taking(acts), acts, next((it.asks for it in acts if it.asks), ""))
    why = done[0].undo if done else NO_WAY_BACK
    return why_not(deed) if why is NO_WAY_BACK or isinstance(why, Undo) else why


def why_not(deed: Deed) -> NoUndo:
    """Why a deed has no way back: by its name, else what was made is given up, and what was typed is typed anew."""
    return WHY_NOT.get(deed.name) or (_MADE if deed.alone else _ANEW if deed.asks else NO_WAY_BACK)


def _taking(acts: Sequence[Undo]) -> Work:
    def work(actor: Any) -> Any:
        from ydh.core.workflow import acting

        return acting.take_back(actor, acts)

    return work


def take_back(app: Any, screen: Any) -> None:
    """Take the last act back, where it was done on this screen and has a way back; ask first where it is worth it."""
    last: LastAct | None = app.last
    words = app.words
    if app.desk is None or app.read_only or last is None:
        app.say(words(NOTHING), wrong=True)
    elif app.desk.writing:
        app.say(words(AT_WORK), wrong=True)
    elif last.screen is not screen:
        app.say(words(ELSEWHERE).format(what=last.what), wrong=True)
    elif isinstance(last.way, NoUndo):
        app.say(words(CANNOT).format(what=last.what, why=words(last.way)), wrong=True)
    elif last.way.asks:
        _ask(app, last, last.way)
    else:
        app.last = None
        app.do(last.way.work, lambda result: _done(app, last, result), fail=lambda error: _failed(app, last, error))


def _ask(app: Any, last: LastAct, way: WayBack) -> None:
    from ydh.tui.lists.form import Form

    names = some_of([it.number for it in way.acts], app.words)
    form = Form(
        TAKE_BACK, (), (Say(way.asks, {"what": names}, "strong"),), do=lambda _: lambda actor: (way.work(actor),)
    )

    def answered(result: Any) -> None:
        if result is not None:
            app.last = None
            _done(app, last, result[0])

    app.push_screen(form, answered)


def _failed(app: Any, last: LastAct, error: Exception) -> None:
    """Nothing was taken back: it can be tried again."""
    app.last = last
    app.failed(error)


def _done(app: Any, last: LastAct, result: Any) -> None:
    """Say what was taken back, and what was not."""
    words = app.words
    outcomes = result if isinstance(result, list) else []
    refused = [each for each in outcomes if isinstance(each, (Refused, Held))]
    if not refused:
        app.say(_undone(words, last.what, outcomes))
        if len(outcomes) == 1 and hasattr(last.screen, "seek"):
            last.screen.seek(outcomes[0].number)  # what came back is what one goes on with
        return
    if len(outcomes) == 1:
        app.say(_why(words, refused[0]), wrong=True)
        return
    app.say(words(UNDONE_SOME).format(done=len(outcomes) - len(refused), refused=len(refused)), wrong=True)
    last.screen.show_outcomes([Plain(_why(words, each), "wrong") for each in refused])


def _why(words: Any, refused: Refused | Held) -> str:
    why = worded(refused.error, words)
    return why if refused.number in why else words.pair(refused.number, why)


def _undone(words: Any, what: str, outcomes: Sequence[Any]) -> str:
    from ydh.core.rules.workflows import flow_of, step_label

    if len(outcomes) == 1 and outcomes[0].step:
        step = words(str(step_label(outcomes[0].step, flow_of(outcomes[0].number))))
        return str(words(UNDONE_TO).format(what=what, step=step))
    return str(words(UNDONE).format(what=what))
