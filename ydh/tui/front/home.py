"""Where a person begins: what should I do next? Queues with counts and ages for staff, the shop for a customer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.orders.order_table import LIFTERS
from ydh.core.rules.permissions import P
from ydh.core.shipping.views import WAITING
from ydh.core.values.errors import NotAllowed
from ydh.core.values.words import N_, Label
from ydh.core.workflow import queues
from ydh.core.workflow.news import latest
from ydh.core.workflow.tasks import MAY
from ydh.core.workflow.todo_table import FACTS, TASK_NAMES
from ydh.core.workflow.views import Day, QueueCount, Task
from ydh.tui.front.places import places_for, screen_at
from ydh.tui.front.queue import LATE, OLDEST, WAIT, columns_named, count_of, queue_screen, queues_for
from ydh.tui.lists.book import Book, Deed, Found, Query
from ydh.tui.lists.listing import ListScreen
from ydh.tui.lists.nouns import columns_of
from ydh.tui.lists.words import action_name
from ydh.tui.paint import shown
from ydh.tui.paint.parts import Age, Column, Figure, Heading, Part, Plain, Rows, Say, Trend

ALL = "orders.orders:AllOrders"  # what the key 0 opens
NEXT = N_("next: {step}")
NEWS, WORDS = ("at", "number", "action"), 24
SOME = 6  # rows of what stands beside the queues
FIRST = columns_named("customer", "total", "since", "due")
REST = N_("nothing waits for you")


@dataclass(frozen=True)
class Way:
    """A row of the home screen: where it leads, and what waits there."""

    key: str
    label: Any
    count: int | None
    oldest: datetime | None
    overdue: int
    mine: int
    queue: tuple[str, str] | None
    place: Any
    filters: Mapping[str, str] | None = None

    @property
    def bar(self) -> tuple[tuple[int, str], ...]:
        """What waits as cells of a bar."""
        return (self.overdue, "late-bar"), ((self.count or 0) - self.overdue, "load-bar")


@dataclass(frozen=True)
class Work:
    """Work beside the queues: where it is listed, narrowed to the rows that are counted, and who is told of it."""

    code: str
    where: str
    needs: tuple[P, ...]
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What it is called; marked."""
        return TASK_NAMES[self.code]


WORK = (
    Work("picks", "shipping.picks:PickQueue", MAY["picks"], {"state": WAITING}),
    Work("cases", "cases.cases:Cases", MAY["cases"]),
    Work("papers", "stock.papers:Papers", MAY["papers"], {"confirm": "yes"}),
    Work("limits", "stock.stock:Stock", MAY["limits"], {"short": "limits"}),
    Work("held", "front.queue:HeldOrders", LIFTERS, {"which": "mine"}),
)

_OF = {column.name: column for column in columns_of(FACTS)}
COLUMNS = (
    Column("key", "", "code", 2),
    replace(_OF["what"], name="label", of=None),
    replace(_OF["waiting"], name="count", kind="measure", width=7, of=lambda way: count_of(way.count)),
    replace(_OF["oldest"], kind="age", width=7, of=None),
    replace(
        _OF["overdue"],
        kind="measure",
        of=lambda way: count_of(way.overdue) if way.overdue else "",
        tone=lambda way: "late",
    ),
    replace(_OF["mine"], kind="measure", of=lambda way: count_of(way.mine) if way.mine else "", drop=2),
    Column("bar", N_("one cell each"), "bar", 13, drop=1, most=40, of=lambda way: way.bar),
)


