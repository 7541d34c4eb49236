"""What staff do about customers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ydh.core.administration import accounts
from ydh.core.company.actors import Actor
from ydh.core.partners import customers
from ydh.core.partners.levels import add_level
from ydh.core.partners.views import CustomerView
from ydh.core.rules.orders import TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_
from ydh.tui.administration.password_sheet import LANGUAGE, password_sheet
from ydh.tui.lists.book import Answers, Deed, Field, Tell
from ydh.tui.lists.ways import ADDED, back, each_of, given, levels, named_list
from ydh.tui.paint.parts import Say
from ydh.tui.partners.addresses import MANAGE

TERMS = tuple((code, TERMS_NAMES[code]) for code in ("on_delivery", "monthly", "prepaid"))
NO_LEVEL = N_("none: list prices")
NAMES = ("level", "region", "terms", "contact", "phone", "address", "note")


def _fields(actor: Actor) -> tuple[Field, ...]:
    return (
        Field("name", N_("name"), required=True),
        Field("region", N_("region")),
        Field("level", N_("price level"), kind="choice", choices=levels(actor, NO_LEVEL)),
        Field("terms", N_("payment terms"), kind="choice", choices=TERMS),
        Field("contact", N_("contact"), hint=N_("whom to speak to")),
        Field("phone", N_("phone")),
        Field("address", N_("address")),
        Field("note", N_("note"), hint=N_("what the staff should know")),
    )


def _add_fields(actor: Actor, rows: Sequence[Any]) -> tuple[Field, ...]:
    return (Field("code", N_("code"), required=True), *_fields(actor))


def _add(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    code = customers.add(actor, answers["code"], answers["name"], **given(answers, *NAMES))
    return Say(ADDED, {"code": code})


def _edit_fields(actor: Actor, rows: Sequence[CustomerView]) -> tuple[Field, ...]:
    it = customers.show(actor, rows[0].code)
    seen = Field("seen", "", value=str(it.version), kind="hidden")
    return (seen, *(_filled(field, it) for field in _fields(actor)))


def _filled(field: Field, it: CustomerView) -> Field:
    value = getattr(it, field.name)
    kind = "note" if field.name == "note" and "\n" in value else field.kind  # one line would lose the others
    return replace(field, value=value, kind=kind)


def _edit(actor: Actor, rows: Sequence[CustomerView], answers: Answers) -> None:
    fields = {name: answers[name] for name in ("name", *NAMES)}
    customers.edit(actor, rows[0].code, seen=int(answers["seen"]), **fields)


def _level_fields(actor: Actor, rows: Sequence[CustomerView]) -> tuple[Field, ...]:
    now = rows[0].level
    return (Field("level", N_("price level"), value=now, kind="choice", choices=levels(actor, NO_LEVEL)),)


def _set_level(actor: Actor, code: str, answers: Answers) -> None:
    customers.edit(actor, code, level=answers["level"])


def _add_level(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    add_level(actor, answers["code"], answers["name"])
    return Say(ADDED, {"code": answers["code"]})


def _owner_fields(actor: Actor, rows: Sequence[CustomerView]) -> tuple[Field, ...]:
    now = ", ".join(customers.list_owners(actor, rows[0].code))
    return (Field("owners", N_("sign-in names"), value=now, hint=N_("several with commas between, empty for nobody")),)


def _set_owners(actor: Actor, rows: Sequence[CustomerView], answers: Answers) -> None:
    customers.set_owners(actor, rows[0].code, named_list(answers["owners"]))


def _addresses(app: Any, row: CustomerView) -> Any:
    from ydh.tui.lists.listing import ListScreen
    from ydh.tui.partners.addresses import Addresses

    return ListScreen(Addresses(row.code, f"{row.code} {row.name}"))


# --- its one account ---


def _account_fields(actor: Actor, rows: Sequence[CustomerView]) -> tuple[Field, ...]:
    login = rows[0].code.lower()
    return (Field("login", N_("sign-in name"), required=True, value=login), LANGUAGE)


def _open_account(actor: Actor, rows: Sequence[CustomerView], answers: Answers) -> Tell:
    code = rows[0].code
    made = accounts.add_customer_account(actor, code, answers["login"], language=answers["language"])
    return password_sheet(made)


def _reset(actor: Actor, rows: Sequence[CustomerView], answers: Answers) -> Tell:
    return password_sheet(accounts.reset_password(actor, rows[0].login))


DEEDS = (
    Deed("add", "a", N_("add a customer"), _add, _add_fields, needs=MANAGE, alone=True, main=True),
    Deed("edit", "E", N_("edit"), _edit, _edit_fields, needs=MANAGE, main=True, said=N_("{what} is changed")),
    Deed("addresses", "L", N_("addresses"), opens=_addresses, main=True),
    Deed(
        "account",
        "o",
        N_("open an account"),
        _open_account,
        _account_fields,
        needs=MANAGE,
        main=True,
        fits=lambda row: not row.login,
    ),
    Deed(
        "password",
        "P",
        N_("reset password"),
        _reset,
        confirm=N_("{what}: gets a new password; its sign-ins end"),
        needs=MANAGE,
        fits=lambda row: bool(row.login),
    ),
    Deed("level", "l", N_("set price level"), each_of(_set_level, "code"), _level_fields, needs=MANAGE, many=True),
    Deed(
        "new_level",
        "N",
        N_("add a price level"),
        _add_level,
        (Field("code", N_("code"), required=True), Field("name", N_("name"), required=True)),
        needs=MANAGE,
        alone=True,
    ),
    Deed("owners", "O", N_("whose customer"), _set_owners, _owner_fields, needs=MANAGE, said=N_("{what} is changed")),
    Deed(
        "assess",
        "c",
        N_("record as assessed"),
        each_of(lambda actor, code, _: customers.assess(actor, code), "code"),
        needs=(P.CUSTOMER_MANAGE, P.ORDER_FINANCE_REVIEW),
        many=True,
        fits=lambda row: not row.assessed,
    ),
    Deed(
        "retire",
        "t",
        N_("retire"),
        each_of(lambda actor, code, _: customers.retire(actor, code), "code"),
        undo=back(customers.restore),
        needs=MANAGE,
        many=True,
        fits=lambda row: bool(row.active),
    ),
    Deed(
        "restore",
        "T",
        N_("restore"),
        each_of(lambda actor, code, _: customers.restore(actor, code), "code"),
        undo=back(customers.retire),
        needs=MANAGE,
        many=True,
        fits=lambda row: not row.active,
    ),
)
