"""The lists that ydh writes, as the imports meet them: `ydh product list --output goods.xlsx` comes back as it left."""

from collections.abc import Mapping
from functools import cache

from ydh.core.files.reading.form import OwnList
from ydh.core.goods.price_table import PRICES
from ydh.core.goods.product_table import PRODUCTS
from ydh.core.orders.order_table import ORDERS
from ydh.core.partners.customer_table import CUSTOMERS
from ydh.core.partners.supplier_table import SUPPLIERS
from ydh.core.returns.return_table import RETURNS
from ydh.core.rules.nouns import Noun
from ydh.core.shipping.shipment_table import SHIPMENTS
from ydh.core.stock.stock_table import STOCK
from ydh.store.tables.batches import HISTORY

# the titles of each list in Chinese, as workbooks have them; its codes and English titles are its table's
CHINESE: Mapping[str, tuple[str, ...]] = {
    "product": (
        *("编码", "名称", "属性", "分类", "品牌", "单位", "箱规", "箱单位", "单价", "库存情况", "可用", "上架"),
        *("商品", "标价"),
    ),
    "price": ("编码", "名称", "单位", "标价", "单价", "来源"),
    "customer": ("编码", "名称", "客户级别", "区域", "结算方式", "联系人", "电话", "账号", "已评估", "状态"),
    "supplier": ("编码", "名称", "电话", "结算方式", "在用"),
    "stock": (*("编码", "名称", "属性", "单位", "仓库", "现存量", "占用", "可用", "不可出库", "下限", "上限", "货位"),),
    "order": (
        *("单号", "客户编码", "客户", "当前环节", "合计", "日期", "开始时间", "状态", "渠道", "分派给", "加急", "版本"),
    ),
    "return": (
        *("单号", "订单", "客户编码", "客户", "类型", "当前环节", "原因", "金额", "退款", "日期", "开始时间", "分派给"),
        "版本",
    ),
    "shipment": (
        *("发货单", "订单", "客户编码", "客户", "当前环节", "承运商", "运单号", "件数", "已发货", "预计到达", "已送达"),
        *("已收货", "状态", "版本"),
    ),
}
_CUSTOMER = ("code", "name", "level", "region", "terms", "contact", "phone")
_PRODUCT = ("name", "attributes", "category", "brand", "unit", "pack_size", "pack_unit", "listed")
# a list for one customer has that customer's prices: where they are others, its rows are no list prices
_PRICE, _SAME = {"price": "list_price"}, ("list_price", "price")


def heads(noun: Noun) -> tuple[tuple[str, ...], ...]:
    """The header of a noun's list: its codes, in English, in Chinese."""
    assert not callable(noun.facts)
    listed = [fact for fact in noun.facts if fact.listed]
    return tuple(fact.code for fact in listed), tuple(fact.title for fact in listed), CHINESE[noun.name]


def _read(noun: Noun, *same_name: str, same: tuple[str, str] | None = None, **means: str) -> OwnList:
    return OwnList(heads(noun), {name: name for name in same_name} | means, same)


def _refused(noun: Noun, why: str) -> OwnList:
    return OwnList(heads(noun), refusal=why)


@cache
def own_lists(kind: str) -> tuple[OwnList, ...]:
    """The lists of ours that an import of the kind knows: those that it reads, and those that it refuses with why."""
    documents = tuple(_refused(noun, "own-list-documents") for noun in (ORDERS, RETURNS))
    return {
        "products": (_read(PRODUCTS, *_PRODUCT, sku="code", code="product", same=_SAME, **_PRICE),),
        "customers": (_read(CUSTOMERS, *_CUSTOMER),),
        "suppliers": (_read(SUPPLIERS, "code", "name", "phone", "terms"),),
        "prices": (_read(PRICES, sku="code", same=_SAME, **_PRICE),),
        "stock": (_refused(STOCK, "own-list-stock"),),
        "orders": documents,
        HISTORY: documents,
        "tracking": (_refused(SHIPMENTS, "own-list-shipments"),),
    }[kind]
