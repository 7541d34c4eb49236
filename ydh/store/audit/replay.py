"""What stands in the books of each kind of subject, for the replay of the journal: pages by the subjects' ids.

Every statement has the slots `first` and `last`, ids of subjects; its first column is a subject's id. Values come as
the database has them: money in cents, prices in hundredths of a cent, quantities in thousandths, times in
microseconds. Accounts are ids, other rows that a subject points at have their public names.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from peewee import JOIN, SQL

from ydh.store.engine.database import Unit
from ydh.store.engine.prepared import Members, Row, Statement, slot
from ydh.store.tables.batches import Batch
from ydh.store.tables.goods import (
    Category,
    CodeConflict,
    CustomerPrice,
    ItemCode,
    LevelPrice,
    Lot,
    Product,
    Sku,
    Stock,
    StockPaper,
    StockPaperLine,
    Warehouse,
)
from ydh.store.tables.items import KEPT
from ydh.store.tables.log import Personal
from ydh.store.tables.orders import (
    Carrier,
    Case,
    Hold,
    Note,
    Order,
    OrderLine,
    Shipment,
    ShipmentEvent,
    ShipmentLine,
)
from ydh.store.tables.people import (
    Account,
    AccountRegion,
    AccountRole,
    Address,
    Customer,
    CustomerOwner,
    Level,
    Role,
    RolePermission,
    Setting,
    Supplier,
    Token,
)
from ydh.store.tables.returns import Payment, Return, ReturnLine

PAGE = 500


class Part(NamedTuple):
    """Rows that belong to a subject: its id, what such a row is called, then what `names` says of it."""

    names: tuple[str, ...]
    statement: Statement


class Books(NamedTuple):
    """What stands of a kind of subject: its own rows (id, then `names`), and the rows that belong to it."""

    names: tuple[str, ...]
    statement: Statement
    parts: Mapping[str, Part]


_To = tuple[Any, Any, Any]  # a column, the table that it points at, what is shown of it


def _joined(query: Any, model: Any, others: Mapping[str, _To]) -> Any:
    for column, known, _ in others.values():
        query = query.join_from(model, known, JOIN.LEFT_OUTER, on=(known.id == column))
    return query


def _paged(query: Any, key: Any, *order: Any) -> Statement:
    here = (key >= slot(key, "first")) & (key <= slot(key, "last"))
    return Statement(query.where(here).order_by(key, *order), raw=True)


def _part(model: Any, owner: Any, called: Any, names: str = "", where: Any = None, **others: _To) -> Part:
    """`called` is a column, or as one of `others` what another column points at."""
    name = called[2] if isinstance(called, tuple) else called
    joins = {**others, **({"": called} if isinstance(called, tuple) else {})}
    columns = [getattr(model, it) for it in names.split()] + [shown for _, _, shown in others.values()]
    query = _joined(model.select(owner, name, *columns), model, joins)
    return Part((*names.split(), *others), _paged(query if where is None else query.where(where), owner, name))


def _books(model: Any, names: str, /, parts: Mapping[str, Part] | None = None, **others: _To) -> Books:
    columns = [getattr(model, it) for it in names.split()] + [shown for _, _, shown in others.values()]
    query = _joined(model.select(model.id, *columns), model, others)
    return Books((*names.split(), *others), _paged(query, model.id), parts or {})


def _house(column: Any) -> _To:
    return (column, Warehouse, Warehouse.code)


def _buyer(column: Any) -> _To:
    return (column, Customer, Customer.code)


def _item(column: Any) -> _To:
    return (column, Sku, Sku.code)


_OWNER = Account.alias("owner")
_TO_HOUSE = Warehouse.alias("to_house")


def _codes(kind: str, names: str, called: Callable[[Any], Any]) -> Part:
    """An item's codes of a kind, those that were put aside as well; `called` names one of a table's rows."""
    first, *further = (
        model.select(model.sku, called(model), *(getattr(model, it) for it in names.split()))
        .join(Customer, JOIN.LEFT_OUTER, on=(Customer.id == model.customer))
        .where((model.kind == kind) & (model.sku >= slot(model.sku, "first")) & (model.sku <= slot(model.sku, "last")))
        for model in (ItemCode, CodeConflict)
    )
    return Part(tuple(names.split()), Statement(first.union_all(*further).order_by(SQL("1"), SQL("2")), raw=True))


BOOKS: Mapping[str, Books] = {
    "account": _books(
        Account,
        "login name password os_user language theme scope active failures locked_until created_at",
        {
            "roles": _part(AccountRole, AccountRole.account, (AccountRole.role, Role, Role.code)),
            "regions": _part(AccountRegion, AccountRegion.account, AccountRegion.region),
            "tokens": _part(Token, Token.account, Token.digest, "name created_at expires_at revoked_at"),
        },
        customer=_buyer(Account.customer),
        owner=(Account.owner, _OWNER, _OWNER.login),
    ),
    "batch": _books(Batch, "kind name digest state good bad account at"),
    "carrier": _books(Carrier, "code fold name kind contract_number contract_until phone tracking_url active"),
    "case": _books(
        Case,
        "number position kind quantity text opened_by opened_at outcome answer reference closed_by closed_at",
        order=(Case.order, Order, Order.number),
        shipment=(Case.shipment, Shipment, Shipment.number),
    ),
    "customer": _books(
        Customer,
        "code fold name initials sort region terms contact phone address note assessed active created_at",
        {
            "owners": _part(CustomerOwner, CustomerOwner.customer, (CustomerOwner.account, Account, Account.login)),
            "addresses": _part(Address, Address.customer, Address.label, "contact phone address"),
        },
        level=(Customer.level, Level, Level.code),
    ),
    "lot": _books(Lot, "code fold expires blocked created_at", sku=_item(Lot.sku)),
    "order": _books(
        Order,
        "number step step_since revision arrival urgent channel account assigned batch ref created_at submitted_at"
        " business_date freight total contact phone address region terms requested_date promised_date project"
        " contract_number contract_date customer_po when_short customer_name",
        {
            "lines": _part(
                OrderLine,
                OrderLine.order,
                OrderLine.position,
                f"quantity list_price price discount given note closed released shipped received {' '.join(KEPT)}",
                sku=_item(OrderLine.sku),
            ),
            "holds": _part(Hold, Hold.order, Hold.id, "kind reason opened_by opened_at lifted_by lifted_at answer"),
            "shipments": _part(
                Shipment,
                Shipment.order,
                Shipment.number,
                "step step_since carrier tracking created_at shipped_at received_at parcels weight cod expected_date"
                " agreed_date agreed_time agreed_place remark delivered_at rating rating_text picker picked_at checker"
                " checked_at warehouse business_date",
            ),
            "notes": _part(Note, Note.order, Note.id, "position kind shared text with_whom how result account at"),
        },
        customer=_buyer(Order.customer),
        batch_state=(Order.batch, Batch, Batch.state),
    ),
    "payment": _books(
        Payment,
        "number kind state amount method reference account at business_date customer",
        return_=(Payment.return_doc, Return, Return.number),
    ),
    "price_level": _books(Level, "code name priority"),
    "product": _books(
        Product,
        "code fold name brand initials sort service lots backorder handling keep_days return_days guarantee",
        category=(Product.category, Category, Category.name),
    ),
    "return": _books(
        Return,
        "number ref kind step step_since revision arrival urgent account assigned region reason text created_at"
        " submitted_at business_date total refund warehouse return_address carrier tracking dispatched_at received_at"
        " closed_at replacement batch customer customer_name",
        {
            "lines": _part(
                ReturnLine,
                ReturnLine.return_doc,
                ReturnLine.position,
                "quantity claimed allowed sent came restocked scrapped repair refunded price discount amount lot reason"
                f" note swap {' '.join(KEPT)}",
                sku=_item(ReturnLine.sku),
                of=(ReturnLine.line, OrderLine, OrderLine.position),
            )
        },
        order=(Return.order, Order, Order.number),
        batch_state=(Return.batch, Batch, Batch.state),
    ),
    "role": _books(
        Role,
        "code name builtin",
        {"permissions": _part(RolePermission, RolePermission.role, RolePermission.permission)},
    ),
    "setting": _books(Setting, "name value"),
    "sku": _books(
        Sku,
        "code fold attributes barcode unit pack_size pack_unit minimum multiple price listed created_at",
        {
            "price level": _part(LevelPrice, LevelPrice.sku, (LevelPrice.level, Level, Level.code), "price"),
            "price customer": _part(CustomerPrice, CustomerPrice.sku, _buyer(CustomerPrice.customer), "price"),
            "scan-code": _codes("further", "quantity", lambda it: it.fold),
            "own_code": _codes("own", "", lambda it: it.fold.concat(" ").concat(Customer.code)),
            "limits": _part(
                Stock,
                Stock.sku,
                _house(Stock.warehouse),
                "lower upper place",
                Stock.lower.is_null(False) | Stock.upper.is_null(False) | (Stock.place != ""),
            ),
        },
        product=(Sku.product, Product, Product.code),
    ),
    "stock_paper": _books(
        StockPaper,
        "number kind state supplier reference reason expected account created_at posted_by posted_at business_date",
        {
            "lines": _part(
                StockPaperLine,
                StockPaperLine.paper,
                StockPaperLine.position,
                f"lot expires quantity book reason {' '.join(KEPT)}",
                sku=_item(StockPaperLine.sku),
            )
        },
        warehouse=_house(StockPaper.warehouse),
        to=(StockPaper.to_warehouse, _TO_HOUSE, _TO_HOUSE.code),
    ),
    "supplier": _books(Supplier, "code fold name phone terms active"),
    "warehouse": _books(Warehouse, "code name main active contact phone address"),
}
# id of the order, number of the shipment, position, quantity, received: what is in shipments
IN_SHIPMENTS = _paged(
    Shipment.select(Shipment.order, Shipment.number, OrderLine.position, ShipmentLine.quantity, ShipmentLine.received)
    .join(ShipmentLine, on=(ShipmentLine.shipment == Shipment.id))
    .join(OrderLine, on=(OrderLine.id == ShipmentLine.line)),
    Shipment.order,
    Shipment.number,
    OrderLine.position,
)
# id of the order, number of the shipment, what the carrier said: time, status, place, text, temperature, by
EVENTS = _paged(
    Shipment.select(
        Shipment.order,
        Shipment.number,
        *(getattr(ShipmentEvent, it) for it in ["at", "status", "place", "text", "temperature", "account", "source"]),
    ).join(ShipmentEvent, on=(ShipmentEvent.shipment == Shipment.id)),
    Shipment.order,
    Shipment.number,
    ShipmentEvent.id,
)

# --- the journal ---
# digest, salt, text of personal values; the text of an erased one is empty
TEXTS = Members(
    lambda _engine, members: Personal.select(Personal.digest, Personal.text).where(Personal.digest.in_(members)),
    Personal.digest,
)


def _by_code(model: Any) -> Members:
    return Members(
        lambda _engine, members: model.select(model.code, model.id).where(model.code.in_(members)), model.code
    )


# code, id
CODES = {"customer": _by_code(Customer), "product": _by_code(Product), "sku": _by_code(Sku)}
# id of the return, position, what the order's line keeps that it is of
SOLD = _paged(
    ReturnLine.select(ReturnLine.return_doc, ReturnLine.position, *(getattr(OrderLine, name) for name in KEPT)).join(
        OrderLine, on=(OrderLine.id == ReturnLine.line)
    ),
    ReturnLine.return_doc,
    ReturnLine.position,
)


def read(unit: Unit, statement: Statement, ids: list[int]) -> Iterator[Row]:
    """The rows of these subjects: at once when they stand close together, else one after the other."""
    if ids[-1] - ids[0] < 4 * len(ids):
        yield from statement.rows(unit, first=ids[0], last=ids[-1])
        return
    for id_ in ids:
        yield from statement.rows(unit, first=id_, last=id_)
