"""What a code stands for, and who has it: one code means one item, whatever it came in by. S17.4, S17.6

A customer's own code goes first, then an item's own code, its barcode, its further codes. Those of two items can't be
the same; doubles from before that was so are refused where they are scanned, until somebody settles them.
Quantities in base units.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from ydh.core.values import labels
from ydh.core.values.codes import code_fold, is_measured, package_of
from ydh.core.values.errors import Conflict, Invalid, NotFound, Stale, YdhError
from ydh.core.values.labels import GoodsLabel
from ydh.core.values.money import ONE
from ydh.core.values.text import escaped, key
from ydh.core.values.words import N_, Label
from ydh.store.engine.database import Unit
from ydh.store.goods import codes as store

ITEM, BARCODE, FURTHER, OWN = "item", "barcode", "further", "own"
# how many of a unit are a kilogram: an item in such a unit is sold by weight
_PER_KILOGRAM = {
    **dict.fromkeys(("kg", "千克", "公斤", "kilogram"), Decimal(1)),
    **dict.fromkeys(("g", "克", "gram"), Decimal(1000)),
    **dict.fromkeys(("斤", "市斤"), Decimal(2)),
    "两": Decimal(20),
    **dict.fromkeys(("t", "吨"), Decimal("0.001")),
}
KINDS = {
    ITEM: Label(N_("item code"), ITEM),
    BARCODE: Label(N_("barcode"), BARCODE),
    FURTHER: Label(N_("further code"), FURTHER),
    OWN: Label(N_("own item code"), OWN),
}


class Found(Protocol):
    """A row that says what a code stands for; it may say more."""

    @property
    def fold(self) -> str: ...
    @property
    def customer(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def each(self) -> Decimal: ...
    @property
    def other_customer(self) -> int | None: ...
    @property
    def other_kind(self) -> str | None: ...
    @property
    def other(self) -> str | None: ...
    @property
    def base_unit(self) -> str: ...
    @property
    def code(self) -> str: ...


F = TypeVar("F", bound=Found)


class Known(NamedTuple, Generic[F]):
    """What a text stands for: the row of its item, how many base units one scan counts, what is wrong with it.

    `label` is what a label says besides, see values/labels.py.
    """

    row: F
    each: Decimal
    problem: YdhError | None
    label: GoodsLabel | None = None


# --- looking up ---


def folds_of(texts: Iterable[str]) -> list[str]:
    """What has to be looked up for these texts: they themselves, what is on a label, what they are packages of."""
    folds = {code_fold(code) for text in texts for code in (labels.bare(text), _on_label(text)) if code}
    return sorted(folds | {inner for fold in folds if (inner := package_of(fold))})


def _on_label(text: str) -> str:
    """The GTIN of a label; empty for what is none, or none that can be read."""
    if not (labels.is_label(text) or labels.may_be_label(text)):
        return ""
    try:
        return labels.read(text).item
    except Invalid:
        return ""


def choose(text: str, found: Mapping[str, Sequence[F]], customer: int = 0, *, scanned: bool = False) -> Known[F] | None:
    """What a text stands for among the rows by fold, for everyone or for a customer.

    What is scanned is refused when it stands for two things; an item's own code that somebody typed is that item's.
    """
    known = _code(labels.bare(text), found, customer, scanned=scanned)
    item = "" if known else _on_label(text)
    if not item:
        return known
    label = labels.read(text)
    known = _code(item, found, customer, scanned=scanned, label=label)
    return known and _counted(known, label)


def unknown(text: str) -> YdhError:
    """Why nothing is known by this text: no item has it, or it is a label that names none."""
    if labels.is_label(text) or labels.may_be_label(text):
        try:
            if labels.read(text).parcel:
                return Invalid("label-parcel", code=escaped(text))
        except Invalid as error:
            return error.kept() if labels.is_label(text) else NotFound("sku-unknown", code=escaped(text))
    return NotFound("sku-unknown", code=escaped(text))


def _code(
    text: str, found: Mapping[str, Sequence[F]], customer: int, *, scanned: bool, label: GoodsLabel | None = None
) -> Known[F] | None:
    fold = code_fold(text)
    row = _first(found.get(fold, ()), customer)
    if row is None:
        inner = _first(found.get(package_of(fold), ()), customer)
        if inner is None:
            return None
        weighed = label is not None and is_measured(fold) and (label.weight or label.items)
        return Known(inner, ONE, None if weighed else _not_known(text, fold, inner.code))
    for it in found[fold]:
        if it.other is not None and _in_doubt(it, text, customer, scanned=scanned):
            return Known(row, row.each, Conflict("code-double", code=escaped(text), sku=row.code, other=it.other))
    return Known(row, row.each, None)


def _counted(known: Known[F], label: GoodsLabel) -> Known[F]:
    """With how much the label says there is: pieces in a parcel, a count, or the weight of what is sold by weight."""
    many = label.pieces or label.items
    each, problem = known.each * many if many else known.each, known.problem
    if label.weight and not many:
        per_kilogram = _PER_KILOGRAM.get(key(known.row.base_unit))
        if per_kilogram is not None:
            each = label.weight * per_kilogram
        elif is_measured(code_fold(label.item)):
            data = {"code": label.item, "sku": known.row.code, "unit": known.row.base_unit or "-"}
            problem = problem or Invalid("label-weight", **data)
    return Known(known.row, each, problem, label)


def _in_doubt(it: Found, text: str, customer: int, *, scanned: bool) -> bool:
    """Whether a code that stands for two things may not be taken: for the customer, as it was typed or scanned."""
    if it.customer not in (0, customer) or it.other_customer not in (0, customer):
        return False
    own_code = it.kind == ITEM and not it.other_customer and key(text) == key(it.code)
    return scanned or not own_code


def _first(rows: Iterable[F], customer: int) -> F | None:
    """What the customer calls by it goes before what everyone does."""
    return max((row for row in rows if row.customer in (0, customer)), key=lambda row: row.customer, default=None)


def _not_known(text: str, fold: str, sku: str) -> YdhError:
    return Invalid("code-measured" if is_measured(fold) else "code-package", code=escaped(text), sku=sku)


def by_fold(rows: Iterable[F]) -> dict[str, list[F]]:
    """Rows as `choose` takes them."""
    found: dict[str, list[F]] = {}
    for row in rows:
        found.setdefault(row.fold, []).append(row)
    return found


def look_up(
    unit: Unit, texts: Iterable[str], *, customer: int = 0, scanned: bool = False
) -> dict[str, Known[store.FoundCode]]:
    """What each of the texts stands for; without those that stand for nothing."""
    wanted = list(texts)
    found = by_fold(store.FIND.rows(unit, folds_of(wanted), customer=customer))
    known = {text: choose(text, found, customer, scanned=scanned) for text in wanted}
    return {text: it for text, it in known.items() if it is not None}


def item_named(unit: Unit, text: str, *, customer: int = 0) -> store.FoundCode:
    """The item behind a code that somebody typed. Raises NotFound, Invalid, Conflict."""
    found = look_up(unit, [text], customer=customer).get(text)
    if found is None:
        raise unknown(text)
    if found.problem:
        raise found.problem
    return found.row


# --- having codes ---


class Code(NamedTuple):
    """A code as it is given: for everyone, or (customer not 0) as what a customer calls the item."""

    kind: str
    text: str
    customer: int = 0
    quantity: Decimal = ONE

    @property
    def fold(self) -> str:
        return code_fold(self.text)


def codes_of(code: str, barcode: str | None) -> list[Code]:
    """An item's own code and its barcode; a barcode that is the code as well is that."""
    own = Code(ITEM, code)
    return [own, Code(BARCODE, barcode)] if barcode and code_fold(barcode) != own.fold else [own]


