"""What a run prints: every figure, and the table that the README shows."""

import re
from collections.abc import Sequence

from tabulate import tabulate

from benchmarks.measure import FLOOR, OTHER, Aim, Figure

# What the README shows: its words, and the figures that the words stand for. Several make a row of ranges.
ROWS = (
    ("an order's whole way, six durable commits, all checks", r"flow, 6 commits"),
    ("finance review of 10,000 orders", r"bulk: finance, \d+ orders"),
    ("release of 10,000 orders", r"bulk: release, \d+ orders"),
    ("... against the same rows", r"bulk: release, the same rows"),
    ("shipping of 10,000 orders", r"bulk: ship, \d+ orders"),
    ("... against the same rows", r"bulk: ship, the same rows"),
    ("longest transaction of these three", r"bulk: \w+, longest transaction"),
    ("memory of 18,597 refusals (floor: as many passes)", r"bulk: memory of \d+ refusals.*"),
    ("import of 25,000 orders with all checks", r"import of \d+ orders"),
    ("a pick's durable scan", r"pick, durable scans"),
    ("sales by customer and month, over 1,000,000 lines", r"report customer-months"),
    ("the other reports", r"report (?!customer-months).*"),
    ("8 processes writing to one SQLite file, longest wait", r"8 writers, longest wait"),
    ("`ydh --version`", r"ydh --version"),
    ("`ydh order list` of 100,000 orders, as tsv", r"ydh order list --limit 50 --format tsv"),
    ("start to the first screen", r"screens: start to the first screen"),
    ("bytes a key, the cursor held down", r"screens: bytes a key, held down"),
    ("bytes a key, with details", r"screens: bytes a key, with details"),
    ("opening an order", r"screens: key to repaint, open"),
)
_BOUNDS = {True: "at least", False: "at most"}


def table(figures: Sequence[Figure], other: str | None) -> str:
    """Every figure; those of the build `other` beside when there is one."""
    head = ["figure", "ours", *([other, "ratio to it"] if other else []), "floor", "unit", "ratio", "load"]
    rows = [[*_cells(figure, other), figure.target, _YES[figure.reached]] for figure in figures]
    sides = ["left", *["right"] * (len(head) - 4), "left", "right", "right", "left", "left"]
    return tabulate(rows, [*head, "target", "reached"], disable_numparse=True, colalign=sides)


_YES = {None: "", True: "yes", False: "NO"}


def _cells(figure: Figure, other: str | None) -> list[str]:
    beside = [_number(figure.other), _ratio(figure.beside)] if other else []
    floor = "" if figure.floor is None else _number(figure.floor)
    ratio = "" if figure.ratio is None else _ratio(figure.ratio)
    load = "" if figure.load is None else f"{figure.load:.1f}"
    return [figure.name, _number(figure.ours), *beside, floor, figure.unit, ratio, load]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def markdown(figures: Sequence[Figure], other: str | None) -> str:
    """The rows of the README in its own words, as far as they were measured."""
    head = ["what", "figure", *([other, "ratio to it"] if other else []), "floor", "ratio to the floor", "load", "aim"]
    rows = [
        [words, *_row(found, other), _aims(found[0].aims, found[0].unit, other)]
        for words, named in ROWS
        if (found := [figure for figure in figures if re.fullmatch(named, figure.name)])
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def _row(found: list[Figure], other: str | None) -> list[str]:
    unit = found[0].unit
    beside = [_range([it.other for it in found], unit), _ratios(it.beside for it in found)] if other else []
    loads = [it.load for it in found if it.load is not None]
    return [
        _range([it.ours for it in found], unit),
        *beside,
        _range([it.floor for it in found], unit),
        _ratios(it.ratio for it in found),
        f"{max(loads):.1f}" if loads else "-",
    ]


def _range(values: list[float | None], unit: str) -> str:
    known = sorted(value for value in values if value is not None)
    if not known:
        return "-"
    least, most = (f"{value:,.3g}" if value < 1000 else f"{value:,.0f}" for value in (known[0], known[-1]))
    joiner = "" if unit.startswith("/") else " "
    return (least if least == most else f"{least} to {most}") + joiner + unit


def _ratios(values) -> str:
    known = sorted(value for value in values if value is not None)
    least, most = (f"{known[0]:.2f}", f"{known[-1]:.2f}") if known else ("-", "-")
    return least if least == most else f"{least} to {most}"


def _aims(aims: Sequence[Aim], unit: str, other: str | None) -> str:
    """What is aimed at, in words; what is aimed at beside another build only when there is one."""
    known = [aim for aim in aims if other or aim.of != OTHER]
    ofs = {FLOOR: "", OTHER: f" of {other}"}
    return ", ".join(f"{_BOUNDS[aim.least]} {aim.bound:.3g}{ofs.get(aim.of, ' ' + unit)}" for aim in known)
