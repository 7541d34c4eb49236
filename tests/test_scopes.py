"""Everything that can be looked at, by everybody: it never breaks, and nobody meets what is outside his scope."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from inspect import getsource
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.apart import LIMITED, NOBODYS, PEOPLE, THERE, Apart, Names, opened
from tests.kit.orders import want
from tests.kit.use_cases import looks, use_cases
from ydh.core.company.actors import Actor
from ydh.core.orders.views import Want
from ydh.core.reports.reports import REPORTS
from ydh.core.rules.papers import OF_SHIPMENTS
from ydh.core.rules.workflows import WORKFLOWS
from ydh.core.values.errors import NotFound, YdhError
from ydh.core.values.outcomes import Page, Refused

Look = Callable[[str, Actor, Names], list[Any]]  # the use case's path, who looks, at whose documents
PLAIN: set[Look] = set()  # looks that name nobody's documents: one of each is enough


def each(field: str, *more: Any, **given: Any) -> tuple[Look, ...]:
    """A look at all that Names has in a field."""
    return (lambda path, who, names: [tried(path, who, name, *more, **given) for name in named(names, field)],)


def named(names: Names, field: str) -> tuple[str, ...]:
    found: str | tuple[str, ...] = getattr(names, field)
    return (found,) if isinstance(found, str) else found


def plain(*ways: dict[str, Any]) -> tuple[Look, ...]:
    """Looks that name nobody's documents."""

    def look(path: str, who: Actor, names: Names) -> list[Any]:
        return [tried(path, who, **way) for way in ways or ({},)]

    PLAIN.add(look)
    return (look,)


def of_customer(*more: Any, **given: Any) -> tuple[Look, ...]:
    """A look at what is a customer's."""
    return (lambda path, who, names: [tried(path, who, *more, customer=names.code, **given)],)


def tried(path: str, who: Actor, *given: Any, **more: Any) -> Any:
    """What somebody sees, or the error that he is shown. Anything else is a fault and passes."""
    try:
        return use_cases()[path](who, *given, **more)
    except YdhError as error:
        return error


def printed(found: Any) -> list[Any]:
    """Papers, and why there are none: what was refused has the number that was asked for."""
    return [it.error if isinstance(it, Refused) else it for it in found] if isinstance(found, list) else [found]


