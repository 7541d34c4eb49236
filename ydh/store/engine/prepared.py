"""Statements written once in peewee's language, compiled once per database, run many times.

Compiling a query costs ten times what running it does, so a hot statement is compiled at its first use and
kept. `slot(field)` stands where a parameter goes; values pass through the field both ways, so that 99.99 is
stored as 9999 and read back as 99.99 on every path.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Generic, cast

from peewee import OP, SQL, Alias, BooleanField, Expression, Field, Function, Node, Select, SelectBase, Value, fn

from ydh.store.tables.fields import DayField, JsonField, ScaledField, UtcField

if TYPE_CHECKING:
    from ydh.store.engine.database import Unit

Row = tuple[Any, ...]
if TYPE_CHECKING:
    from typing_extensions import TypeVar  # one with a default: a statement's rows are plain tuples unless it says more

    R = TypeVar("R", bound=Row, default=Row)
else:
    from typing import TypeVar

    R = TypeVar("R")
_CONVERTED = (ScaledField, UtcField, DayField, JsonField)
_TRUE_OR_FALSE = {0: False, 1: True}.get  # what is stored is never another; no frame of Python for each cell
_SAME_TYPE = {"SUM", "MIN", "MAX", "COALESCE"}


class _Slot:
    __slots__ = ("field", "name")

    def __init__(self, name: str, field: Field | None) -> None:
        self.name, self.field = name, field


def slot(field: Field | str, name: str | None = None) -> Value:
    """A parameter: of `field`'s type and name, or with a plain name and no conversion."""
    if isinstance(field, str):
        return Value(_Slot(field, None), converter=False, unpack=False)
    return Value(_Slot(name or field.name, field), converter=False, unpack=False)


def _writer(field: Field | None) -> Callable[[Any], Any] | None:
    return field.db_value if isinstance(field, (*_CONVERTED, BooleanField)) else None


def _reader(node: Any) -> Callable[[Any], Any] | None:
    if isinstance(node, Alias):
        node = node.node
    if isinstance(node, Function) and node.name in _SAME_TYPE and node.arguments:
        return _reader(node.arguments[0])
    if isinstance(node, Expression) and node.op in (OP.ADD, OP.SUB):
        return _reader(node.lhs)
    if isinstance(node, BooleanField):
        return _TRUE_OR_FALSE
    return node.python_value if isinstance(node, _CONVERTED) else None


class _Compiled:
    """One statement's SQL on one database, with the converters of its parameters and columns."""

    __slots__ = (
        "_constants",
        "_get",
        "_make",
        "_writers",
        "columns",
        "convert",
        "names",
        "params",
        "plain",
        "sql",
        "writes",
    )

    def __init__(self, query: Node, database: Any) -> None:
        self.sql, found = database.get_sql_context().sql(query).query()
        self.params = [
            (p.name, _writer(p.field), None) if isinstance(p, _Slot) else (None, None, p) for p in found or ()
        ]
        self.writes = not isinstance(query, SelectBase)
        self.names = tuple(name for name, _, _ in self.params if name)
        columns = list(getattr(query, "_returning", None) or ())
        self.columns = columns
        self._make: Callable[[Row], Any] | None = None
        readers = [_reader(c) for c in columns]
        self.convert = [(i, r) for i, r in enumerate(readers) if r]
        asked = [name or f" {i}" for i, (name, _, _) in enumerate(self.params)]
        self._constants = {f" {i}": constant for i, (name, _, constant) in enumerate(self.params) if not name}
        self._writers = [(i, write) for i, (_, write, _) in enumerate(self.params) if write]
        self._get = itemgetter(*asked) if len(asked) > 1 else None
        self.plain = not self._writers and not self._constants  # what is given is what is sent

    def bind(self, values: dict[str, Any]) -> Sequence[Any]:
        if self._constants:
            values = values | self._constants
        if self._get is None:
            return [
                (write(values[name]) if write else values[name]) if name else constant
                for name, write, constant in self.params
            ]
        if not self._writers:
            found: Sequence[Any] = self._get(values)
            return found
        cells = list(self._get(values))
        for i, write in self._writers:
            cells[i] = write(cells[i])
        return cells

    def name(self, row: type[Any]) -> None:
        """Let the rows be of this class. Raises TypeError when it has not a name for each column."""
        if len(self.columns) != len(row._fields):
            raise TypeError(f"{row.__name__} has {len(row._fields)} names for {len(self.columns)} columns")
        self._make = partial(tuple.__new__, row)

    def read(self, rows: list[Row]) -> list[Any]:
        """The rows with their cells converted, of the class that they were given."""
        found = self._converted(rows) if self.convert else rows
        return found if self._make is None else list(map(self._make, found))

    def _converted(self, rows: list[Row]) -> list[Row]:
        if len(rows) > 4:  # column by column: a fraction of cell by cell
            columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
            for i, convert in self.convert:
                columns[i] = map(convert, columns[i])
            return list(zip(*columns, strict=True))
        done = []
        for row in rows:
            cells = list(row)
            for i, convert in self.convert:
                cells[i] = convert(cells[i])
            done.append(tuple(cells))
        return done


