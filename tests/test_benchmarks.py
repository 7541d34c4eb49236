"""The benchmarks run; how fast anything is belongs to `make bench`, never to a test."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from peewee import sqlite3

from benchmarks import floor_steps, report
from benchmarks.__main__ import main
from benchmarks.builds import Build, Failed, at
from benchmarks.bulk import _pass
from benchmarks.measure import ITSELF, OTHER, Figure, at_least, at_most
from benchmarks.pairs import in_pairs, paired
from benchmarks.shop import Shop, make

# what 0e3c772 writes of a figure
OLDER = {"name": "flow", "unit": "orders/s", "ours": 200.0, "floor": 500.0, "ratio": 0.4, "target": "", "reached": None}
BENCHMARK = "import json, sys\nfile = sys.argv[sys.argv.index('--json') + 1]\nopen(file, 'w').write(json.dumps({!r}))\n"


def run_quickly(tmp_path: Path, *names: str) -> dict[str, dict]:
    """The figures of a quick run, by name."""
    file = tmp_path / "figures.json"
    chosen = [word for name in names for word in ("--only", name)]
    assert main(["--quick", "--json", str(file), *chosen]) == 0
    return {figure["name"]: figure for figure in json.loads(file.read_text())}


def test_a_quick_run_gives_each_figure_beside_its_floor(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = run_quickly(tmp_path, "flow", "bulk", "refusing", "importing")
    names = {"flow, 6 commits", "one transition", "bulk: release, the same rows", "import of 100 orders"}
    assert names | {"bulk: memory of 60 refusals (floor: as many passes)"} <= found.keys()
    table, _, markdown = capsys.readouterr().out.rpartition("\n\n")
    assert all(name in table for name in found)
    assert "| an order's whole way, six durable commits, all checks |" in markdown
    for figure in found.values():
        assert figure["ours"] >= 0
        assert figure["load"] >= 0
        assert figure["ratio"] == pytest.approx(figure["ours"] / figure["floor"])
        assert figure["reached"] is None  # small sizes show that it runs, not how fast


def test_the_screens_are_measured_in_a_terminal(tmp_path: Path) -> None:
    figures = run_quickly(tmp_path, "screens")
    found = {name.removeprefix("screens: "): figure for name, figure in figures.items()}
    assert {"start to the rows of the queue", "memory above a bare app", "key to repaint, approve"} <= found.keys()
    assert found["bytes an idle minute"]["ours"] == 0
    assert found["bytes a key, held down"]["ours"] > 0
    assert all(figure["floor"] is not None for figure in figures.values())


def test_the_floor_of_a_step_writes_as_many_rows_into_as_many_tables_as_the_step(tmp_path: Path) -> None:
    path, count = make(tmp_path), 20
    shop = Shop(f"sqlite:///{path}")
    numbers = [shop.place(k) for k in range(count)]
    for step in ("review", "finance"):
        _pass(shop, numbers, step)
    plain = floor_steps.passed(tmp_path, count)
    for step in ("release", "ship"):
        before = rows_of(path)
        _pass(shop, numbers, step)
        after = rows_of(path)
        written = {table: len(after[table] - before[table]) for table in after}
        written.pop("counter")  # of the numbers of shipments, once a transaction
        assert plain[step]["rows"] == sum(written.values()), written
    shop.close()


def rows_of(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {table: set(database.execute(f'select * from "{table}"')) for table in tables}


# --- another build beside this one ---


def test_figures_are_matched_by_name_and_each_is_the_median_of_its_runs() -> None:
    ours = [
        [Figure("a", "s", value, floor, load=value), Figure("new", "s", 1.0)]
        for value, floor in ((1, 4), (9, 2), (2, 3))
    ]
    other = [[Figure("gone", "s", 1.0), Figure("a", "s", value, load=8.0)] for value in (5.0, 3.0, 4.0)]
    a, new = paired(ours, other)
    assert (a.ours, a.other, a.floor, a.load) == (2, 4.0, 3, 8.0)
    assert (a.ratio, a.beside) == (pytest.approx(2 / 3), 0.5)
    assert (new.name, new.other, new.beside, new.floor, new.ratio) == ("new", None, None, None, None)


def test_an_aim_is_judged_against_the_floor_the_other_build_or_the_figure_itself() -> None:
    aims = (at_least(0.5), at_least(1.3, OTHER))
    assert Figure("flow", "orders/s", 60, 100, aims).reached is True  # nothing beside: judged by the floor alone
    assert Figure("flow", "orders/s", 60, 100, aims, other=40).reached is True
    assert Figure("flow", "orders/s", 60, 100, aims, other=50).reached is False
    assert Figure("flow", "orders/s", 40, 100, aims, other=10).reached is False
    assert Figure("bytes", "bytes", 250, 1200, (at_most(250, ITSELF),)).reached is True
    assert Figure("bytes", "bytes", 251, 1200, (at_most(250, ITSELF),)).reached is False
    assert Figure("flow", "orders/s", 60, None, aims).reached is None


def test_a_figure_is_read_as_it_was_written_and_as_an_older_build_wrote_it() -> None:
    figure = Figure("flow", "orders/s", 250.0, 500.0, (at_least(0.5), at_least(1.3, OTHER)), load=1.5)
    assert Figure.from_dict(json.loads(json.dumps(figure.as_dict()))) == figure
    assert Figure.from_dict(OLDER) == Figure("flow", "orders/s", 200.0, 500.0)


def test_the_report_has_a_column_for_the_other_build_only_where_there_is_one() -> None:
    known = Figure("bulk: ship, 10000 orders", "s", 1.5, 0.25, (at_most(9), at_most(0.5, OTHER)), other=3.0, load=1.2)
    lacks = Figure("pick, durable scans", "scans/s", 1500.0, 3000.0, (at_least(0.5),), load=1.2)
    beside = report.markdown([known, lacks], "v1").splitlines()
    assert beside[0] == "| what | figure | v1 | ratio to it | floor | ratio to the floor | load | aim |"
    assert beside[2:] == [
        "| shipping of 10,000 orders | 1.5 s | 3 s | 0.50 | 0.25 s | 6.00 | 1.2 | at most 9, at most 0.5 of v1 |",
        "| a pick's durable scan | 1,500 scans/s | - | - | 3,000 scans/s | 0.50 | 1.2 | at least 0.5 |",
    ]
    alone = report.markdown([known, lacks], None).splitlines()
    assert alone[0] == "| what | figure | floor | ratio to the floor | load | aim |"
    assert alone[2] == "| shipping of 10,000 orders | 1.5 s | 0.25 s | 6.00 | 1.2 | at most 9 |"
    head, _, *rows = report.table([known, lacks], "v1").splitlines()
    assert head.split()[:3] == ["figure", "ours", "v1"]
    assert "3" in rows[0].split()
    assert rows[1].split()[:6] == ["pick,", "durable", "scans", "1,500", "-", "-"]


def test_several_reports_make_one_row_of_ranges() -> None:
    figures = [
        Figure(f"report {name}", "ms", ours, 10.0, load=0.5) for name, ours in (("sales", 12.0), ("flow", 1500.0))
    ]
    assert report.markdown(figures, None).splitlines()[2:] == [
        "| the other reports | 12 to 1,500 ms | 10 ms | 1.20 to 150.00 | 0.5 |  |"
    ]


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Build, Build]:
    """Two trees with benchmarks of their own: the second has another figure, and a benchmark that fails."""
    builds = []
    for name, told in (("new", [OLDER | {"ours": 300.0}, OLDER | {"name": "more"}]), ("old", [OLDER])):
        folder = tmp_path / name / "benchmarks"
        folder.mkdir(parents=True)
        (folder / "__main__.py").write_text(BENCHMARK.format(told))
        (folder / "__init__.py").touch()
        (folder / "flow.py").touch()
        builds.append(Build(name, folder.parent, Path(sys.executable)))
    (tmp_path / "new/benchmarks/only_here.py").touch()
    return builds[0], builds[1]


def test_each_build_is_driven_by_its_own_benchmarks_in_turn(
    trees: tuple[Build, Build], capsys: pytest.CaptureFixture[str]
) -> None:
    flow, more = in_pairs("flow", *trees, pairs=2)
    assert (flow.ours, flow.other, flow.floor) == (300.0, 200.0, 500.0)
    assert (more.name, more.other) == ("more", None)
    assert [line.split(",")[1] for line in capsys.readouterr().err.splitlines()] == [" new", " old", " new", " old"]
    assert all(figure.other is None for figure in in_pairs("only_here", *trees, pairs=1))


def test_what_the_other_build_cannot_run_stays_empty_and_what_this_one_cannot_is_an_error(
    trees: tuple[Build, Build], capsys: pytest.CaptureFixture[str]
) -> None:
    ours, other = trees
    (other.tree / "benchmarks/__main__.py").write_text("raise SystemExit('no such table')")
    assert [figure.other for figure in in_pairs("flow", ours, other, pairs=1)] == [None, None]
    assert "no such table" in capsys.readouterr().err
    with pytest.raises(Failed, match="old: flow ended with 1\nno such table"):
        in_pairs("flow", other, ours, pairs=1)


def test_a_revision_gets_a_tree_of_its_own_once(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *words], cwd=tmp_path, check=True)

    git("init", "--quiet", "--initial-branch=main")
    (tmp_path / "Makefile").write_text("install locale:\n\t@echo $@ $(PYTHON) >> installed\n")
    git("add", "Makefile")
    git("commit", "--quiet", "--message=first")
    first = at("HEAD", tmp_path)
    git("commit", "--quiet", "--message=second", "--allow-empty")
    second = at("HEAD", tmp_path)
    assert at("HEAD~1", tmp_path).tree == first.tree != second.tree
    assert first.python == first.tree / ".venv/bin/python"
    assert (first.tree / "installed").read_text().split().count("install") == 2  # make decides what there is to do
    with pytest.raises(Failed, match="no-such-revision"):
        at("no-such-revision", tmp_path)
