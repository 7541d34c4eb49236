"""Facts that a company has of its own: each company's commands and screens show them, and nobody else's."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from tests.kit import company as company_data
from tests.kit.servers import Sqlite
from ydh.cli.frame import session
from ydh.cli.frame.nouns import noun_app
from ydh.core.administration.settings import change_setting, name_and_zone
from ydh.core.company.actors import Actor
from ydh.core.partners import suppliers
from ydh.core.partners.supplier_table import FACTS, SUPPLIERS
from ydh.core.rules.facts import Fact
from ydh.tui.lists.book import Query
from ydh.tui.lists.nouns import noun_book

SOUTH = "南方"


def of_the_company(actor: Actor | None) -> tuple[Fact, ...]:
    """What the south keeps of its suppliers besides: the field a company would declare for itself."""
    if actor is None or name_and_zone(actor)[0] != SOUTH:
        return FACTS
    return (*FACTS, Fact("harvest", "harvest", of=lambda row: f"spring {row.code}", width=10))


OWN = SUPPLIERS._replace(facts=of_the_company)


@pytest.fixture
def bosses(tmp_path: Path) -> Iterator[dict[str, Actor]]:
    databases, found = Sqlite(tmp_path), {}
    for name in ("北方", SOUTH):
        boss = company_data.administrator(databases.fresh(databases.make_template("company", company_data.fill)))
        change_setting(boss, "company_name", name)
        suppliers.add(boss, "TP", "太平茶业")
        found[name] = boss
    yield found
    for boss in found.values():
        boss.company.close()


def listed(boss: Actor | None, capsys: pytest.CaptureFixture[str]) -> str:
    """What `list` prints in the run of a command by that person."""
    session.start({})
    if boss:
        session.sit_down("", boss.company, boss)
    command: Any = typer.main.get_command(noun_app(OWN))
    with contextlib.suppress(SystemExit):
        command.main(args=["list", "--format", "csv"] if boss else ["list", "--help"], standalone_mode=False)
    return capsys.readouterr().out


def test_a_command_has_the_fields_of_its_company(bosses: dict[str, Actor], capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(bosses["北方"], capsys) == "code,name,phone,terms,active\nTP,太平茶业,,monthly,true\n"
    assert (
        listed(bosses[SOUTH], capsys) == "code,name,phone,terms,active,harvest\nTP,太平茶业,,monthly,true,spring TP\n"
    )


def test_a_screen_has_the_fields_of_its_company(bosses: dict[str, Actor]) -> None:
    heads = {}
    for name, boss in bosses.items():
        book = noun_book(OWN)(boss)
        (row,) = book.page(boss, Query()).rows
        heads[name] = [(column.name, column.value(row)) for column in book.columns][-1]
    assert heads == {"北方": ("active", True), SOUTH: ("harvest", "spring TP")}


def test_help_is_there_without_a_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YDH_DATABASE", f"sqlite:///{tmp_path}/none.db")
    assert "--sort" in listed(None, capsys)
