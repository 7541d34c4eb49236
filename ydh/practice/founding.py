"""Makes a practice company: people, goods, stock and past orders, in a database that is not the real one."""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from ydh.core.administration import accounts, founding, passwords, settings
from ydh.core.audit.journal import KEPT, NEW, print_of
from ydh.core.company import own_files
from ydh.core.company.actors import Actor, who
from ydh.core.company.company import Company, open_company, public
from ydh.core.company.settings import is_practice
from ydh.core.goods.price_bulk import put_prices
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutPrice, PutProduct
from ydh.core.partners import carriers, customers
from ydh.core.partners.customer_bulk import put_customers
from ydh.core.partners.views import PutCustomer
from ydh.core.stock.stock_bulk import put_stock
from ydh.core.stock.views import PutStock
from ydh.core.values.bulk import chunks
from ydh.core.values.errors import Busy, Conflict, NotFound, WrongSchema
from ydh.core.values.outcomes import Put
from ydh.practice import bulk, history, returns, to_try
from ydh.practice.company import SEED
from ydh.practice.company import PracticeCompany as Practice
from ydh.practice.company import company as practice_data
from ydh.practice.diary import CLOCK, ZONE
from ydh.practice.rows import ProductRow
from ydh.store.company.setup import ADD_ACCOUNT
from ydh.store.engine.database import Unit, is_sqlite, path_of
from ydh.store.practice import rows as store

ADMIN, KEEPER = "wujiu", "lisi"  # of practice.people.STAFF: the administrator, and who keeps the stock
REAL_USE_CASES = 5_000  # up to as many past orders go through the use cases; more are written down
LOCAL_CARRIERS = {"JB": "江埠快运", "SD": "四埭物流"}  # beside the usual ones
PRICES = {"金牌": Decimal("0.95"), "银牌": Decimal("0.98")}  # of the list price
_TENTH_OF_A_FEN = Decimal("0.0001")
Advance = Callable[[int], None]


