"""Commands that look, by people who see a part of the company: each answers, and says nothing of the rest."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.kit import servers
from tests.kit.apart import LIMITED, NOBODYS, Apart, Names, opened
from tests.kit.command_table import commands
from tests.kit.terminal import Terminal

VERBS = {
    *("list", "show", "search", "history", "explain", "lines", "short", "shortages", "waiting", "paper", "note", "log"),
    *(
        "moves",
        "warnings",
        "suggest",
        "trace",
        "recall",
        "marks",
        "matrix",
        "duties",
        "seals",
        "verify",
        "plan",
        "sheet",
    ),
    *("differences", "status", "whoami", "doctor"),
}


def looks() -> list[tuple[str, list[str]]]:
    """Every command that looks, as its words, with the names of what it must be given."""
    found = []
    for words, command in commands():
        verb = words.rpartition(" ")[2]
        needed = [p.name for p in command.params if p.param_type_name == "argument" and p.required]
        if (verb in VERBS or words.startswith("ydh report ")) and words != "ydh order note":
            found.append((words.removeprefix("ydh "), needed))
    return found


LOOKS = looks()


def given(words: str, needed: list[str], names: Names) -> list[list[str]]:
    """What the command is asked for: each document of a customer's, or a code."""
    if not needed:
        return [[]]
    noun, what = words.split()[0], needed[0]
    numbers = {"order": names.orders + names.shipments, "return": names.returns, "case": names.cases}
    numbers |= {"shipment": names.shipments, "batch": ("1",), "stock": ("DH-W-20261117-000001",)}
    if words == "return lines":
        return [[name] for name in names.orders]
    if what == "shipment":
        return [[name] for name in names.shipments]
    if what == "number" or noun in ("case", "shipment"):
        return [[name] for name in numbers[noun]]
    codes = {"customer": names.code, "lot": "L-01", "role": "taster", "setting": "pick", "workflow": "finance"}
    codes |= {"carrier": "SF", "warehouse": "MAIN", "account": "c2"}
    return [[codes.get(noun, "T2"), *("x" for _ in needed[1:])]]


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Apart]:
    with opened(servers.Sqlite(tmp_path)) as it:
        yield it


@pytest.fixture
def ydh(
    company: Apart, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    there = Terminal(tmp_path, capsys, monkeypatch)
    company.furnished.clock.at = datetime.now(UTC)  # sign-ins last a day, and commands have this machine's clock
    monkeypatch.setenv("YDH_DATABASE", company.furnished.boss.company.store.url)
    Path(company.furnished.boss.company.store.url.removeprefix("sqlite:///")).chmod(0o600)
    return there


def tried(ydh: Terminal, company: Apart, person: str) -> Iterator[tuple[str, Any]]:
    """Every look, at what is anybody's."""
    ydh.know(person, company.people[person])
    for words, needed in LOOKS:
        for names in (company.own, company.other, NOBODYS):
            for each in given(words, needed, names):
                yield " ".join((words, *each)), ydh(*words.split(), *each, by=person)
            if not needed:
                break


@pytest.mark.parametrize("person", LIMITED)
def test_no_command_says_what_is_outside_the_scope(ydh: Terminal, company: Apart, person: str) -> None:
    # S18.5
    wrong: list[tuple[str, Any]] = []
    answers = 0
    for words, said in tried(ydh, company, person):
        wrong += [(words, word) for word in company.met(person, said.out)]
        if said.code not in (0, 2, 4, 5, 6) or "went wrong" in said.err:
            wrong.append((words, said))
        answers += said.code == 0
    assert wrong == []
    assert answers > (10 if person == "customer" else 40)
