"""A small company with something of everything, in Chinese or in English only, at the same moments in every run."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.kit import servers
from tests.kit.company import PASSWORD, staff
from tests.kit.orders import ROLE_OF, approve, done, leave, want
from ydh.core.administration import accounts, founding, roles
from ydh.core.cases import cases
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.files.importing import checking, importing
from ydh.core.goods import prices, products, skus
from ydh.core.goods.views import Variant
from ydh.core.orders import cart, looking, notes
from ydh.core.orders.editing import draft
from ydh.core.orders.entering import place
from ydh.core.partners import addresses, carriers, customers, levels
from ydh.core.returns import asking
from ydh.core.returns.views import WantBack
from ydh.core.rules.permissions import P
from ydh.core.shipping import tracking
from ydh.core.stock import limits, lots, papers, stocktake, warehouses
from ydh.core.values.outcomes import Seen
from ydh.core.workflow import assigning, holds
from ydh.store.company import setup as store
from ydh.store.engine.database import Unit

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)  # when the company is looked at
LOGINS = ("boss", "zhou", "wu", "zheng", "wang", "feng", "chen")
ROLES: dict[str, tuple[str, ...]] = {
    "zhou": ("order_reviewer",),
    "wu": ("finance_reviewer",),
    "zheng": ("outbound_reviewer",),
    "wang": ("shipping_clerk",),
    "feng": ("business_manager",),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "zh_CN": {
        "company": "杭州茗远茶业",
        "boss": "钱掌柜",
        "zhou": "周敏",
        "wu": "吴芳",
        "zheng": "郑伟",
        "wang": "王磊",
        "feng": "冯静",
        "chen": "陈晨",
        "one": "西湖茶行",
        "two": "绍兴百货商店",
        "region": "浙江",
        "contact": "沈一鸣",
        "street": "杭州市西湖区龙井路一号",
        "shop": "门店",
        "house": "主仓",
        "green": "明前龙井",
        "white": "安吉白茶",
        "cup": "龙泉青瓷杯",
        "tea": "茶叶",
        "brand": "茗远",
        "box": "盒",
        "case": "箱",
        "weight": "净重",
        "small": "半斤",
        "large": "一斤",
        "level": "老客户",
        "reason": "价格需要核对",
        "note": "周五前送到",
        "carrier": "顺丰",
        "role": "茶艺师",
        "file": "新品",
    },
    "en": {
        "company": "Mingyuan Tea",
        "boss": "Ada Boss",
        "zhou": "Zoe Zimmer",
        "wu": "Will Upton",
        "zheng": "Jane Heng",
        "wang": "Walt Angel",
        "feng": "Fay Engel",
        "chen": "Chris Hen",
        "one": "West Lake Teahouse",
        "two": "Shaw General Store",
        "region": "North",
        "contact": "Sam Young",
        "street": "1 Dragon Well Road",
        "shop": "Shop",
        "house": "Central",
        "green": "Dragon Well",
        "white": "White Peony",
        "cup": "Celadon Cup",
        "tea": "Tea",
        "brand": "Farleaf",
        "box": "box",
        "case": "case",
        "weight": "weight",
        "small": "250 g",
        "large": "500 g",
        "level": "Regulars",
        "reason": "the price must be checked",
        "note": "deliver before Friday",
        "carrier": "FastPost",
        "role": "Tea taster",
        "file": "new-goods",
    },
}
CODES = (
    *("C1", "C2", "T1", "T2", "T3", "T4", "OLD", "taster", "regular", "MAIN", "T6", "W2", "L-01", "L-02", "A-01"),
    *("SF", "SF1"),
)
PEOPLE: dict[str, tuple[str, ...]] = {  # who looks at a screen: the roles, none for the customer
    "manager": ("system_admin", "business_manager", "outbound_reviewer"),
    "reviewer": ("order_reviewer",),
    "clerk": ("shipping_clerk",),
    "customer": (),
}


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Furnished:
    """The open company; `person` gives who looks at it."""

    boss: Actor
    lang: str
    clock: Clock

    def account(self, login: str) -> Actor:
        """The actor with the sign-in name."""

        def work(unit: Unit) -> int:
            return int(unit.execute("SELECT id FROM account WHERE login = '" + login + "'", ()).fetchall()[0][0])

        return Actor(self.boss.company, self.boss.company.read(work))

    def person(self, who: str) -> Actor:
        """One of PEOPLE."""
        return self.account({"manager": "chen", "reviewer": "zhou", "clerk": "wang", "customer": "c1"}[who])


def opened(url: str, lang: str) -> Furnished:
    """The furnished company behind `url`, at NOW."""
    clock = Clock(NOW)
    boss = Actor(open_company(url), 1)
    boss.company.store.clock = clock
    return Furnished(boss, lang, clock)


@contextmanager
def furnished(folder: Path, lang: str) -> Iterator[Furnished]:
    """A copy of the company that a run furnishes once, open."""
    databases = servers.Sqlite(folder)
    url = databases.fresh(databases.make_template(f"furnished-{lang}", lambda empty: fill(empty, lang)))
    it = opened(url, lang)
    yield it
    it.boss.company.close()


def fill(url: str, lang: str) -> None:
    """Make the company in an empty database, and close it."""
    words, clock = WORDS[lang], Clock(NOW - timedelta(days=3))
    boss = founding.init(
        url, login="boss", name=words["boss"], password=PASSWORD, company_name=words["company"], clock=clock
    )
    boss.company.store.clock = clock
    _people(boss, words)
    _carriers(boss, words)
    it = Furnished(boss, lang, clock)
    manager = it.person("manager")
    _goods(manager, words)
    _customers(manager, words)
    _orders(it, words)
    boss.company.close()


def _people(boss: Actor, words: Mapping[str, str]) -> None:
    for login, held in (*ROLES.items(), ("chen", PEOPLE["manager"])):
        staff(boss, login, *held)
        accounts.edit(boss, login, name=words[login])
    roles.add(boss, "taster", words["role"], [P.ORDER_VIEW.value])


def _carriers(boss: Actor, words: Mapping[str, str]) -> None:
    """Only one, with a name in the company's language."""
    boss.company.write(lambda unit: unit.execute("DELETE FROM carrier WHERE code <> 'SF'", ()) and None)
    carriers.edit(boss, "SF", name=words["carrier"], tracking_url="")


