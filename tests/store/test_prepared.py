"""Every type of column goes in and comes out the same, on every path and both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal as D
from typing import Any

import pytest
from peewee import BooleanField, IntegerField, TextField, fn

from tests.kit import servers
from ydh.store.engine import database
from ydh.store.engine.database import Store, Unit
from ydh.store.engine.prepared import Members, Statement, insert, insert_returning, slot
from ydh.store.tables.base import Table
from ydh.store.tables.fields import DayField, JsonField, MoneyField, PriceField, QuantityField, RateField, UtcField


class Sample(Table):
    """A column of each type."""

    code = TextField(unique=True)
    money = MoneyField(null=True)
    price = PriceField(null=True)
    quantity = QuantityField(null=True)
    rate = RateField(null=True)
    at = UtcField(null=True)
    day = DayField(null=True)
    data = JsonField(null=True)
    flag = BooleanField(null=True)
    number = IntegerField(null=True)


VALUES: dict[str, list[Any]] = {
    "money": [D("99.99"), D("0"), D("-0.01"), D("1000000000000.00")],
    "price": [D("1.2345"), D("320"), D("0.0001")],
    "quantity": [D("0.125"), D("-3"), D("999999999.999")],
    "rate": [D("0.05"), D("0.3333"), D("1")],
    "at": [datetime(2026, 11, 23, 15, 59, 59, 999999, UTC), datetime(1969, 12, 31, 23, 59, 59, 1, UTC)],
    "day": [date(2026, 11, 23), date(1, 1, 1)],
    "data": [{"颜色": "红", "尺码": "L"}, [], "text", 0, {"a": [1, None, True]}],
    "flag": [True, False],
    "number": [0, -1, 2**31 - 1],
    "code": ["", "龙井 'tea' \"x\" % ? \\"],
}
CASES = [(name, value) for name, values in VALUES.items() for value in values]
CASES += [(name, None) for name in VALUES if name not in ("code",)]
FIELDS = {name: getattr(Sample, name) for name in VALUES}


@pytest.fixture
def store(databases: servers.Sqlite | servers.Postgres) -> Iterator[Store]:
    made = database.connect(databases.fresh(databases.make_template("sample", _fill)))
    yield made
    made.close()


def _fill(url: str) -> None:
    store = database.connect(url)
    with store.database.bind_ctx([Sample]):
        made = str(Sample._schema._create_table(safe=False).query()[0])
        store.database.connect(reuse_if_open=True)
        store.database.execute_sql(made if store.engine == "sqlite" else made.removesuffix(" STRICT"))
    store.close()


def _same(found: Any, value: Any) -> bool:
    return found == value and type(found) is type(value)


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_value_comes_back_as_it_went_in_on_every_path(store: Store, name: str, value: Any) -> None:
    field = FIELDS[name]
    others = [] if name == "code" else ["code"]
    add = insert_returning(Sample, " ".join([name, *others]))
    add_many = insert(Sample, " ".join([name, *others]))
    by_id = Statement(Sample.select(field, field.alias("again")).where(Sample.id == slot(Sample.id)))
    by_value = Statement(Sample.select(field).where(field == slot(field)))
    by_values = Members(lambda _engine, members: Sample.select(field).where(field.in_(members)), field)
    change = Statement(Sample.update({field: slot(field, "new")}).where(Sample.id == slot(Sample.id)))
    biggest = Statement(Sample.select(fn.COALESCE(field, field), fn.MAX(field)).group_by(field))

    def work(unit: Unit) -> None:
        row = {name: value, **dict.fromkeys(others, "one")}
        id_ = add.insert(unit, **row)
        assert _same(by_id.one(unit, id=id_), value)
        assert by_id.row(unit, id=id_) == (value, value)
        assert change.run(unit, id=id_, new=value) == 1
        assert _same(by_id.rows(unit, id=id_)[0][0], value)
        if name not in ("code", "flag") and value is not None:
            assert biggest.rows(unit) == [(value, value)]
        if name != "code":
            assert add_many.many(unit, f"{name} code", [(value, "two"), (value, "three")]) == 2
        if value is not None:
            expected = [(value,)] * (1 if name == "code" else 3)
            assert by_value.rows(unit, **{name: value}) == expected
            assert by_values.rows(unit, [value]) == expected
            assert all(_same(found, value) for (found,) in by_values.rows(unit, [value, value]))

    store.write(work)


@pytest.mark.parametrize(
    ("name", "value"),
    [("money", D("0.001")), ("price", D("0.00001")), ("quantity", D("0.0001")), ("rate", D("0.00001"))],
)
def test_a_value_with_too_many_places_raises_and_is_never_cut(store: Store, name: str, value: D) -> None:
    add, add_many = insert_returning(Sample, f"code {name}"), insert(Sample, f"code {name}")
    with pytest.raises(ValueError, match="decimal places"):
        store.write(lambda unit: add.insert(unit, code="a", **{name: value}))
    with pytest.raises(ValueError, match="decimal places"):
        store.write(lambda unit: add_many.many(unit, f"code {name}", [("a", value)]))
    by_value = Statement(Sample.select(Sample.id).where(FIELDS[name] == slot(FIELDS[name])))
    with pytest.raises(ValueError, match="decimal places"):
        store.read(lambda unit: by_value.rows(unit, **{name: value}))


def test_a_sum_of_money_is_money(store: Store) -> None:
    add = insert(Sample, "code money quantity")
    total = Statement(Sample.select(fn.SUM(Sample.money), fn.MIN(Sample.quantity).alias("least"), fn.COUNT(Sample.id)))

    def work(unit: Unit) -> Any:
        add.many(unit, "code money quantity", [("a", D("0.10"), D("0.5")), ("b", D("0.20"), D("2"))])
        return total.row(unit)

    assert store.write(work) == (D("0.30"), D("0.5"), 2)
    assert store.read(total.row) == (D("0.30"), D("0.5"), 2)


def test_a_time_of_another_zone_is_the_same_moment(store: Store) -> None:
    add = insert_returning(Sample, "code at")
    there = datetime(2026, 11, 24, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    by_id = Statement(Sample.select(Sample.at).where(Sample.id == slot(Sample.id)))
    found = store.write(lambda unit: by_id.one(unit, id=add.insert(unit, code="a", at=there)))
    assert (found, found.utcoffset()) == (there, timedelta(0))


def test_guarded_arithmetic_is_exact(store: Store) -> None:
    add = insert_returning(Sample, "code quantity")
    amount = slot(Sample.quantity, "amount")
    take = Statement(
        Sample.update({Sample.quantity: Sample.quantity - amount}).where(
            (Sample.id == slot(Sample.id)) & (Sample.quantity >= amount)
        )
    )
    left = Statement(Sample.select(Sample.quantity).where(Sample.id == slot(Sample.id)))

    def work(unit: Unit) -> Any:
        id_ = add.insert(unit, code="a", quantity=D("1"))
        taken = [take.run(unit, id=id_, amount=D("0.3")) for _ in range(4)]
        return taken, take.many(unit, "id amount", [(id_, D("0.05"))] * 3), left.one(unit, id=id_)

    assert store.write(work) == ([1, 1, 1, 0], 2, D("0"))


@pytest.mark.parametrize("size", [0, 1, 2, 8, 9, 64, 65, 500, 501, 1203])
def test_a_list_of_any_length_finds_each_member_once(store: Store, size: int) -> None:
    add = insert(Sample, "code number")
    found = Members(
        lambda _engine, members: Sample.select(Sample.number).where(
            Sample.code.in_(members) & (Sample.number >= slot(Sample.number, "least"))
        ),
        Sample.code,
    )
    codes = [f"c{n}" for n in range(size)]

    def work(unit: Unit) -> list[int]:
        add.many(unit, "number code", list(enumerate(codes)))
        return sorted(n for (n,) in found.rows(unit, [*codes, "nobody"], least=0))

    assert store.write(work) == list(range(size))


def test_a_row_that_is_not_there_is_none(store: Store) -> None:
    by_id = Statement(Sample.select(Sample.code).where(Sample.id == slot(Sample.id)))
    assert store.read(lambda unit: (by_id.row(unit, id=1), by_id.one(unit, id=1), by_id.rows(unit, id=1))) == (
        None,
        None,
        [],
    )


def test_many_of_nothing_is_nothing(store: Store) -> None:
    assert store.write(lambda unit: insert(Sample, "code").many(unit, "code", [])) == 0


def test_a_column_may_be_called_unit_or_self(store: Store) -> None:
    named = Statement(Sample.select(Sample.id).where(Sample.code == slot(Sample.code, "unit")))
    assert store.read(lambda unit: named.rows(unit, unit="a")) == []
    named = Statement(Sample.select(Sample.id).where(Sample.code == slot(Sample.code, "self")))
    assert store.read(lambda unit: named.rows(unit, self="a")) == []


def test_one_statement_serves_two_databases_at_once(tmp_path: Any, postgres_url: str) -> None:
    add = insert_returning(Sample, "code flag money")
    found = Statement(Sample.select(Sample.flag, Sample.money))
    for url in (f"sqlite:///{tmp_path}/x.db", postgres_url):
        _fill(url)
        store = database.connect(url)
        store.write(lambda unit: add.insert(unit, code="a", flag=True, money=D("99.99")))
        assert store.read(found.rows) == [(True, D("99.99"))]
        store.close()