def alone(unit: Unit) -> None:
    """Wait for whoever is changing codes. Called before the rows of goods are locked."""
    store.ALONE.rows(unit)


Spot = tuple[str, int]  # fold, customer


class Holdings:
    """Who has which of some codes, changed in memory and then written in a few statements."""

    def __init__(self, unit: Unit, codes: Iterable[str]) -> None:
        self._unit = unit
        self._customers: dict[int, str] = {}
        self._held: dict[Spot, tuple[str, Code]] = {}
        self._at: dict[str, set[int]] = {}
        self._lost: list[tuple[str, Code]] = []
        for row in store.HELD.rows(unit, folds_of(codes)):
            self._customers[row.customer] = row.customer_code or ""
            self._put(row.sku, row.fold, Code(row.kind, row.text, row.customer, row.quantity))
        self._before = dict(self._held)

    def _put(self, sku: str, fold: str, code: Code) -> None:
        self._held[fold, code.customer] = (sku, code)
        self._at.setdefault(fold, set()).add(code.customer)

    def change(self, sku: str, before: Iterable[Code], after: Iterable[Code]) -> None:
        """Let an item (by its code) have these codes instead of those. Raises Invalid, and then nothing is changed."""
        was, will = list(before), list(after)
        new = [code for code in will if code not in was]
        gone = [code for code in was if code not in will]
        freed = {(code.fold, code.customer) for code in gone}
        for code in new:
            self._check(sku, code, freed)
        for code in gone:
            spot = (code.fold, code.customer)
            if self._held.get(spot, ("",))[0] == sku:
                del self._held[spot]
                self._at[code.fold].discard(code.customer)
            self._lost.append((sku, code))
        for code in new:
            self._put(sku, code.fold, code)

    def admit(self, sku: str, code: Code) -> None:
        """Let an item have a code that was put aside. Raises Invalid while it stands for something else."""
        self.change(sku, (), (code,))
        self._lost.append((sku, code))

    @property
    def touched(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._lost) or self._held != self._before

    def _check(self, sku: str, code: Code, freed: set[Spot]) -> None:
        fold = code.fold
        if is_measured(fold) and code.kind != ITEM:
            raise Invalid("code-of-measure", code=code.text, inner=package_of(fold))
        inner = self._held.get((package_of(fold), 0))
        if inner and inner[0] != sku and code.kind in (BARCODE, FURTHER):
            raise Invalid("code-package-of", code=code.text, sku=inner[0], inner=inner[1].text)
        for customer in self._at.get(fold, ()):
            other, held = self._held[fold, customer]
            if other == sku and (customer != code.customer or (fold, customer) in freed):
                continue
            if other == sku or code.customer == customer or 0 in (code.customer, customer):
                raise self._taken(other, held, code.text)

    def _taken(self, sku: str, held: Code, text: str) -> Invalid:
        if held.customer:
            return Invalid("code-own-taken", code=text, sku=sku, customer=self._customers.get(held.customer, ""))
        return Invalid("code-taken", code=text, sku=sku, kind=KINDS[held.kind])

    def write(self, ids: Callable[[str], int]) -> None:
        """Write what has changed; `ids` gives the id of an item by its code. Raises Stale."""
        if not self.touched:
            return
        unit = self._unit
        gone = [it for spot, it in self._before.items() if self._held.get(spot) != it]
        new = [it for spot, it in self._held.items() if self._before.get(spot) != it]
        spots = [(code.fold, code.customer, ids(sku)) for sku, code in gone]
        if store.TAKE.many(unit, "fold customer sku", spots) != len(spots):
            raise Stale("changed-meanwhile")
        lost = [(code.fold, code.customer, ids(sku), code.kind) for sku, code in self._lost]
        store.SETTLE.many(unit, "fold customer sku kind", lost)
        store.GIVE.many(unit, store.CODE, [_row(ids(sku), code) for sku, code in new])
        self._before = dict(self._held)
        settle(unit, {fold for fold, *_ in lost})
        self._lost = []