def _goods(boss: Actor, words: Mapping[str, str]) -> None:
    for code, name, price in (("T1", "green", "320"), ("T2", "white", "120"), ("T3", "cup", "58")):
        made = Variant(unit=words["box"], pack_size=Decimal(12), pack_unit=words["case"], price=Decimal(price))
        products.add(boss, code, words[name], made, category=words["tea"], brand=words["brand"])
        papers.receive_stock(boss, code, Decimal(400), reason=words["note"])
    big = Variant(
        code="T4",
        attributes={words["weight"]: words["large"]},
        barcode="6901234567892",
        unit=words["box"],
        minimum=Decimal(6),
        multiple=Decimal(6),
        price=Decimal("599.5"),
    )
    skus.add(boss, "T1", big)
    papers.receive_stock(boss, "T4", Decimal(20))
    papers.count(boss, "T3", Decimal(396), reason=words["reason"])
    _warehouse(boss, words)
    levels.add_level(boss, "regular", words["level"])
    prices.set_price(boss, "T1", Decimal(300), level="regular")


def _warehouse(boss: Actor, words: Mapping[str, str]) -> None:
    """Goods kept by lot, a second warehouse, a stocktake under way, goods on their way."""
    kept = {"lots": True, "keep_days": 30, "handling": "dry fragile", "return_days": 7}
    made = Variant(unit=words["box"], price=Decimal(88))
    products.add(boss, "T6", words["white"], made, category=words["tea"], brand=words["brand"], keeping=kept)
    warehouses.edit(boss, "MAIN", name=words["house"])
    warehouses.add(boss, "W2", words["shop"], contact=words["contact"], address=words["street"])
    for lot, expires in (("L-01", date(2026, 12, 10)), ("L-02", date(2027, 6, 30))):
        papers.receive_stock(boss, "T6", Decimal(40), lot=lot, expires=expires, supplier=words["company"])
    papers.single(boss, "transfer", "T6", Decimal(10), to="W2")
    lots.block(boss, "L-02", reason=words["reason"])
    limits.set_limits(boss, "T2", lower=Decimal(500), place="A-01")
    lines = [papers.PaperLine("T2", Decimal(60))]
    papers.open_paper(boss, "receipt", lines, supplier=words["company"], expected=date(2026, 12, 1))
    sheet = stocktake.begin(boss, category=words["tea"])
    stocktake.enter(boss, sheet, [papers.PaperLine("T2", Decimal(398))])


def _customers(boss: Actor, words: Mapping[str, str]) -> None:
    for code, name in (("C1", "one"), ("C2", "two")):
        customers.add(
            boss,
            code,
            words[name],
            level="regular" if code == "C1" else "",
            region=words["region"],
            terms="monthly",
            contact=words["contact"],
            phone="13900001111",
            address=words["street"],
            note=words["note"],
        )
        customers.assess(boss, code)
        _account_of(boss, code, words[name])
    addresses.add(boss, words["shop"], words["street"], customer="C1", contact=words["contact"])
    prices.set_price(boss, "T2", Decimal("99.5"), customer="C2")


