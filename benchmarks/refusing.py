"""Memory of a step on thousands of documents at once that is refused for each of them, and of one that is done."""

from benchmarks.importing import filled
from benchmarks.measure import Figure, at_most, copied, peak_memory
from benchmarks.shop import Shop, make
from ydh.core.values.outcomes import Done, Refused, Seen, Target
from ydh.core.workflow.acting import act_many


def run(folder, *, quick):
    """The peak of a process that keeps as many refusals as another keeps passes, the documents whole in both."""
    n = 60 if quick else 18_597
    path = make(folder)
    numbers = filled(path, n)
    for step in ("review", "finance"):
        _asked(f"sqlite:///{path}", numbers, step, Done)
    refused = peak_memory(_asked, copied(path, "refused.db"), numbers, "ship", Refused)
    passed = peak_memory(_asked, copied(path, "passed.db"), numbers, "release", Done)
    yield Figure(f"bulk: memory of {n} refusals (floor: as many passes)", "MB", refused, passed, (at_most(1.1),))


def _asked(url, numbers, step, expected):
    shop = Shop(url)
    outcomes = act_many(shop.staff[step], [Target(number, Seen(step)) for number in numbers], "approve")
    assert all(isinstance(outcome, expected) for outcome in outcomes), outcomes[0]
    shop.close()
