"""Looking at the company's settings and changing them; the workflow's switches have a use case of their own."""

from datetime import tzinfo
from typing import Any

from ydh.core.administration.views import SettingView
from ydh.core.audit.journal import Subject, changes
from ydh.core.company.actors import Actor, changing, who
from ydh.core.company.settings import PRACTICE, SETTINGS, settings
from ydh.core.rules.orders import ORDER
from ydh.core.rules.permissions import P
from ydh.core.values.errors import Invalid, NotFound
from ydh.core.values.text import clean, escaped
from ydh.core.values.words import Label
from ydh.store.administration import accounts as store
from ydh.store.engine.database import Unit
from ydh.store.tables.fields import canonical
from ydh.store.tables.people import Setting

SETTING = Subject("setting", Setting)
WORKFLOW = "workflow."


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

    Raises NotAllowed, NotFound, Invalid for a value that cannot be and for the workflow's switches.
    """

    def work(unit: Unit) -> SettingView:
        changing(unit)
        me = who(unit, actor)
        me.need(P.SYSTEM_CONFIGURE)
        value = _read(name, text)
        kind = SETTINGS[name]
        # what nobody chose yet has no row; two who choose at once make one and then wait for each other
        store.ADD_SETTING.run(unit, name=name, value=canonical(kind.default))
        row = store.LOCK_SETTING.row(unit, name=name)
        assert row is not None
        if row[1] != value:
            store.SET_SETTING.run(unit, id=row[0], value=canonical(value))
            SETTING.entry(unit, me, row[0], "set", name=name, changes=changes(unit, {name: row[1]}, {name: value}))
        return SettingView(name, Label(kind.meaning, name), value, kind.default, kind.choices)

    return actor.company.write(work)


def _read(name: str, text: str) -> Any:
    if name not in SETTINGS:
        changeable = ", ".join(known for known in SETTINGS if not known.startswith(WORKFLOW))
        raise NotFound("setting-unknown", name=escaped(name), names=changeable)
    if name.startswith(WORKFLOW):
        raise Invalid("setting-by-workflow", name=name)
    if name == PRACTICE:
        raise Invalid("setting-at-birth", name=name)
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
            raise Invalid("step-unknown", step=escaped(step), steps=", ".join(known))


def reader(actor: Actor) -> tuple[str, tzinfo]:
    """How the actor reads: the account's language, empty for none, and the zone of the company's clock.

    Raises NotSignedIn.
    """

    def work(unit: Unit) -> tuple[str, tzinfo]:
        account = store.ACCOUNT_BY_ID.row(unit, id=who(unit, actor).id)
        return account.language if account else "", settings(unit).zone

    return actor.company.read(work)


def name_and_zone(actor: Actor) -> tuple[str, tzinfo]:
    """What the company is called and its clock's zone: whoever is signed in may know that. Raises NotSignedIn."""

    def work(unit: Unit) -> tuple[str, tzinfo]:
        who(unit, actor)
        now = settings(unit)
        return str(now["company_name"]), now.zone

    return actor.company.read(work)