class Statement(Generic[R]):
    """A query with slots. Given a function instead of a query, the function makes it for the engine's name.

    `row` is the class of its rows (see rows.py). `raw` rows come as the database has them, for a caller who converts
    them once for many reads.
    """

    def __init__(self, query: Node | Callable[[str], Node], row: type[R] | None = None, *, raw: bool = False) -> None:
        self._query, self._row, self._raw = query, row, raw
        self._at: dict[Any, _Compiled] = {}
        self._counting: Statement | None = None
        self._plans: dict[tuple[str, str], list[tuple[Any, ...]]] = {}

    def _on(self, unit: "Unit") -> _Compiled:
        found = self._at.get(unit.engine)
        if found is None:
            query = self._query if isinstance(self._query, Node) else self._query(unit.engine)
            found = _Compiled(query, unit.database)
            if self._raw:
                found.convert = []
            if self._row is not None:
                found.name(self._row)
            self._at[unit.engine] = found  # whole, because other threads take it from here
        return found

    def rows(self, unit: "Unit", /, **values: Any) -> list[R]:
        """Every row, read to the end: a half-read query pins SQLite's WAL."""
        it = self._on(unit)
        if it.writes:
            unit.check_writing()
        found: list[R] = it.read(unit.execute(it.sql, it.bind(values)).fetchall())
        return found

    def row(self, unit: "Unit", /, **values: Any) -> R | None:
        """The only row, or None."""
        found = self.rows(unit, **values)
        return found[0] if found else None

    def one(self, unit: "Unit", /, **values: Any) -> Any:
        """The first column of the only row, or None."""
        found = self.rows(unit, **values)
        return found[0][0] if found else None

    def count(self, unit: "Unit", /, **values: Any) -> int:
        """How many rows there are without its limit; `values` are those of `rows`."""
        if self._counting is None:
            query = self._query
            self._counting = Statement(lambda engine: _counted(query if isinstance(query, Node) else query(engine)))
        return int(self._counting.one(unit, **values))

    def run(self, unit: "Unit", /, **values: Any) -> int:
        """Change rows and give their number. Only inside a writing unit of work."""
        it = self._on(unit)
        unit.check_writing()
        return int(unit.execute(it.sql, it.bind(values)).rowcount)

    def insert(self, unit: "Unit", /, **values: Any) -> int:
        """Insert one row and give its id; the statement must be `.returning(Model.id)`."""
        it = self._on(unit)
        unit.check_writing()
        return int(unit.execute(it.sql, it.bind(values)).fetchall()[0][0])

    def many(self, unit: "Unit", names: str, rows: Sequence[Row]) -> int:
        """Run once for each tuple of `rows`, whose cells are named by `names`; gives the number of rows changed."""
        if not rows:
            return 0
        unit.check_writing()
        it = self._on(unit)
        plan = self._plans.get((unit.engine, names))
        if plan is None:
            given = names.split()
            plan = self._plans[unit.engine, names] = [
                (None if name is None else given.index(name), write, constant) for name, write, constant in it.params
            ]
        if len(rows) == 1:
            row = rows[0]
            one = [constant if at is None else (write(row[at]) if write else row[at]) for at, write, constant in plan]
            return int(unit.execute(it.sql, one).rowcount)
        return unit.execute_many(it.sql, self._columns(plan, rows))

    def many_raw(self, unit: "Unit", names: str, rows: Sequence[Row]) -> int:
        """`many` for cells that are as the database has them: money in cents, days and plain data as text."""
        if not rows:
            return 0
        unit.check_writing()
        it = self._on(unit)
        given = names.split()
        if given == [name for name, _, _ in it.params]:
            return unit.execute_many(it.sql, rows)
        order = [given.index(name or "") for name, _, _ in it.params]
        return unit.execute_many(it.sql, map(itemgetter(*order), rows))

    def _columns(self, plan: list[tuple[Any, ...]], rows: Sequence[Row]) -> Iterable[Row]:
        """Convert column by column, which costs a fraction of cell by cell."""
        given = list(zip(*rows, strict=True))
        columns: list[Iterable[Any]] = []
        for at, write, constant in plan:
            if at is None:
                columns.append(repeat(constant))
            else:
                columns.append(map(write, given[at]) if write else given[at])
        return zip(*columns, strict=False)