def _account_of(boss: Actor, code: str, name: str) -> None:
    """The customer's ordering account; made in the store, because a password costs as much as a screen."""

    def work(unit: Unit) -> None:
        customer = unit.execute("SELECT id FROM customer WHERE code = '" + code + "'", ()).fetchall()[0][0]
        row: dict[str, Any] = dict.fromkeys(("password", "os_user")) | {"language": "", "scope": "all", "failures": 0}
        row |= {"login": code.lower(), "name": name, "customer": customer, "active": True, "created_at": unit.now}
        store.ADD_ACCOUNT.insert(unit, **row, **founding.NEW)

    boss.company.write(work)


def _orders(it: Furnished, words: Mapping[str, str]) -> None:
    buyer, other, boss = it.account("c1"), it.account("c2"), it.boss
    at = {role: it.account(login) for login, (role, *_) in ROLES.items()}

    def ordered(by: Actor, *wants: tuple[str, int], to: str = "review") -> str:
        it.clock.later(minutes=7)
        number = place(by, [want(code, quantity) for code, quantity in wants]).number
        for step in ("review", "finance", "release", "ship", "receive"):
            if step == to:
                return number
            it.clock.later(minutes=11)
            given = {"carrier": words["carrier"], "tracking": "SF1", "remark": words["note"]} if step == "ship" else {}
            done(approve(at[ROLE_OF[step]] if step in ROLE_OF else by, number, step, **given))
        return number

    complained = ordered(buyer, ("T1", 2), ("T2", 6), to="done")
    it.clock.later(days=1)
    cases.open_case(buyer, complained, "damaged", words["reason"], position=2, quantity=Decimal(1))
    on_its_way = ordered(other, ("T2", 3), to="receive")
    (part,) = looking.show(boss, on_its_way).shipments
    tracking.track(at["shipping_clerk"], part.number, "in_transit", place=words["region"], text=words["note"])
    shipping = ordered(buyer, ("T1", 12), ("T3", 8), to="ship")
    ordered(other, ("T3", 4), to="release")
    ordered(buyer, ("T4", 6), to="finance")
    voided = ordered(other, ("T1", 1))
    done(leave(at["business_manager"], voided, "void", reason=words["reason"]))
    held = ordered(other, ("T1", 5), ("T2", 2))
    done(holds.hold(at["order_reviewer"], held, words["reason"], seen=Seen()))
    first = ordered(buyer, ("T2", 24), ("T4", 12))
    notes.note(buyer, first, words["note"])
    notes.note(at["order_reviewer"], shipping, words["reason"])
    assigning.assign(at["business_manager"], first, "zhou", reason=words["note"])
    ordered(other, ("T3", 1))
    draft(at["business_manager"], [want("T1", 1)], customer="C2")
    cart.add(buyer, [want("T1", 3), want("T4", 4)])
    _returns(it, complained, words)
    _import(it, boss, words)


def _returns(it: Furnished, order: str, words: Mapping[str, str]) -> None:
    """A return at every step, and a draft."""
    buyer, boss = it.account("c1"), it.account("feng")
    about: dict[str, Any] = {"order": order, "reason": "damaged", "text": words["reason"]}
    by = {"review": boss, "dispatch": buyer, "receive": it.account("zheng"), "refund": it.account("wu")}
    way = (("review",), ("review", "dispatch"), ("review", "dispatch", "receive"), tuple(by))
    for steps in way:
        it.clock.later(minutes=9)
        number = asking.ask(buyer, [WantBack("2", "1", note=words["note"])], **about).number
        for step in steps:
            given = {"carrier": words["carrier"], "return_address": words["street"], "method": words["note"]}
            done(approve(by[step], number, step, **given))
    asking.ask(buyer, [WantBack("1", "1", swap="T3")], kind="exchange", **about)
    asking.draft(buyer, [WantBack("2", "1")], **about)


def _import(it: Furnished, boss: Actor, words: Mapping[str, str]) -> None:
    it.clock.later(minutes=20)
    source = f"code,name,unit,price\nT5,{words['cup']},{words['box']},12.5\n".encode()
    plan = checking.check(boss, "products", BytesIO(source), name=f"{words['file']}.csv")
    importing.commit(boss, plan)


def data_words(lang: str) -> str:
    """Everything on a screen that is this company's data."""
    return " ".join((*WORDS[lang].values(), *CODES, *LOGINS, "c1", "c2", "C1", "C2", "T5", "csv"))
