"""Quantities of an order's lines as somebody typed them: `1=2箱` is read with what the line keeps of its item."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ydh.core.orders.order import Order
from ydh.core.values.errors import NotFound
from ydh.core.values.money import ONE
from ydh.core.values.quantities import Pack, Quantity, in_base_units
from ydh.store.engine.database import Unit
from ydh.store.orders import orders

_PLAIN = Pack("", ONE, "")


class Packs:
    """In what the lines of an order are counted; looked up only when a unit was typed."""

    def __init__(self, unit: Unit, doc: Order) -> None:
        self._unit, self._doc = unit, doc
        self._known: dict[int, Pack] | None = None

    def base(self, position: int, quantity: Quantity) -> Decimal:
        """Base units of a quantity of the line at that position. Raises NotFound, Invalid."""
        if isinstance(quantity, Decimal):
            return in_base_units(quantity, _PLAIN)
        if self._known is None:
            self._known = {at: Pack(*rest) for at, *rest in orders.PACKS.rows(self._unit, order=self._doc.id)}
        if position not in self._known:
            raise NotFound("no-line", number=self._doc.name, position=position)
        return in_base_units(quantity, self._known[position])

    def all(self, given: Mapping[int, Quantity]) -> dict[int, Decimal]:
        """Base units by position. Raises NotFound, Invalid."""
        return {position: self.base(position, quantity) for position, quantity in given.items()}

    def lots(
        self, given: Mapping[int, Iterable[tuple[str, Quantity | None]]]
    ) -> dict[int, list[tuple[str, Decimal | None]]]:
        """The lots that are named by position, each with the most of it, if that is said. Raises NotFound, Invalid."""
        return {
            position: [(code, None if most is None else self.base(position, most)) for code, most in named]
            for position, named in given.items()
        }
