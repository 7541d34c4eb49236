"""The benchmarks run; how fast anything is belongs to `make bench`, never to a test."""

import json

import pytest

from benchmarks.__main__ import main


def test_a_quick_run_gives_each_figure_beside_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "flow", "--only", "bulk", "--only", "importing"]) == 0
    table, _, figures = capsys.readouterr().out.rpartition("\n\n")
    found = {figure["name"]: figure for figure in json.loads(figures)}
    assert {"flow, 6 commits", "one transition", "bulk: finance, 60 orders", "import of 100 orders"} <= found.keys()
    assert all(name in table for name in found)
    for figure in found.values():
        assert figure["ours"] >= 0
        assert figure["floor"] is None or figure["ratio"] == pytest.approx(figure["ours"] / figure["floor"])
        assert figure["reached"] is None  # small sizes show that it runs, not how fast


def test_the_screens_are_measured_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "screens"]) == 0
    figures = json.loads(capsys.readouterr().out.rpartition("\n\n")[2])
    found = {figure["name"].removeprefix("screens: "): figure for figure in figures}
    assert {"start to the rows of the queue", "memory above a bare app", "key to repaint, approve"} <= found.keys()
    assert found["bytes an idle minute"]["ours"] == 0