def _counted(query: Any) -> Node:
    """The number of a query's rows. Each is counted where it is found; only groups have to be made first."""
    found: Any = query.clone()
    found._order_by = found._limit = found._offset = None
    if not isinstance(query, Select) or found._group_by or found._distinct or found._simple_distinct:
        return Select([found.alias("found")], [fn.COUNT(SQL("*"))])
    found._returning = (fn.COUNT(SQL("*")),)
    return cast(Node, found)


class Members(Generic[R]):
    """A query over a list of values (`field IN …`), compiled for a few sizes and padded with its last value."""

    SIZES = (1, 2, 4, 8, 32, 64, 128, 256, 500)

    def __init__(
        self, query: Callable[[str, Any], Node], field: Field, row: type[R] | None = None, *, raw: bool = False
    ) -> None:
        self._make, self._field, self._row, self._raw = query, field, row, raw
        self._sized: dict[int, Statement[R]] = {}

    def rows(self, unit: "Unit", members: Sequence[Any], /, **values: Any) -> list[R]:
        """Every row of every member, in chunks of at most 500."""
        found: list[R] = []
        for start in range(0, len(members), self.SIZES[-1]):
            chunk = list(members[start : start + self.SIZES[-1]])
            size = next(s for s in self.SIZES if s >= len(chunk))
            chunk += chunk[-1:] * (size - len(chunk))
            statement = self._of(size)
            it = statement._on(unit)
            if not values and it.plain and len(it.params) == size:
                if it.writes:
                    unit.check_writing()
                found += it.read(unit.execute(it.sql, chunk).fetchall())
            else:
                found += statement.rows(unit, **{f"m{i}": m for i, m in enumerate(chunk)}, **values)
        return found

    def _of(self, size: int) -> Statement[R]:
        if size not in self._sized:
            slots = [slot(self._field, f"m{i}") for i in range(size)]
            self._sized[size] = Statement(lambda engine: self._make(engine, slots), self._row, raw=self._raw)
        return self._sized[size]


def insert(model: Any, names: str) -> Statement:
    """An INSERT of the named columns, one slot each."""
    fields = [model._meta.fields[name] for name in names.split()]
    return Statement(model.insert({f: slot(f) for f in fields}))


def insert_returning(model: Any, names: str) -> Statement:
    """An INSERT of the named columns that gives the new id."""
    fields = [model._meta.fields[name] for name in names.split()]
    return Statement(model.insert({f: slot(f) for f in fields}).returning(model.id))


def locked(query: Any, engine: str, how: str = "FOR UPDATE") -> Any:
    """`query` with its rows locked; SQLite's write lock covers them already."""
    return query.for_update(how) if engine == "postgres" else query


__all__ = ["Members", "Row", "Statement", "insert", "insert_returning", "locked", "slot"]
