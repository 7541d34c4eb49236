"""How much of a long call goes into one transaction: what takes a moment, so that nobody waits longer for the next."""

from collections.abc import Callable, Iterable
from time import perf_counter

MOMENT = 0.035  # seconds that a transaction is to take: with what cannot be foreseen it stays under 0.06
LEAST, FIRST, MOST = 250, 500, 2500  # lines: with fewer, waiting for the disk takes longer than the work


class Pace:
    """Sizes the transactions of one call by their lines, and what a line costs by the time of the transaction before.

    A document counts as a line of its own. `clock` gives seconds; the others are the most documents of a transaction,
    and the fewest, first and most lines.
    """

    def __init__(
        self,
        clock: Callable[[], float] = perf_counter,
        *,
        documents: int = 500,
        least: int = LEAST,
        first: int = FIRST,
        most: int = MOST,
    ) -> None:
        self.documents = documents
        self._clock, self._began = clock, 0.0
        self._least, self._most = least, most
        self._fits, self._taken = first, 0

    def begin(self) -> None:
        """A transaction has begun; one that is tried again begins again."""
        self._began, self._taken = self._clock(), 0

    def fitting(self, lines: Iterable[int]) -> int:
        """How many of the documents that have so many lines each go into this transaction: at least the first."""
        fit = taken = 0
        for count in lines:
            if fit and taken + 1 + count > self._fits:
                break
            fit, taken = fit + 1, taken + 1 + count
        self._taken = taken
        return fit

    def end(self) -> None:
        """It is over. The next one takes as much as would have taken a moment; at most twice, at least half."""
        spent = self._clock() - self._began
        if self._taken:
            moment = round(self._taken * MOMENT / spent) if spent > 0 else self._most
            self._fits = min(self._most, 2 * self._taken, max(self._least, moment, self._taken // 2))
