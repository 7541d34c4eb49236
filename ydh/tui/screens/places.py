"""Every place that one can go to, as a table: its name, who may, and where it is written."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ydh.core.permissions import P
from ydh.core.words import N_


@dataclass(frozen=True)
class Place:
    """A screen that can be opened by name. `where` is module:name of a Book or a Screen; `kind` whose place it is."""

    label: str
    where: str
    needs: tuple[P, ...] = ()
    kind: str = "staff"


PLACES: tuple[Place, ...] = (
    Place(N_("all orders"), "orders:AllOrders", (P.ORDER_VIEW,)),
    Place(N_("held orders"), "queue:HeldOrders", (P.ORDER_VIEW,)),
    Place(N_("enter an order"), "entry:entry", (P.ORDER_CREATE,)),
    Place(N_("all returns"), "returns:AllReturns", (P.ORDER_VIEW,)),
    Place(N_("products"), "goods:Products", (P.ORDER_VIEW,)),
    Place(N_("stock"), "stock:Stock", (P.ORDER_VIEW,)),
    Place(N_("stock papers"), "papers:Papers", (P.ORDER_VIEW,)),
    Place(N_("stocktakes"), "stocktakes:Stocktakes", (P.ORDER_VIEW,)),
    Place(N_("lots"), "lots:Lots", (P.ORDER_VIEW,)),
    Place(N_("what to buy"), "papers:ToBuy", (P.ORDER_VIEW,)),
    Place(N_("warehouses"), "warehouses:Warehouses", (P.ORDER_VIEW,)),
    Place(N_("customers"), "customers:Customers", (P.ORDER_VIEW,)),
    Place(N_("reports"), "reports:Reports", (P.REPORT_VIEW,)),
    Place(N_("imports"), "imports:Batches", (P.DATA_IMPORT, P.STOCK_ADJUST)),
    Place(N_("staff accounts"), "people:Staff", (P.STAFF_MANAGE,)),
    Place(N_("roles and rights"), "roles:RoleGrid", (P.STAFF_MANAGE, P.AUDIT_VIEW)),
    Place(N_("workflow steps"), "workflow:Steps", (P.ORDER_VIEW,)),
    Place(N_("settings"), "workflow:Settings", (P.SYSTEM_CONFIGURE,)),
    Place(N_("journal"), "journal:Journal", (P.AUDIT_VIEW,)),
    Place(N_("first steps"), "guide:Guide", (P.SYSTEM_CONFIGURE,)),
    Place(N_("order goods"), "catalogue:catalogue", kind="customer"),
    Place(N_("my cart"), "cart:cart", kind="customer"),
    Place(N_("my orders"), "my_orders:MyOrders", kind="customer"),
    Place(N_("my returns"), "returns:MyReturns", kind="customer"),
    Place(N_("my addresses"), "customers:Addresses", kind="customer"),
    Place(N_("news"), "news:NewsBook", kind="both"),
    Place(N_("my account"), "account:MyAccount", kind="both"),
)


def places_for(app: Any) -> list[Place]:
    """The places of the person who is signed in."""
    kind = app.me.kind if app.me else ""
    return [p for p in PLACES if p.kind in (kind, "both") and app.may(p.needs)]


def screen_at(app: Any, place: Place) -> Any:
    """The screen of a place."""
    from ydh.tui.book import Book
    from ydh.tui.listing import ListScreen

    module, _, name = place.where.partition(":")
    found = getattr(importlib.import_module(f"ydh.tui.screens.{module}"), name)
    if isinstance(found, type) and issubclass(found, Book):
        return ListScreen(found())
    return found(app)


def opener(app: Any, place: Place) -> Callable[[], Any]:
    """What opens the place."""

    def go() -> None:
        screen = screen_at(app, place)
        if screen is not None:
            app.push_screen(screen)

    return go


def places_of(app: Any) -> list[tuple[str, Callable[[], Any]]]:
    """(marked label, how to open it) for the palette: the queues, every place, and what belongs to the app."""
    from ydh.tui.screens.queue import queue_screen, queues_for

    queues = [
        (label, lambda w=workflow, s=step: app.push_screen(queue_screen(w, s)))
        for workflow, step, label in queues_for(app)
    ]
    return [*queues, *((p.label, opener(app, p)) for p in places_for(app)), *_of_the_app(app)]


def _of_the_app(app: Any) -> list[tuple[str, Callable[[], Any]]]:
    from ydh.tui.themes import THEMES

    themes = [(label, lambda n=name: app.use_theme(n)) for name, (label, _) in THEMES.items()]
    return [
        *themes,
        ("English", lambda: app.speak("en")),
        ("中文", lambda: app.speak("zh_CN")),
        (N_("sign out"), app.sign_out),
        (N_("quit"), app.exit),
    ]
