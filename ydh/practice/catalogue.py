"""Makes the products of a practice company from the word lists."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice, product
from random import Random

from ydh.practice.goods import PracticeProduct, PracticeShelf, Season
from ydh.practice.goods_food import DRINK, FOOD, SERVICES, SNACK
from ydh.practice.goods_home import CARE, HOME, PAPER
from ydh.practice.goods_tea import GIFT, TEA, WARE
from ydh.practice.rows import Category, ProductRow

SHELVES = (TEA, WARE, GIFT, HOME, PAPER, CARE, FOOD, DRINK, SNACK)
CATEGORIES = tuple(Category(s.category) for s in (*SHELVES, SERVICES))
SEASON_OF: dict[str, Season] = {good.name: good.season for shelf in SHELVES for good in shelf.goods}

_SIZE = re.compile(r"(\S.*?)=([0-9.]+)(?: |\Z)")
_STEPS = (1, 2, 4, 6, 10, 12, 24, 50, 100)  # how many at a time people order by
_TYPICAL = Decimal(60)  # yuan: about the least worth one line of an order


def make_products(seed: int, products: int) -> tuple[ProductRow, ...]:
    """Make `products` products, most of one SKU, some of several; about 2 in 100 are services."""
    rng = Random(f"{seed}/products")
    services = min(len(SERVICES.goods), products // 50)
    serials = count(rng.randrange(10**6))
    rows: list[ProductRow] = []
    for number, (shelf, good, turn) in enumerate(islice(_goods(rng), products - services), 1):
        rows += _skus(rng, shelf, good, turn, f"{shelf.letter}{number:04}", serials)
    for number, good in enumerate(SERVICES.goods[:services], 1):
        rows.append(_service(good, f"{SERVICES.letter}{number:04}"))
    return tuple(rows)


def ean13(body: str) -> str:
    """Append the check digit to twelve digits."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def product_name(good: PracticeProduct, shelf: PracticeShelf, turn: int) -> str:
    """The name of a good in its `turn`-th line: plain, then with the words of its shelf, then numbered."""
    if not turn:
        return good.name
    again, word = divmod(turn - 1, len(shelf.lines))
    return f"{good.name} {shelf.lines[word]}" + (f" {again + 1}号" if again else "")


def _goods(rng: Random) -> Iterator[tuple[PracticeShelf, PracticeProduct, int]]:
    """Every good once in mixed order, then every good again as another line, without end."""
    deck = [(shelf, good) for shelf in SHELVES for good in shelf.goods]
    for turn in count():
        rng.shuffle(deck)
        for shelf, good in deck:
            yield shelf, good, turn


def _skus(
    rng: Random, shelf: PracticeShelf, good: PracticeProduct, turn: int, code: str, serials: Iterator[int]
) -> Iterator[ProductRow]:
    brand = shelf.brands[(turn + rng.randrange(len(shelf.brands))) % len(shelf.brands)]
    name = product_name(good, shelf, turn)
    factor = rng.randrange(92, 117)
    variants = list(_variants(rng, good))
    minimum, multiple = _amounts(rng, good.box, variants[0][1])
    for number, (attributes, base) in enumerate(variants, 1):
        yield ProductRow(
            code=code,
            name=name,
            category=shelf.category,
            brand=brand,
            unit=good.unit,
            sku=code if len(variants) == 1 else f"{code}-{number:02}",
            attributes=attributes,
            barcode=_barcode(next(serials)),
            pack_size=good.box,
            pack_unit="箱",
            minimum=minimum,
            multiple=multiple,
            price=_price(base, factor),
            service=False,
        )


def _variants(rng: Random, good: PracticeProduct) -> Iterator[tuple[dict[str, str], Decimal]]:
    """Colour x fit where a good has them; else one of its sizes, or now and then all of them."""
    sizes = [(spec, Decimal(yuan)) for spec, yuan in _SIZE.findall(good.sizes)]
    first = rng.randrange(len(sizes))
    if good.colours:
        for colour, fit in product(good.colours.split(), good.fits.split()):
            yield {"颜色": colour, "尺码": fit}, sizes[0][1]
        return
    chosen = sizes if rng.random() < 0.12 else sizes[first : first + 1]
    for spec, yuan in chosen:
        yield {"规格": spec}, yuan


def _price(base: Decimal, factor: int) -> Decimal:
    """`base` x `factor` percent, rounded as price tags are: dear things to the yuan, cheap ones to 1/20 of a fen."""
    step = next(s for least, s in _TAGS if base >= least)
    steps = max(1, int(base * factor / 100 / step))
    return (steps * step).quantize(Decimal("0.0001") if base < 1 else Decimal("0.01"))


_TAGS = (
    (Decimal(100), Decimal(1)),
    (Decimal(10), Decimal("0.5")),
    (Decimal(1), Decimal("0.05")),
    (Decimal(0), Decimal("0.0005")),
)


def _amounts(rng: Random, box: int, price: Decimal) -> tuple[int, int]:
    """Minimum and multiple that fit the box: a box is always a right quantity."""
    steps = [s for s in _STEPS if box % s == 0 and (s == 1 or s * price <= 4 * _TYPICAL)]
    multiple = steps[rng.randrange(len(steps) // 2, len(steps))]
    minimum = multiple * (1 + rng.randrange(2))
    return (minimum if minimum <= box else multiple), multiple


def _barcode(serial: int) -> str:
    # 699: within the range of China, but a block from which no number is given out today
    return ean13(f"699{serial * 7919 % 10**9:09}")


def _service(good: PracticeProduct, code: str) -> ProductRow:
    ((spec, yuan),) = _SIZE.findall(good.sizes)
    return ProductRow(
        code=code,
        name=good.name,
        category=SERVICES.category,
        brand=SERVICES.brands[0],
        unit=good.unit,
        sku=code,
        attributes={"规格": spec},
        barcode="",
        pack_size=1,
        pack_unit=good.unit,
        minimum=1,
        multiple=1,
        price=_price(Decimal(yuan), 100),
        service=True,
    )