ITEMS = ("T1", "T2", "T4", "T6", "NONE")
LOOKS: dict[str, tuple[Look, ...]] = {
    "administration.account_looking.list_accounts": plain({}, {"text": "c2"}, {"kind": "customer"}, {"kind": "staff"}),
    "administration.account_looking.show": plain(
        {}, {"login": "c1"}, {"login": "c2"}, {"login": "boss"}, {"login": "no"}
    ),
    "administration.account_looking.duties": plain(),
    "administration.roles.list_roles": plain(),
    "administration.settings.show_settings": plain(),
    "administration.settings.name_and_zone": plain(),
    "administration.settings.reader": plain(),
    "administration.signin.whoami": plain(),
    "company.settings.today": plain(),
    "administration.signin.sign_ins": plain(),
    "administration.signin.list_tokens": plain({}, {"login": "c2"}),
    "audit.doctor.examine": plain({"deep": True}),
    "audit.entries.entries": (
        *plain({}, {"kind": "customer"}, {"kind": "sku"}, {"action": "submit"}, {"by": "c2"}),
        lambda path, who, names: [
            tried(path, who, document=name, kind=kind)
            for kind, field in (("order", "orders"), ("return", "returns"), ("customer", "code"), ("case", "cases"))
            for name in named(names, field)
        ],
    ),
    "audit.leaving.allow": plain({"whole": True, "to_file": True}),
    "audit.proof.verify": plain(),
    "audit.proof.seals": plain(),
    "cases.cases.list_cases": (*plain({}, {"is_open": None}), *of_customer()),
    "cases.cases.show": each("cases"),
    "files.importing.batches.batches": plain(),
    "files.importing.batches.importable": plain(),
    "files.importing.batches.batch_orders": plain({"number": 1}),
    "files.papers.papers": tuple(
        lambda path, who, names, kind=kind, field=field: printed(tried(path, who, kind, named(names, field)))
        for field, kinds in (
            ("orders", (*OF_SHIPMENTS, "order")),
            ("shipments", OF_SHIPMENTS),
            ("returns", ("return",)),
        )
        for kind in kinds
    ),
    "files.papers.printers": plain({"kind": "note"}),
    "files.papers.printer": plain({"kind": "note", "name": "front"}),
    "goods.catalogue.search": (
        *plain({}, {"text": "T"}, {"listed": None}),
        *of_customer(),
    ),
    "goods.catalogue.for_buyer": (
        *plain({}, {"only_bought": True}),
        *of_customer(only_bought=True),
    ),
    "goods.catalogue.show_sku": (
        *plain(*({"code": code} for code in ITEMS)),
        *of_customer("T2"),
    ),
    "goods.catalogue.show_product": (
        *plain(*({"code": code} for code in ITEMS)),
        *of_customer("T2"),
    ),
    "goods.catalogue.brands": plain(),
    "goods.catalogue.categories": plain(),
    "goods.keeping.keeping_of": plain(*({"code": code} for code in ITEMS)),
    "goods.own_codes.own_codes": (*plain(), *of_customer()),
    "goods.prices.agreed_prices": plain(*({"sku": code} for code in ITEMS)),
    "orders.cart.show": (*plain(), *of_customer()),
    "orders.course.of_customer": (
        *each("orders", datetime(2999, 1, 1, tzinfo=UTC)),
        *each("orders", datetime(2000, 1, 1, tzinfo=UTC)),
    ),
    "orders.edit_preview.rework": each("orders"),
    "stock.scanned.read": plain(*({"code": code} for code in ITEMS)),
    "stock.stocktake.how_many": plain(),
    "stock.stocktake.shelves": plain({"text": ""}),
    "returns.lots_back.went": each("returns"),
    "orders.release_sheet.sheet": each("orders"),
    "orders.looking.page": (
        *plain({}, {"text": "绍兴"}, {"assigned": "me"}, {"only_open": True}),
        *plain(*({"step": step} for step in WORKFLOWS["order"].codes_all())),
        *of_customer(),
    ),
    "orders.looking.show": (*each("orders"), *each("shipments")),
    "orders.pasting.put": (
        *plain({"text": "T1 2"}),
        *of_customer("T1 2"),
    ),
    "orders.pasting.there_already": (*plain({"text": "T1 2"}), *of_customer("T1 2")),
    "orders.pasting.check": (
        lambda path, who, names: [tried(path, who, [want("T1", 1), Want("NONE", Decimal(1))])],
        lambda path, who, names: [tried(path, who, [want("T1", 1)], customer=names.code)],
    ),
    "orders.sending.suggested": (
        *each("orders"),
        *each("shipments"),
    ),
    "orders.shortages.of_order": each("orders"),
    "orders.shortages.across": plain({}, {"limit": 1}),
    "orders.shortages.waiting_for": plain(*({"sku": code} for code in ITEMS)),
    "partners.addresses.list_addresses": (
        *plain(),
        *of_customer(),
    ),
    "partners.carriers.list_carriers": plain(),
    "partners.customers.list_customers": plain(
        {}, {"text": "C2"}, {"region": THERE}, {"level": "regular"}, {"active": None}
    ),
    "partners.customers.show": (*plain(), *each("code")),
    "partners.customers.list_owners": each("code"),
    "partners.levels.list_levels": plain(),
    "partners.suppliers.list_suppliers": plain({}, {"active": None}),
    "reports.comparing.compare": plain(
        *({"name": name, "first": date(2000, 1, 1), "last": date(2999, 12, 31)} for name in REPORTS)
    ),
    "reports.reports.run": plain(*({"name": name} for name in REPORTS)),
    "returns.looking.page": (
        *plain({}, {"step": "review"}, {"kind": "exchange"}),
        *of_customer(),
    ),
    "returns.looking.show": each("returns"),
    "returns.looking.returnable": each("orders"),
    "shipping.pick_ends.other_lots": each("shipments", 1),
    "shipping.pick_looking.queue": plain({}, {"state": "ready"}, {"limit": 1}),
    "shipping.pick_looking.show": each("shipments"),
    "shipping.shipments.list_shipments": (
        *plain({}, {"step": "ship"}, {"overdue": True}, {"text": "绍兴"}),
        *of_customer(),
    ),
    "shipping.shipments.show": each("shipments"),
    "shipping.shipments.paper": (
        *each("shipments"),
        *each("shipments", kind="packing"),
    ),
    "stock.item_looking.show_stock": plain(*({"sku": code} for code in ITEMS)),
    "stock.limits.warnings": plain(),
    "stock.limits.suggestions": plain(),
    "stock.looking.levels": plain({}, {"text": "T"}, {"short": True}, {"outside": True}),
    "stock.looking.levels_of": plain(*({"sku": code} for code in ITEMS)),
    "stock.looking.moves": plain(*({"sku": code} for code in ITEMS)),
    "stock.lot_looking.lots": plain({}, {"within": 60}, {"kind": "blocked"}),
    "stock.lot_looking.trace": plain({"code": "L-01"}, {"code": "none"}),
    "stock.paper_looking.papers": plain({}, {"state": "waiting"}),
    "stock.paper_looking.paper": plain({"number": "DH-P-1"}),
    "stock.warehouses.list_warehouses": plain({}, {"retired": True}),
    "workflow.assigning.colleagues": plain({}, {"text": "zh"}),
    "workflow.explaining.explain": (
        *each("orders"),
        *each("shipments"),
        *each("returns"),
        *each("orders", account="zhou"),
    ),
    "workflow.explaining.asks": plain(
        *(
            {"workflow": flow.name, "step": s.code, "action": "approve"}
            for flow in WORKFLOWS.values()
            for s in flow.steps
        ),
    ),
    "workflow.history.history": (
        *each("orders"),
        *each("returns"),
    ),
    "workflow.news.latest": plain(),
    "workflow.queues.queue": (
        *plain(
            *({"workflow": flow.name, "step": s.code} for flow in WORKFLOWS.values() for s in flow.steps),
            {"workflow": "order", "step": "review", "text": "绍兴", "sort": "amount"},
        ),
        *of_customer("order", "review"),
    ),
    "workflow.holds.liftable": each("orders"),
    "workflow.queues.held_orders": plain({}, {"liftable": True}),
    "workflow.queues.day": plain(),
    "workflow.queues.step_before": plain(
        *({"workflow": flow.name, "step": step.code} for flow in WORKFLOWS.values() for step in flow.steps)
    ),
    "workflow.queues.per_day": plain({"until": datetime(2026, 11, 30, tzinfo=UTC)}),
    "workflow.explaining.way": plain({"workflow": "order"}),
    "administration.account_looking.own_services": plain(),
    "workflow.switching.show": plain({}, {"workflow": "return"}),
    "workflow.switching.plan": plain({"workflow": "order", "step": "finance"}),
    # looks that open their unit of work elsewhere
    "administration.role_changes.own_role": plain({"code": "taster"}),
    "administration.role_changes.if_toggled": plain({"code": "taster", "permission": "order.review"}),
    "administration.role_changes.if_given": plain({"login": "zhou", "codes": ["taster"]}, {"login": "c2", "codes": []}),
    "administration.roles.show": plain({"code": "taster"}),
    "partners.carriers.find": plain({"text": "s"}),
    "workflow.explaining.filled_in": (
        lambda path, who, names: [
            tried(path, who, "order", "ship", name) for name in (*names.orders, *names.shipments)
        ],
    ),
}
# they read, and what they do is no look: they check a file, a password or the clock's work
OTHERS = frozenset(
    {
        "administration.accounts.set_password",
        "audit.leaving.leave",
        "audit.proof.seal",
        "files.importing.checking.check",
        "files.importing.importing.discard",
        "files.importing.lacking.lacking",
        "files.importing.importing.resume",
        "workflow.clock.run",
    }
)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """One for all tests, which only look at it; on each kind of database in turn."""
    if request.param == "sqlite":
        with opened(servers.Sqlite(tmp_path_factory.mktemp("scopes"))) as it:
            yield it
        return
    databases = servers.Postgres(request.getfixturevalue("postgres_server"))
    with opened(databases) as it:
        yield it
    databases.drop_mine()