def _row(sku: int, code: Code) -> tuple[Any, ...]:
    return code.fold, code.customer, sku, code.kind, code.text, code.quantity


def settle(unit: Unit, freed: Iterable[str]) -> None:
    """Give codes that nobody has any more to the items that were waiting for them."""
    waiting = store.ASIDE.rows(unit, sorted(freed))
    if not waiting:
        return
    there = Holdings(unit, [row.text for row in waiting])
    for row in waiting:
        code = Code(row.kind, row.text, row.customer, row.quantity)
        with suppress(Invalid):  # it still stands for something else
            there.admit(row.sku, code)
    if there.touched:
        there.write(lambda sku: int(store.SKU_ID.one(unit, code=sku)))


def change(unit: Unit, sku: tuple[int, str], before: Sequence[Code], after: Sequence[Code]) -> None:
    """Let one item (its id and code) have these codes instead of those. Raises Invalid when another has one."""
    there = Holdings(unit, [code.text for code in (*before, *after)])
    there.change(sku[1], before, after)
    there.write(lambda _: sku[0])


def forget(unit: Unit, sku: int) -> Callable[[], None]:
    """What an item's codes leave behind when it is deleted: to be called once they are gone."""
    freed = [fold for (fold,) in store.FOLDS.rows(unit, sku=sku)]
    return lambda: settle(unit, freed)
