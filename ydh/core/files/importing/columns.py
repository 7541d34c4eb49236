"""What can be imported, as tables: the columns of each kind with their titles in English and Chinese.

Numbers of orders are read as the database keeps them, whole numbers of the smallest unit, because a file has many
more lines than different values: quantities in thousandths, prices in ten-thousandths, discounts in ten-thousandths,
money in cents. The rows of the other kinds hold what the use cases take.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ydh.core.files.reading import columns as read
from ydh.core.files.reading.columns import FileColumn
from ydh.core.goods.found import attributes_in
from ydh.core.partners.supplier_table import SUPPLIERS
from ydh.core.rules.facts import Fact
from ydh.core.rules.nouns import Noun
from ydh.core.rules.orders import CHANNEL_NAMES, TERMS_NAMES
from ydh.core.rules.permissions import P
from ydh.core.rules.returns import REASON_NAMES
from ydh.core.values import money
from ydh.core.values.errors import Invalid
from ydh.core.values.text import LONG, clean, escaped
from ydh.core.values.words import N_
from ydh.store.tables.batches import HISTORY

CHANNEL_WORDS = {
    "网站": "website",
    "电话": "phone",
    "邮件": "email",
    "电子邮件": "email",
    "传真": "fax",
    "拜访": "visit",
    "展会": "fair",
    "批次": "batch",
}
TERMS_WORDS = {
    "先款后货": "prepaid",
    "货到付款": "on_delivery",
    "月结": "monthly",
    **{name: code for code, name in TERMS_NAMES.items()},
}
MOVE_WORDS = {
    "入库": "receipt",
    "采购入库": "receipt",
    "其他入库": "other_in",
    "其他出库": "other_out",
    "报损": "loss",
    "调整": "adjust",
    "盘点": "count",
}
TRACK_WORDS = {
    "揽收": "picked_up",
    "已揽收": "picked_up",
    "已取件": "picked_up",
    "运输中": "in_transit",
    "在途": "in_transit",
    "派送中": "out_for_delivery",
    "派件中": "out_for_delivery",
    "已签收": "delivered",
    "签收": "delivered",
    "问题件": "problem",
    "异常": "problem",
}
PAST_WORDS = {"订单": "order", "销售": "order", "退货": "return"}
ENDED_WORDS = {"完成": "done", "已完成": "done", "作废": "void", "已作废": "void", "取消": "void", "cancelled": "void"}
_CARRIED = (
    *("contact", "phone", "address", "terms", "requested_date", "promised_date", "project"),
    *("contract_number", "contract_date", "customer_po"),
)
_PACKS = re.compile(r"[0-9.]+\s*[^0-9.\s_]+")
_OPTIONAL: read.Filling = {"required": False, "empty": ""}
_ABSENT: read.Filling = {"required": False, "empty": None}


@dataclass(frozen=True)
class ImportKind:
    """A kind of import: what it is called, the rights it takes (all of them), its columns.

    `key` are the columns that name a row: twice in a file is a mistake, unless `repeats` says that it counts once.
    `once`: the same file is not taken twice. `head`: the columns that rows which belong together share.
    """

    name: str
    label: str
    needs: tuple[P, ...]
    columns: tuple[FileColumn, ...]
    key: tuple[str, ...]
    once: bool = False
    repeats: bool = False
    head: tuple[FileColumn, ...] = ()

    def shared(self) -> tuple[str, ...]:
        """The names of its head. Raises Invalid when each row stands for itself."""
        if not self.head:
            raise Invalid("import-no-head", kind=self.label)
        return tuple(column.name for column in self.head)


def _whole(column: FileColumn, places: int) -> FileColumn:
    """The column with its values as whole numbers of the smallest unit."""

    def parse(cell: str) -> int:
        return int(column.parse(cell).scaleb(places))

    return replace(column, parse=parse)


def _day(name: str, *titles: str) -> FileColumn:
    """A day as text, as the database keeps it."""

    def parse(cell: str) -> str:
        return money.day(cell, name).isoformat()

    day = read.day(name, *titles, **_ABSENT)
    zoned = day.zoned
    assert zoned is not None
    return replace(day, parse=parse, zoned=lambda cell, zone: zoned(cell, zone).isoformat())


def _ordered(name: str, *titles: str) -> FileColumn:
    """A quantity in thousandths of the base unit, or as text what needs the sku to be understood, such as 2箱."""
    number = read.quantity(name, *titles)

    def parse(cell: str) -> int | str:
        try:
            return int(number.parse(cell).scaleb(money.QUANTITY_PLACES))
        except Invalid as error:
            if error.id != "number-form" or not _PACKS.match(cell.strip()):
                raise
            return clean(cell, name)

    return replace(number, parse=parse, hint="hint-quantity")


def _thousandths_or_packs(column: FileColumn, text: str) -> int | str:
    found: int | str = column.parse(text)
    return found


def _signed(name: str, *titles: str) -> FileColumn:
    """A quantity as `_ordered` has it; below zero it comes back."""
    ordered = _ordered(name, *titles)

    def parse(cell: str) -> int | str:
        text = cell.strip()
        if text[:1] not in "-－−":
            return _thousandths_or_packs(ordered, text)
        found = _thousandths_or_packs(ordered, text[1:])
        return f"-{found}" if isinstance(found, str) else -found

    return replace(ordered, parse=parse)


def _attributes(name: str, *titles: str) -> FileColumn:
    def parse(cell: str) -> dict[str, str]:
        return attributes_in(clean(cell, name))

    return FileColumn(name, titles, parse, required=False, empty={}, hint="hint-attributes")


def of_noun(noun: Noun) -> tuple[FileColumn, ...]:
    """The columns of a noun's table: what is asked when one is added."""
    facts = () if callable(noun.facts) else noun.facts
    return tuple(_of_fact(fact) for fact in facts if fact.asked)


