"""What the use cases of goods give to the front ends: frozen, plain, without any id of the store.

Money in yuan, quantities in base units, times UTC; a price that the reader may not see is MASKED.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Short:
    """A sku of which there is too little."""

    code: str
    wanted: Decimal
    available: Decimal

    def __str__(self) -> str:
        return f"{self.code} {self.available}/{self.wanted}"