class Clock:
    """The company's past, one moment after another."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment that it is set to, in UTC."""
        return self.now.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A practice company just made, and the one password of all its accounts, shown this once.

    `kept` is where the one that it replaced is kept, empty where there was none.
    """

    password: str
    orders: int
    products: int
    customers: int
    staff: int
    kept: str = ""

    def __repr__(self) -> str:  # a password must not get into logs
        return f"Made({self.orders} orders)"


def find(url: str) -> Company | None:
    """The practice company behind `url`, None when nothing is there.

    Raises Conflict for another company, WrongSchema for another database, Invalid for a name among another's files.
    """
    if is_sqlite(url):
        own_files.check_database(path_of(url).absolute())
    if is_sqlite(url) and not store.may_be_sqlite(path_of(url)):
        raise WrongSchema("schema-foreign", url=public(url))
    try:
        company = open_company(url)
    except NotFound:
        return None
    if is_practice(company):
        return company
    company.close()
    raise Conflict("demo-not-practice", url=public(url))


def people(company: Company) -> Mapping[str, Actor]:
    """Everybody who has an account, by sign-in name, and the clock."""
    rows = company.read(store.LOGINS.rows)
    return {login: Actor(company, id_) for id_, login, _ in rows} | {CLOCK: Actor(company, -1, CLOCK)}


def make(
    url: str,
    *,
    size: int = 2000,
    seed: int = SEED,
    os_user: str | None = None,
    now: datetime | None = None,
    progress: Advance | None = None,
    language: str = "zh_CN",
) -> Made:
    """Make a practice company with `size` past orders; one that is there already is kept beside it, as a whole.

    `os_user` signs in as its administrator without a password. `language` is that of its names.
    `progress` is told of orders as they are made.
    Raises Conflict for a company that is not for practice, Busy for one that is open elsewhere.
    """
    old = find(url)
    if not is_sqlite(url):
        if old is not None:
            raise Conflict("demo-server", url=public(url))
        return _build(url, size, seed, os_user, now, progress, language)
    path = path_of(url).absolute()
    draft = path.with_name(f".{path.name}.making")
    _remove(draft)
    try:
        made = _build(f"sqlite:///{draft}", size, seed, os_user, now, progress, language)
        _retire(old, url)
        kept = _set_aside(path) if old is not None else None
        os.replace(draft, path)
    finally:
        _remove(draft)
    return replace(made, kept=str(kept or ""))


def _set_aside(path: Path) -> Path:
    """Give what is to be replaced a second name, which stays: no moment without it, and never another copy's name."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    for number in count():
        copy = path.with_name(f"{path.name}.{stamp}{f'-{number}' if number else ''}Z.backup")
        try:
            os.link(path, copy)
        except FileExistsError:
            continue
        except OSError:  # a file system without hard links
            with path.open("rb") as old, open(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as new:
                shutil.copyfileobj(old, new)
                os.fsync(new.fileno())
        return copy
    raise AssertionError


def _retire(old: Company | None, url: str) -> None:
    """Make sure that nobody works in what is to be replaced."""
    if old is not None:
        alone = store.alone(old.store)
        old.close()
        if not alone:
            raise Busy("demo-in-use", url=public(url))


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-lock", "-upgrade-lock"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + tail).unlink()


def _build(
    url: str,
    size: int,
    seed: int,
    os_user: str | None,
    now: datetime | None,
    progress: Advance | None,
    language: str,
) -> Made:
    # the past ends yesterday: what people do now comes after all of it
    yesterday = (now or datetime.now(UTC)).astimezone(ZONE).date() - timedelta(days=1)
    data = _drawn_up(seed, size, yesterday, language)
    begin = next(data.orders()).day if size else yesterday
    clock = Clock(_at(begin - timedelta(days=3)))
    password = passwords.made_up()
    chief = next(s for s in data.staff if s.login == ADMIN)
    admin = founding.init(
        url,
        login=ADMIN,
        name=chief.name,
        password=password,
        company_name=data.name,
        os_user=os_user,
        clock=clock,
        practice=True,
        language=language,
    )
    try:
        store.hurry(admin.company.store)
        _settings(admin, data.say)
        _people(admin, data, password)
        clock.now += timedelta(days=1)
        _goods(admin, data)
        everybody = people(admin.company)
        end = _at(yesterday, 22)
        walk = history.walk if size <= REAL_USE_CASES else bulk.write
        walk(data, everybody, clock, end, progress or _nothing)
        returns.give_back(everybody, clock, end, admin, data.say)
        to_try.lay_out(everybody, data.products, clock, end, data.say)
    finally:
        store.settle(admin.company.store)
    return Made(password, size, len({p.code for p in data.products}), len(data.customers), len(data.staff))


def _drawn_up(seed: int, size: int, yesterday: date, language: str) -> Practice:
    """Everything but the orders, with names in the language."""
    customers = max(60, min(size // 200, 3000))
    data = practice_data(seed, customers=customers, orders=size, today=yesterday)
    if language != "en":
        return data
    from ydh.practice.english import in_english

    return in_english(data)


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def _nothing(_: int) -> None:
    return None


def _settings(admin: Actor, say: Callable[[str], str]) -> None:
    settings.change_setting(admin, "when_short", "wait")  # so that there are orders that wait for stock
    for code, name in LOCAL_CARRIERS.items():
        carriers.add(
            admin, code, say(name), kind="freight", tracking_url=f"https://{code.lower()}.example/?n={{number}}"
        )


def _people(admin: Actor, data: Practice, password: str) -> None:
    for person in data.staff:
        if person.login != ADMIN:
            accounts.add_staff(admin, person.login, person.name, person.roles, password=password)
    rows = [
        PutCustomer(c.code, c.name, c.level, c.region, c.terms, c.contact, c.phone, c.address) for c in data.customers
    ]
    for chunk in chunks(rows):
        admin.company.write(_put(put_customers, admin, chunk))
    hashed = passwords.hashed(password)  # once for all of them: it is one and the same password
    for some in chunks(data.customers):
        admin.company.write(_accounts(admin, {c.code: c.name for c in some}, hashed))
    for customer in data.customers:
        customers.set_owners(admin, customer.code, [customer.salesperson])


def _put(put: Callable[..., list[Put]], actor: Actor, rows: object) -> Callable[[Unit], None]:
    def work(unit: Unit) -> None:
        for result in put(unit, who(unit, actor), rows):
            if isinstance(result, Exception):
                raise result

    return work


def _accounts(admin: Actor, names: Mapping[str, str], hashed: str) -> Callable[[Unit], None]:
    """Opens the ordering accounts of customers (code and name)."""

    def work(unit: Unit) -> None:
        me = who(unit, admin)
        for id_, code, _, _ in store.CUSTOMERS.rows(unit):
            if code in names:
                values = {"login": login_of(code), "name": names[code], "customer": id_, "os_user": None}
                values |= {"language": "", "scope": "all", "active": True, "failures": 0, "created_at": unit.now}
                account = ADD_ACCOUNT.insert(unit, **values, password=hashed, **NEW)
                told = {name: values[name] for name in ("login", "name", "os_user", "language", "scope")}
                kept = {KEPT: {"password": print_of(hashed)}}
                founding.ACCOUNT.entry(unit, me, account, "create", **told, customer=code, **kept)

    return work


def login_of(customer: str) -> str:
    """The sign-in name of a customer's account."""
    return customer.casefold()


def _goods(admin: Actor, data: Practice) -> None:
    keeper = people(admin.company)[KEEPER]
    products = [_product(row) for row in data.products]
    prices = [
        PutPrice(p.sku, (p.price * share).quantize(_TENTH_OF_A_FEN), data.say(level))
        for level, share in PRICES.items()
        for p in data.products
    ]
    stock = [
        PutStock(row.sku, Decimal(row.quantity), reason=data.say("期初库存"))
        for row in data.opening_stock()
        if row.quantity
    ]
    for chunk in chunks(products):
        admin.company.write(_put(put_products, admin, chunk))
    for levels in chunks(prices):
        admin.company.write(_put(put_prices, admin, levels))
    for quantities in chunks(stock):
        admin.company.write(_put(put_stock, keeper, quantities))


def _product(row: ProductRow) -> PutProduct:
    return PutProduct(
        row.code,
        row.sku,
        row.name,
        row.category,
        row.brand,
        row.service,
        row.attributes,
        row.barcode or None,
        row.unit,
        Decimal(row.pack_size),
        "" if row.service else row.pack_unit,
        Decimal(row.minimum),
        Decimal(row.multiple),
        row.price,
        listed=True,
    )