Answer = tuple[str, Names, list[Any]]  # to the look at a path, at whose documents
ANSWERS: dict[tuple[Any, ...], list[Answer]] = {}


def answers(company: Apart, person: str) -> list[Answer]:
    """What somebody sees with every look at his own, at others' and at nobody's documents; he looks once."""
    which = (company.furnished.boss.company.store.url, person)
    if which not in ANSWERS:
        who = company.people[person]
        ANSWERS[which] = [
            (path, names, look(path, who, names))
            for path, ways in LOOKS.items()
            for look in ways
            for names in ((company.own,) if look in PLAIN else (company.own, company.other, NOBODYS))
        ]
    return ANSWERS[which]


def test_every_look_that_there_is_is_tried() -> None:
    known = use_cases()
    assert {path for path, it in known.items() if looks(it)} - LOOKS.keys() - OTHERS == set()
    assert (LOOKS.keys() | OTHERS) - known.keys() == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_look_answers_everybody(company: Apart, person: str) -> None:
    # S18.5
    assert {path for path, _, _ in answers(company, person)} == LOOKS.keys()


# pages of screens alone, which count nothing
UNCOUNTED = {"goods.catalogue.for_buyer", "workflow.queues.queue", "workflow.queues.held_orders"}


@pytest.mark.parametrize("person", PEOPLE)
def test_a_list_counts_what_it_has(company: Apart, person: str) -> None:
    counted = set()
    for path, names, seen in answers(company, person):
        for page in (it for it in seen if isinstance(it, Page) and names is company.own):
            if page.total and not page.next:
                assert page.total() == len(page.rows), path
            if page.total or page.next:
                counted.add(path)
    assert counted & UNCOUNTED == set()
    if person == "all":
        assert {path for path, it in use_cases().items() if "-> Page[" in getsource(it)} - UNCOUNTED == counted