class Home(Book):
    """My queues, what is overdue, what is held, what I did today, and every other place."""

    name, title = "home", N_("home")
    columns: tuple[Column, ...] = COLUMNS
    searches, table = False, False

    def __init__(self, app: Any) -> None:
        self._places = places_for(app)
        here = {place.where: place for place in self._places}
        self._work = [(it, here[it.where]) for it in WORK if it.where in here and app.may(it.needs)]
        keyed = list(enumerate(self._named(app)[:9], 1)) + [(0, it.label) for it in self._places if it.where == ALL]
        self.deeds = tuple(Deed(f"open_{n}", str(n), label, opens=self._opens(n), alone=True) for n, label in keyed)
        self._rows: list[Any] = []

    def _named(self, app: Any) -> list[str]:
        """What the keys 1 to 9 open; marked."""
        return [*(label for _, _, label in queues_for(app)), *(work.label for work, _ in self._work)]

    def _opens(self, n: int) -> Callable[[Any, Any], Any]:
        def go(app: Any, _: Any) -> Any:
            ways = [row for row in self._rows if isinstance(row, Way) and row.key == str(n)]
            return self.enter(app, ways[0]) if ways else None

        return go

    def page(self, actor: Actor, query: Query) -> Found:
        day = queues.day(actor)
        rows: list[Any] = [Heading(N_("my queues"))] if day.queues else []
        for n, queue in enumerate(day.queues, 1):
            rows.append(self._queue(n, queue))
        tasks = {it.code: it for it in (*day.tasks, Task("held", day.liftable, None))}
        if self._work:
            rows.append(Heading(N_("also to do")))
        for n, (work, place) in enumerate(self._work, len(day.queues) + 1):
            rows.append(self._task(n, work, place, tasks.get(work.code)))
        named = {work.label for work, _ in self._work}
        rest = [place for place in self._places if place.label not in named]
        rows += [Heading(N_("other places")), *(self._place(place, day) for place in rest)]
        self._rows = rows
        return Found(rows)

    def _queue(self, n: int, queue: QueueCount) -> Way:
        key = str(n) if n < 10 else ""
        return Way(
            key,
            queue.label if queue.on else Say(N_("{step} (switched off)"), {"step": queue.label}),
            queue.count,
            queue.oldest,
            queue.overdue,
            queue.assigned_to_me,
            (queue.workflow, queue.step),
            None,
        )

    def _task(self, n: int, work: Work, place: Any, task: Task | None) -> Way:
        count, oldest, filters = (task.count, task.oldest, work.filters) if task else (None, None, None)
        return Way(str(n) if n < 10 else "", Label(work.label), count, oldest, 0, 0, None, place, filters)

    def _place(self, place: Any, day: Day) -> Way:
        held = day.held if place.where == "front.queue:HeldOrders" else None
        return Way("0" if place.where == ALL else "", Label(place.label), held, None, 0, 0, None, place)

    def key(self, row: Way) -> str:
        return str(row.queue or row.label)

    def called(self, row: Way) -> Any:
        return row.label

    def head(self, actor: Actor, query: Query) -> Any:
        return advice(queues.day(actor))

    def detail(self, actor: Actor, row: Way) -> Sequence[Part]:
        day = queues.day(actor)
        columns = (
            Column("action", N_("action"), of=lambda pair: action_name(pair[0])),
            Column("n", N_("how often"), "integer", 9, of=lambda pair: pair[1]),
        )
        done = Rows(columns, day.done_today, N_("what I did today"), N_("nothing done yet today"))
        return [*_trend(actor), done]

    def aside(self, actor: Actor, row: Way) -> Sequence[Part]:
        """Whose turn it is in the queue, and what others did just now."""
        from ydh.tui.front.news import COLUMNS

        news = tuple(replace(column, most=WORDS) for column in COLUMNS if column.name in NEWS)
        first = queues.queue(actor, *row.queue, limit=SOME).rows if row.queue else ()
        turn: list[Part] = [Plain(""), Rows(FIRST, first, N_("first in line"))] if first else []
        return (*turn, Plain(""), Rows(news, latest(actor, limit=SOME), N_("what others did just now"), N_("no news")))

    def enter(self, app: Any, row: Way) -> Any:
        if row.queue is not None:
            screen = queue_screen(*row.queue)
            screen.place = ".".join(row.queue)
            return screen
        return screen_at(app, row.place, row.filters)

    def style(self, row: Way) -> str:
        return "faint" if row.count == 0 else "plain"


def _trend(actor: Actor) -> list[Part]:
    """How many orders come in a day, for who sees orders."""
    try:
        numbers = queues.per_day(actor, shown.now())
    except NotAllowed:
        return []
    mean = Decimal(sum(numbers)) / len(numbers)
    figures = (
        (N_("today"), numbers[-1]),
        (N_("a day"), mean.quantize(Decimal("0.1"))),
        (N_("at most"), max(numbers)),
    )
    return [Trend(N_("orders a day, the last 28 days"), numbers, figures)]


def advice(day: Day) -> tuple[Figure, ...] | Say:
    """What to do next: the queue with most that is overdue, else the one that has waited longest."""
    waiting = [q for q in day.queues if q.oldest is not None]
    if not waiting:
        return Say(REST, {}, "faint")
    it = min(waiting, key=lambda q: (-q.overdue, str(q.oldest)))
    late = (Figure(Say(LATE, {"n": count_of(it.overdue)}), "late"),) if it.overdue else ()
    count, oldest = Say(WAIT, {"n": count_of(it.count)}), Say(OLDEST, {"age": Age(it.oldest)})
    return (Figure(Say(NEXT, {"step": it.label})), *late, Figure(count), Figure(oldest))


class CustomerHome(Home):
    """A customer's places."""

    columns = COLUMNS[:2]

    def _named(self, app: Any) -> list[str]:
        return [place.label for place in self._places]

    def page(self, actor: Actor, query: Query) -> Found:
        self._rows = [
            Way(str(n) if n < 10 else "", Label(place.label), None, None, 0, 0, None, place)
            for n, place in enumerate(self._places, 1)
        ]
        return Found(self._rows)

    def head(self, actor: Actor, query: Query) -> Any:
        return ""

    def aside(self, actor: Actor, row: Way) -> Sequence[Part]:
        return ()

    def detail(self, actor: Actor, row: Way) -> Sequence[Part]:
        from ydh.tui.front.my_news import news_parts

        return news_parts(actor)


def home_of(app: Any) -> list[Any]:
    """The screens that are open when somebody has signed in."""
    if app.me.kind == "customer":
        from ydh.tui.orders.catalogue import catalogue

        shop = catalogue(app)
        shop.place = "orders.catalogue:catalogue"
        return [ListScreen(CustomerHome(app)), shop]
    return [ListScreen(Home(app))]