def _of_fact(fact: Fact) -> FileColumn:
    if fact.type == "code":
        return read.code(fact.code, *fact.headings)
    if fact.choices:
        words = TERMS_WORDS if fact.choices is TERMS_NAMES else {code: code for code in fact.choices}
        return read.choice(fact.code, *fact.headings, words=words, required=False, empty=fact.default)
    return read.text(fact.code, *fact.headings, **_OPTIONAL)


# The first columns are the order's, the same on each of its lines; the others are the line's.
ORDER_HEAD = (
    read.code("ref", "order", "订单号", "外部单号"),
    _day("date", "日期", "下单日期"),
    _whole(read.money("freight", "运费", **_ABSENT), money.MONEY_PLACES),
    read.code("customer", "客户", "客户编码"),
    read.choice("channel", "渠道", words=CHANNEL_WORDS, required=False, empty="batch"),
    read.text("contact", "联系人", **_OPTIONAL),
    read.text("phone", "电话", **_OPTIONAL),
    read.text("address", "地址", "收货地址", **_OPTIONAL),
    read.choice("terms", "结算方式", words=TERMS_WORDS, **_OPTIONAL),
    _day("requested_date", "要求到货", "要求到货日期"),
    _day("promised_date", "承诺到货", "承诺到货日期"),
    read.text("project", "项目", **_OPTIONAL),
    read.text("contract_number", "合同号", **_OPTIONAL),
    _day("contract_date", "合同日期"),
    read.text("customer_po", "客户单号", **_OPTIONAL),
)
ORDER_LINE = (
    read.code("sku", "规格编码", "商品编码", "商品"),
    _ordered("qty", "quantity", "数量"),
    _whole(read.price("price", "单价", **_ABSENT), money.PRICE_PLACES),
    replace(
        _whole(read.rate("discount", "减免率", required=False, empty=0), money.RATE_PLACES),
        # in Chinese trade 折扣 is what is paid
        other=_whole(read.paid_rate("paid_rate", "折扣", required=False, empty=0), money.RATE_PLACES),
    ),
    read.text("note", "备注", **_OPTIONAL),
)
# history: the document's columns first, as with orders; what an order has besides is named as there
_OF_ORDER = {column.name: column for column in (*ORDER_HEAD, *ORDER_LINE)}
HISTORY_HEAD = (
    read.code("ref", "order", "number", "订单号", "单号", "外部单号"),
    replace(_day("date", "日期", "下单日期"), required=True, empty=read.REFUSE),
    read.choice("kind", "类型", words=PAST_WORDS, **_OPTIONAL),
    read.choice("state", "状态", words=ENDED_WORDS, required=False, empty="done"),
    _day("shipped", "发货日期"),
    _day("received", "收货日期", "签收日期"),
    read.code("origin", "原订单", "原单号", **_OPTIONAL),
    read.choice("reason", "退货原因", words={code: code for code in REASON_NAMES}, required=False, empty="other"),
    read.text("carrier", "物流公司", **_OPTIONAL),
    read.text("tracking", "运单号", **_OPTIONAL),
    *(_OF_ORDER[name] for name in ("customer", "channel", "freight", *_CARRIED)),
)
HISTORY_LINE = (
    _OF_ORDER["sku"],
    _signed("qty", "quantity", "数量"),
    *(_OF_ORDER[name] for name in ("price", "discount")),
    _whole(read.money("amount", "金额", least=None, **_ABSENT), money.MONEY_PLACES),
    _OF_ORDER["note"],
    read.text("name", "商品名称", "品名", **_OPTIONAL),
    read.text("unit", "单位", **_OPTIONAL),
)
_ZERO, _ONE = Decimal(0), Decimal(1)
PRODUCT = (
    read.code("code", "商品编码", "编码", "product"),
    read.text("name", "商品名称", "名称", **_OPTIONAL),
    read.text("category", "分类", **_OPTIONAL),
    read.text("brand", "品牌", **_OPTIONAL),
    read.text("unit", "单位", **_OPTIONAL),
    read.code("sku", "规格编码", **_OPTIONAL),
    _attributes("attributes", "规格属性"),
    read.code("barcode", "条码", **_OPTIONAL),
    read.quantity("pack_size", "箱规", required=False, empty=_ONE),
    read.text("pack_unit", "箱单位", **_OPTIONAL),
    read.quantity("minimum", "起订量", least=_ZERO, required=False, empty=_ZERO),
    read.quantity("multiple", "订货倍数", required=False, empty=_ONE),
    read.price("price", "单价", "标价", **_ABSENT),
    read.yes_no("service", "服务", required=False, empty=False),
    read.yes_no("listed", "上架", required=False, empty=True),
    read.yes_no("lots", "批次管理", required=False, empty=False),
    read.yes_no("backorder", "允许缺货下单", **_ABSENT),
    read.text("handling", "储运要求", **_OPTIONAL),
    read.integer("keep_days", "出库剩余效期", "出库剩余效期天数", **_ABSENT),
    read.integer("return_days", "退货天数", "可退天数", **_ABSENT),
    read.text("guarantee", "质保说明", **_OPTIONAL),
)
CUSTOMER = (
    read.code("code", "customer", "客户编码"),
    read.text("name", "客户名称", "名称", **_OPTIONAL),
    read.text("level", "级别", "客户级别", **_OPTIONAL),
    read.text("region", "区域", **_OPTIONAL),
    read.choice("terms", "结算方式", words=TERMS_WORDS, required=False, empty="on_delivery"),
    read.text("contact", "联系人", **_OPTIONAL),
    read.text("phone", "电话", **_OPTIONAL),
    read.text("address", "地址", **_OPTIONAL),
    read.text("note", "备注", **_OPTIONAL),
)
PRICE = (
    read.code("sku", "规格编码", "商品编码"),
    read.text("level", "级别", "客户级别", **_OPTIONAL),
    read.code("customer", "客户", "客户编码", **_OPTIONAL),
    read.price("price", "单价"),
)
STOCK = (
    read.code("sku", "规格编码", "商品编码"),
    read.text("warehouse", "仓库", **_OPTIONAL),
    read.packed("quantity", "qty", "数量", least=None),
    read.text("reason", "原因", "备注", **_OPTIONAL),
    read.choice("kind", "类型", words=MOVE_WORDS, required=False, empty="receipt"),
    read.code("lot", "批次", "批号", **_OPTIONAL),
    read.day("expires", "有效期至", "效期", **_ABSENT),
)
SUPPLIER = of_noun(SUPPLIERS)
TRACKING = (
    read.code("tracking", "tracking number", "运单号", "快递单号"),
    read.text("at", "time", "时间"),
    read.choice("status", "状态", words=TRACK_WORDS),
    read.text("place", "地点", **_OPTIONAL),
    read.text("text", "内容", "备注", limit=LONG, **_OPTIONAL),
    read.text("carrier", "物流公司", **_OPTIONAL),
    read.decimal("temperature", "温度", places=1, least=None, **_ABSENT),
)

KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind("products", N_("products"), (P.PRODUCT_MANAGE, P.DATA_IMPORT), PRODUCT, ("sku", "code")),
        ImportKind("customers", N_("customers"), (P.CUSTOMER_MANAGE, P.DATA_IMPORT), CUSTOMER, ("code",)),
        ImportKind("suppliers", SUPPLIERS.title, (P.PRODUCT_MANAGE, P.DATA_IMPORT), SUPPLIER, ("code",)),
        ImportKind("prices", N_("prices"), (P.PRICE_MANAGE, P.DATA_IMPORT), PRICE, ("sku", "level", "customer")),
        ImportKind("stock", N_("stock"), (P.STOCK_ADJUST,), STOCK, ("sku", "warehouse", "lot"), once=True),
        ImportKind(
            "orders",
            N_("orders"),
            (P.ORDER_CREATE, P.DATA_IMPORT),
            ORDER_HEAD + ORDER_LINE,
            ("ref",),
            once=True,
            head=ORDER_HEAD,
        ),
        ImportKind(
            HISTORY,
            N_("history"),
            (P.SYSTEM_CONFIGURE, P.DATA_IMPORT),
            HISTORY_HEAD + HISTORY_LINE,
            ("ref",),
            head=HISTORY_HEAD,
        ),
        ImportKind(
            "tracking", N_("tracking events"), (P.ORDER_SHIP,), TRACKING, ("tracking", "at", "status"), repeats=True
        ),
    )
}
DOCUMENTS = frozenset({"orders", HISTORY})  # kinds of which several lines make a document
assert set(CHANNEL_WORDS.values()) == set(CHANNEL_NAMES)


def kind_named(name: str) -> ImportKind:
    """The kind of that name. Raises Invalid."""
    if name not in KINDS:
        raise Invalid("import-kind", kind=escaped(name), kinds=tuple(KINDS))
    return KINDS[name]


def template(kind: str, language: str = "en") -> tuple[str, ...]:
    """The header of an empty file of the kind: column names, or their Chinese titles for a language zh. S05.3"""
    return tuple(_title(column, language) for column in kind_named(kind).columns)


def _title(column: FileColumn, language: str) -> str:
    chinese = (title for title in column.titles if not title.isascii())
    return next(chinese, column.name) if language.startswith("zh") else column.name
