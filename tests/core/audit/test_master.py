"""Master data of every kind: what is the same for all of them when records are added, edited, retired and restored."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from tests.kit.trail import sql
from ydh.core.administration import accounts, roles
from ydh.core.audit import entries, proof
from ydh.core.company.actors import Actor
from ydh.core.goods import products, skus
from ydh.core.goods.views import Variant
from ydh.core.partners import carriers, customers
from ydh.core.stock import warehouses
from ydh.core.values.errors import Invalid, Stale

PACKED = Variant(price=Decimal(10), unit="盒")


@dataclass
class Kind:
    """A kind of record, as its room offers it; `kind` and `code` find its entries."""

    kind: str
    code: str
    add: Callable[[Actor], Any]
    edit: Callable[..., Any]
    changed: dict[str, Any]
    retire: Callable[[Actor, str], Any] | None = None
    restore: Callable[[Actor, str], Any] | None = None
    back: str = "restore"
    versioned: bool = True


KINDS = {
    "carrier": Kind(
        "carrier",
        "ZZ",
        lambda boss: carriers.add(boss, "ZZ", "中转"),
        carriers.edit,
        {"phone": "1"},
        carriers.retire,
        carriers.restore,
    ),
    "warehouse": Kind(
        "warehouse",
        "W2",
        lambda boss: warehouses.add(boss, "W2", "二仓"),
        warehouses.edit,
        {"phone": "1"},
        warehouses.retire,
        warehouses.restore,
    ),
    "customer": Kind(
        "customer",
        "K1",
        lambda boss: customers.add(boss, "K1", "客户一"),
        customers.edit,
        {"region": "华东"},
        customers.retire,
        customers.restore,
    ),
    "product": Kind(
        "product", "P1", lambda boss: products.add(boss, "P1", "茶", PACKED), products.edit, {"brand": "茗"}
    ),
    "sku": Kind(
        "sku",
        "P1",
        lambda boss: products.add(boss, "P1", "茶", PACKED),
        skus.edit,
        {"barcode": "69"},
        skus.retire,
        skus.restore,
        "list",
    ),
    "account": Kind(
        "account",
        "li",
        lambda boss: accounts.add_staff(boss, "li", "李"),
        accounts.edit,
        {"name": "李四"},
        accounts.retire,
        accounts.restore,
        versioned=False,
    ),
    "role": Kind(
        "role", "mine", lambda boss: roles.add(boss, "mine", "我的", []), roles.edit, {"name": "你的"}, versioned=False
    ),
}


@pytest.fixture
def boss(company: Actor) -> Actor:
    """Somebody with every right, so that only the records speak."""
    accounts.set_roles(company, sql(company, "SELECT login FROM account ORDER BY id LIMIT 1")[0][0], ROLES)
    return company


ROLES = ("system_admin", "business_manager", "shipping_clerk", "outbound_reviewer")


@pytest.mark.parametrize("name", KINDS)
def test_what_changes_nothing_writes_nothing_and_the_rest_one_entry_each(boss: Actor, name: str) -> None:
    it = KINDS[name]

    def actions() -> list[str]:
        return [row.action for row in entries.entries(boss, kind=it.kind, document=it.code).rows][::-1]

    it.add(boss)
    assert actions() == ["create"]
    it.edit(boss, it.code, **it.changed)
    it.edit(boss, it.code, **it.changed)
    assert len(actions()) == 2
    if it.retire and it.restore:
        for act in (it.restore, it.retire, it.retire, it.restore, it.restore):
            act(boss, it.code)
        assert actions()[2:] == ["retire", it.back]
    assert proof.verify(boss) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_code_is_given_once(boss: Actor, name: str) -> None:
    KINDS[name].add(boss)
    with pytest.raises(Invalid):
        KINDS[name].add(boss)


@pytest.mark.parametrize("name", [name for name, it in KINDS.items() if it.versioned])
def test_an_edit_of_what_was_changed_meanwhile_is_refused(boss: Actor, name: str) -> None:
    it = KINDS[name]
    it.add(boss)
    (seen,) = sql(boss, f"SELECT version FROM {it.kind} WHERE code = '{it.code}'")[0]
    it.edit(boss, it.code, seen=seen, **it.changed)
    with pytest.raises(Stale):
        it.edit(boss, it.code, seen=seen, **it.changed)
