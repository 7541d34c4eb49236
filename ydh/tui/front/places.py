"""Every place that one can go to, as a table: its name, who may, and where it is written."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ydh.core.rules.permissions import P
from ydh.core.rules.workflows import flow_of
from ydh.core.values.words import N_
from ydh.tui.documents.kinds import ROWS, on_screen
from ydh.tui.lists.going import Go


@dataclass(frozen=True)
class Place:
    """A screen that can be opened by name. `where` is module:name of a Book or a Screen; `kind` whose place it is."""

    label: str
    where: str
    needs: tuple[P, ...] = ()
    kind: str = "staff"


PLACES: tuple[Place, ...] = (
    Place(N_("all orders"), "orders.orders:AllOrders", (P.ORDER_VIEW,)),
    Place(N_("held orders"), "front.queue:HeldOrders", (P.ORDER_VIEW,)),
    Place(N_("shipments"), "shipping.shipments:Shipments", (P.ORDER_VIEW,)),
    Place(N_("cases"), "cases.cases:Cases", (P.ORDER_VIEW,)),
    Place(N_("enter an order"), "orders.entry:entry", (P.ORDER_CREATE,)),
    Place(N_("all returns"), "returns.returns:AllReturns", (P.ORDER_VIEW,)),
    Place(N_("products"), "goods.goods:Products", (P.ORDER_VIEW,)),
    Place(N_("prices"), "goods.prices:Prices", (P.ORDER_VIEW,)),
    Place(N_("categories"), "goods.categories:Categories", (P.ORDER_VIEW,)),
    Place(N_("brands"), "goods.categories:Brands", (P.ORDER_VIEW,)),
    Place(N_("stock"), "stock.stock:Stock", (P.ORDER_VIEW,)),
    Place(N_("stock papers"), "stock.papers:Papers", (P.ORDER_VIEW,)),
    Place(N_("stocktakes"), "stock.stocktakes:Stocktakes", (P.ORDER_VIEW,)),
    Place(N_("lots"), "stock.lots:Lots", (P.ORDER_VIEW,)),
    Place(N_("what to buy"), "stock.papers:ToBuy", (P.ORDER_VIEW,)),
    Place(N_("warehouses"), "stock.warehouses:Warehouses", (P.ORDER_VIEW,)),
    Place(N_("picking"), "shipping.picks:PickQueue", (P.ORDER_OUTBOUND_REVIEW, P.ORDER_SHIP)),
    Place(N_("shortages"), "shipping.picks:Shortages", (P.ORDER_VIEW,)),
    Place(N_("customers"), "partners.customers:Customers", (P.ORDER_VIEW,)),
    Place(N_("price levels"), "partners.customers:Levels", (P.ORDER_VIEW, P.CUSTOMER_MANAGE)),
    Place(N_("suppliers"), "partners.suppliers:Suppliers", (P.PRODUCT_MANAGE, P.STOCK_ADJUST)),
    Place(N_("carriers"), "partners.carriers:Carriers", (P.ORDER_VIEW, P.SYSTEM_CONFIGURE)),
    Place(N_("reports"), "reports.reports:Reports", (P.REPORT_VIEW,)),
    Place(N_("imports"), "files.imports:Batches", (P.DATA_IMPORT, P.STOCK_ADJUST, P.ORDER_SHIP)),
    Place(N_("staff accounts"), "administration.people:Staff", (P.STAFF_MANAGE,)),
    Place(N_("roles and rights"), "administration.roles:RoleGrid", (P.STAFF_MANAGE, P.AUDIT_VIEW)),
    Place(N_("workflow steps"), "administration.workflow:Steps", (P.ORDER_VIEW,)),
    Place(N_("settings"), "administration.workflow:Settings", (P.SYSTEM_CONFIGURE,)),
    Place(N_("journal"), "audit.journal:Journal", (P.AUDIT_VIEW,)),
    Place(N_("examination"), "audit.doctor:examination", (P.SYSTEM_CONFIGURE, P.AUDIT_VIEW)),
    Place(N_("first steps"), "front.guide:Guide", (P.SYSTEM_CONFIGURE,)),
    Place(N_("order goods"), "orders.catalogue:catalogue", kind="customer"),
    Place(N_("my cart"), "orders.cart:cart", kind="customer"),
    Place(N_("my orders"), "orders.my_orders:MyOrders", kind="customer"),
    Place(N_("my returns"), "returns.returns:MyReturns", kind="customer"),
    Place(N_("my deliveries"), "shipping.shipments:MyShipments", kind="customer"),
    Place(N_("my complaints"), "cases.cases:MyCases", kind="customer"),
    Place(N_("my addresses"), "partners.customers:Addresses", kind="customer"),
    Place(N_("my item codes"), "partners.customers:OwnCodes", kind="customer"),
    Place(N_("news"), "front.my_news:news", kind="both"),
    Place(N_("how to begin"), "front.my_guide:my_guide", kind="both"),
    Place(N_("my tray"), "files.tray:Tray", kind="both"),
    Place(N_("my account"), "administration.account:MyAccount", kind="both"),
)


# where rooms send one to besides: as in PLACES, but made of what it is about
DOORS: Mapping[str, str] = {
    "roles": "administration.people:Roles",
    "tokens": "administration.people:Tokens",
    "addresses": "partners.customers:Addresses",
    "own_codes": "partners.customers:OwnCodes",
    "queue": "front.queue:queue_at",
    "orders": "orders.orders:AllOrders",
    "my_orders": "orders.my_orders:MyOrders",
    "edit_order": "orders.entry:edit_order",
    "customers": "partners.customers:Customers",
    "products": "goods.goods:Products",
    "shop": "orders.catalogue:catalogue_at",
    "papers": "stock.papers:Papers",
    "stocktakes": "stock.stocktakes:Stocktakes",
    "cases": "cases.cases:Cases",
    "my_cases": "cases.cases:MyCases",
}


def places_for(app: Any) -> list[Place]:
    """The places of the person who is signed in."""
    kind = app.me.kind if app.me else ""
    return [p for p in PLACES if p.kind in (kind, "both") and app.may(p.needs)]


def screen_at(app: Any, place: Place, filters: Mapping[str, Any] | None = None) -> Any:
    """The screen of a place; a list may be narrowed from the start."""
    found = _found(place.where)
    screen = _list(app, found, filters) if _is_book(found) else found(app)
    if screen is not None:
        screen.place = place.where
    return screen


def screen_named(app: Any, where: str, number: str) -> Any:
    """The screen of a document, or of the place or queue of that name; None where it is not for this person."""
    from ydh.tui.front.queue import queue_screen, queues_for

    if number:
        return on_screen(flow_of(number).name).screen(number)
    place = next((each for each in places_for(app) if each.where == where), None)
    if place is not None:
        return screen_at(app, place)
    queue = next((each for each in queues_for(app) if f"{each[0]}.{each[1]}" == where), None)
    return queue_screen(queue[0], queue[1]) if queue else None


def screen_of(app: Any, to: Go) -> Any:
    """The screen that a room sends one to."""
    if to.place in ROWS:
        return on_screen(to.place).screen(to.of)
    found = _found(DOORS[to.place])
    return _list(app, found, to.of) if _is_book(found) else found(app, to.of)


def _found(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(importlib.import_module(f"ydh.tui.{module}"), name)


def _is_book(found: Any) -> bool:
    from ydh.tui.lists.book import Book

    return isinstance(found, type) and issubclass(found, Book)


def _list(app: Any, book: Any, filters: Mapping[str, Any] | None = None) -> Any:
    from ydh.tui.lists.book import Query
    from ydh.tui.lists.listing import ListScreen
    from ydh.tui.lists.nouns import NounBook

    of = dict(filters or {})
    here = str(of.pop("here", ""))
    if issubclass(book, NounBook):
        whose = book.noun.parent
        made = book(app.desk.actor, of.pop(whose.code, "") if whose else "", of.pop("called", "") if whose else "")
    else:
        made = book()
    first = made.sorts[0][0] if made.sorts else ""
    return ListScreen(made, query=Query(filters=of, sort=first), here=here)


def opener(app: Any, place: Place) -> Callable[[], Any]:
    """What opens the place."""

    def go() -> None:
        screen = screen_at(app, place)
        if screen is not None:
            app.push_screen(screen)

    return go


def places_of(app: Any) -> list[tuple[str, Callable[[], Any]]]:
    """(marked label, how to open it) for the palette: the queues, every place, and what belongs to the app."""
    from ydh.tui.front.moving import visit
    from ydh.tui.front.queue import queue_screen, queues_for

    def to(place: str, make: Callable[[], Any]) -> Callable[[], None]:
        return lambda: visit(app, place, make)

    queues = [
        (label, to(f"{workflow}.{step}", partial(queue_screen, workflow, step)))
        for workflow, step, label in queues_for(app)
    ]
    places = [(place.label, to(place.where, partial(screen_at, app, place))) for place in places_for(app)]
    return [*queues, *places, *_of_the_app(app)]


def _of_the_app(app: Any) -> list[tuple[str, Callable[[], Any]]]:
    from ydh.tui.look import THEMES

    themes = [(label, lambda n=name: app.use_theme(n)) for name, (label, _) in THEMES.items()]
    return [
        *themes,
        ("English", lambda: app.speak("en")),
        ("中文", lambda: app.speak("zh_CN")),
        (N_("sign out"), app.sign_out),
        (N_("quit"), app.exit),
    ]