@pytest.mark.parametrize("person", ["all", "clock", "region", "own", "customer"])
def test_everybody_meets_what_is_inside_his_scope(company: Apart, person: str) -> None:
    # S18.5 S15.3
    who = company.people[person]
    whose = [company.own, company.other] if person in ("all", "clock") else [company.own]
    shows = {"orders.looking": "orders", "shipping.shipments": "shipments", "returns.looking": "returns"}
    if person != "clock":  # which passes steps and reads no complaints
        shows["cases.cases"] = "cases"
    for room, field in shows.items():
        for names in whose:
            seen = {name: tried(f"{room}.show", who, name) for name in named(names, field)}
            assert [name for name, view in seen.items() if isinstance(view, YdhError)] == []
    listed = repr([tried("orders.looking.page", who), tried("orders.looking.page", who, step="review")])
    assert [number for names in whose for number in names.orders if number not in listed] == []


@pytest.mark.parametrize("person", LIMITED)
def test_nobody_meets_what_is_outside_his_scope(company: Apart, person: str) -> None:
    # S18.5 S15.3 S07.21
    met = set()
    for path, names, seen in answers(company, person):
        if names is not NOBODYS:
            shown = [repr(it) for it in seen if not isinstance(it, NotFound)]
            met |= {(path, word) for word in company.met(person, "".join(shown))}
    assert sorted(met) == []
