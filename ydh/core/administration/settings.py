"""Looking at the company's settings and changing them; the workflow's switches have a use case of their own."""

from datetime import tzinfo
from typing import Any

from ydh.core.administration.views import SettingView
from ydh.core.audit.journal import Subject, changes
from ydh.core.company.actors import Actor, Who, changing, who
from ydh.core.company.settings import LANGUAGE, PRACTICE, PROPOSED, SETTINGS, settings
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Conflict, Invalid, NotFound
from ydh.core.values.text import clean, escaped
from ydh.core.values.words import N_, Label
from ydh.store.administration import accounts as store
from ydh.store.engine.database import Unit
from ydh.store.tables.fields import canonical
from ydh.store.tables.people import Setting

SETTING = Subject("setting", Setting)
WORKFLOW = "workflow."
WAITS = N_("{proposed} waits for a second person: it holds when somebody else sets the same")


def show_settings(actor: Actor) -> tuple[SettingView, ...]:
    """Every setting with what holds now. Raises NotAllowed."""

    def work(unit: Unit) -> tuple[SettingView, ...]:
        who(unit, actor).need(P.SYSTEM_CONFIGURE, P.AUDIT_VIEW)
        now = settings(unit)
        return tuple(
            SettingView(name, Label(kind.meaning, name), now[name], kind.default, kind.choices)
            for name, kind in SETTINGS.items()
        )

    return actor.company.read(work)


def change_setting(actor: Actor, name: str, text: str) -> SettingView:
    """Set one from what a person typed and give what holds now. S18.11

    What only two persons change waits, as `proposed`, until another one sets the same. Raises NotAllowed, NotFound,
    Invalid for a value that cannot be and for the workflow's switches, Conflict for a day that is in the books.
    """

    def work(unit: Unit) -> SettingView:
        changing(unit)
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        value = _read(name, text)
        kind = SETTINGS[name]
        if name == "books_open":
            _refuse_past(unit, value)
        holds = _stands(unit, name)
        if kind.by_two and holds not in (None, value) and not _seconded(unit, me, kind.by_two, value):
            return SettingView(name, Label(kind.meaning, name), holds, kind.default, kind.choices, value)
        _put(unit, me, name, value)
        if kind.by_two:
            _put(unit, me, kind.by_two, SETTINGS[kind.by_two].default)
        return SettingView(name, Label(kind.meaning, name), value, kind.default, kind.choices)

    return actor.company.write(work)


def _stands(unit: Unit, name: str) -> Any:
    row = store.LOCK_SETTING.row(unit, name=name)
    return SETTINGS[name].default if row is None else row[1]


def _seconded(unit: Unit, me: Who, proposed: str, value: Any) -> bool:
    """Whether somebody else proposed the value; else it is the actor's proposal now."""
    waits = _stands(unit, proposed)
    if waits and waits[0] == value:
        proposer = store.ACCOUNT.row(unit, login=waits[1])
        return not (proposer and me.is_same(proposer.id))
    _put(unit, me, proposed, [value, me.login])
    return False


def _put(unit: Unit, me: Who, name: str, value: Any) -> None:
    if _stands(unit, name) == value:
        return
    # what nobody chose yet has no row; two who choose at once make one and then wait for each other
    store.ADD_SETTING.run(unit, name=name, value=canonical(SETTINGS[name].default))
    row = store.LOCK_SETTING.row(unit, name=name)
    assert row is not None
    if row[1] != value:
        store.SET_SETTING.run(unit, id=row[0], value=canonical(value))
        SETTING.entry(unit, me, row[0], "set", name=name, changes=changes(unit, {name: row[1]}, {name: value}))


def _refuse_past(unit: Unit, day: str) -> None:
    """Raise Conflict when documents were brought in of that day or later: they would be no history any more."""
    found = [at for statement in store.NEWEST_HISTORY if (at := statement.one(unit)) is not None]
    last = max(found).astimezone(settings(unit).zone).date() if found else None
    if last is not None and day <= last.isoformat():
        raise Conflict("books-open-past", day=day, last=last)


def _read(name: str, text: str) -> Any:
    if name not in SETTINGS:
        changeable = ", ".join(known for known in SETTINGS if not known.startswith(WORKFLOW))
        raise NotFound("setting-unknown", name=escaped(name), names=changeable)
    if name.startswith(WORKFLOW):
        raise Invalid("setting-by-workflow", name=name)
    if name == PRACTICE:
        raise Invalid("setting-at-birth", name=name)
    if name == PROPOSED:
        raise Invalid("setting-by-two", name=name)
    text = clean(text, name, empty=name != "company_name")
    try:
        value = SETTINGS[name].read(text)
    except ValueError as error:
        raise Invalid("setting-form", name=name, value=escaped(text), example=SETTINGS[name].default) from error
    if name == "opinion_required":
        _check_steps(value)
    return value


def _check_steps(steps: list[str]) -> None:
    known = ORDER.codes_all()
    for step in steps:
        if step not in known:
            raise Invalid("step-unknown", step=escaped(step), steps=tuple(known))


def reader(actor: Actor) -> tuple[str, str, tzinfo]:
    """How the actor reads: the account's language, empty for none, the company's, and the zone of its clock.

    Raises NotSignedIn.
    """

    def work(unit: Unit) -> tuple[str, str, tzinfo]:
        account, now = store.ACCOUNT_BY_ID.row(unit, id=who(unit, actor).id), settings(unit)
        return account.language if account else "", str(now[LANGUAGE]), now.zone

    return actor.company.read(work)


def name_and_zone(actor: Actor) -> tuple[str, tzinfo]:
    """What the company is called and its clock's zone: whoever is signed in may know that. Raises NotSignedIn."""

    def work(unit: Unit) -> tuple[str, tzinfo]:
        who(unit, actor)
        now = settings(unit)
        return str(now["company_name"]), now.zone

    return actor.company.read(work)
