"""Picks by command: wholly through a pipe, with a word for every code, printed for the shelf."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pexpect.popen_spawn import PopenSpawn

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.trail import sql
from ydh.cli.writing.layout import width_of
from ydh.core.administration.settings import change_setting


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    assert there.admin
    change_setting(there.admin, "pick", "pick")
    yield there
    there.close()


# S13.16
def test_a_scanner_in_a_pipe_picks_a_whole_shipment(ydh: ShopFloor) -> None:
    number = ydh.shipment("T1=3", "T2=2")
    assert ydh("order", "ship", number, "--carrier", "SF", by="clerk").code == 5
    done = ydh("pick", number, "-", "--finish", by="keeper", stdin="T1\nT1*2\nT2\nt2*1\n")
    assert done.code == 0, done.err
    assert [line.split()[:2] for line in done.out.splitlines()] == [["ok", "T1"]] * 2 + [["ok", "T2"]] * 2
    assert "done" in done.out.splitlines()[1]
    assert "2 of 2 lines" in done.err
    assert ydh("order", "ship", number, "--carrier", "SF", by="clerk").code == 0


# S16.7
def test_a_wrong_code_rings_says_why_and_does_not_stop_the_others(ydh: ShopFloor) -> None:
    number = ydh.shipment("T1=2")
    done = ydh("pick", number, "-", "--finish", by="keeper", stdin="T2\nT1\nwhat\nT1*5\nT1\n")
    assert done.code == 3
    lines = done.out.splitlines()
    assert [line[0] == "\a" for line in lines] == [True, False, True, True, False]
    assert "WRONG" in lines[0]
    assert "wrong item" in lines[0]
    assert ydh("order", "ship", number, "--carrier", "SF", by="clerk").code == 5  # not finished: some were refused
    assert ydh("pick", "finish", number, by="keeper").code == 0


def test_every_code_is_answered_at_once(ydh: ShopFloor) -> None:
    number = ydh.shipment("T1=2")
    env = {**os.environ, "YDH_TOKEN": ydh._tokens["keeper"]}
    child = PopenSpawn([sys.executable, "-m", "ydh", "pick", number, "-"], env=env, encoding="utf-8", timeout=30)
    child.sendline("T1")
    child.expect("1/2")
    child.sendline("T1")
    child.expect("2/2")
    child.sendeof()
    assert child.wait() == 0
    child.proc.stdout.close()


def test_answers_for_machines_are_one_object_a_line(ydh: ShopFloor) -> None:
    number = ydh.shipment("T1=2")
    done = ydh("pick", "scan", number, "T1", "T2", "--json", by="keeper")
    first, second = map(json.loads, done.out.splitlines())
    assert (first["result"], first["counted"], first["due"]) == ("ok", "1.000", "2.000")
    assert (second["result"], second["id"]) == ("refused", "scan-wrong")
    assert done.code == 3


def test_the_queue_says_how_far_each_shipment_is(ydh: ShopFloor) -> None:
    first, second = ydh.shipment(), ydh.shipment()
    ydh("pick", "start", second, by="keeper")
    rows = ydh("pick", "list", "--json", by="keeper").rows
    assert [(row["number"], row["state"]) for row in rows] == [(first, "to_pick"), (second, "picking")]
    assert ydh("pick", "list", "--state", "to_pick", "-q", by="keeper").out.split() == [first]


def test_a_pick_is_taken_over_undone_set_and_sent_back(ydh: ShopFloor) -> None:
    number = ydh.shipment("T1=5")
    ydh.staff("second", "outbound_reviewer")
    ydh("pick", "scan", number, "T1*2", by="keeper")
    assert ydh("pick", "scan", number, "T1", by="second").code == 5
    assert ydh("pick", "take-over", number, by="second").code == 0
    assert ydh("pick", "undo", number, "--json", by="second").rows[0]["counted"] == "0.000"
    assert ydh("pick", "set", number, "1", "4", "--json", by="second").rows[0]["counted"] == "4.000"
    assert ydh("pick", "finish", number, by="second").code == 5
    (end,) = ydh("pick", "finish", number, "--reason", "shelf empty", "--json", by="second").rows
    assert end["back"] == "T1 1"


def test_the_check_is_the_same_counting_by_somebody_else(ydh: ShopFloor) -> None:
    assert ydh.admin
    change_setting(ydh.admin, "pick", "other")
    number = ydh.shipment()
    assert ydh("pick", "check", number, by="clerk").code == 5
    ydh("pick", number, "T1*2", "--finish", by="keeper")
    assert ydh("pick", "check", number, by="keeper").code == 4
    done = ydh("pick", "check", number, "-", "--finish", by="clerk", stdin="T1\nT1\n")
    assert done.code == 0, done.err
    assert ydh("order", "ship", number, "--carrier", "SF", by="clerk").code == 0


# S16.9, S17.5
@pytest.mark.parametrize("width", [40, 80])
def test_the_paper_fits_the_printer_and_says_what_to_mind(ydh: ShopFloor, width: int) -> None:
    assert ydh.admin
    number = ydh.shipment("T1=24")
    sql(ydh.admin, "UPDATE product SET handling = 'cold fragile'", "UPDATE order_line SET note = '放门口'")
    sql(ydh.admin, "UPDATE stock SET place = 'A-02-1'")
    for lang in ("en", "zh_CN"):
        shown = ydh("--lang", lang, "pick", "print", number, "--width", str(width), by="keeper")
        assert max(map(width_of, shown.out.splitlines())) <= width
        for what in (number, "A-02-1", "T1", "24盒 (2箱)", "放门口"):
            assert what in shown.out
    assert "!易碎!" in shown.out


# S16.9, S16.19
def test_each_of_ten_handling_marks_can_be_given_and_stands_on_the_pick_list(ydh: ShopFloor) -> None:
    said = {
        "cold": "keep cold",
        "frozen": "keep frozen",
        "dry": "keep dry",
        "dark": "keep from light",
        "clean": "keep apart from what soils it",
        "fragile": "fragile",
        "liquid": "liquid, may leak",
        "upright": "this side up",
        "heavy": "heavy",
        "dangerous": "dangerous goods",
    }
    number = ydh.shipment("T1=2")
    for code, words in said.items():
        assert ydh("product", "edit", "T1", "--handling", code, by="manager").code == 0
        assert words in ydh("pick", "print", number, "--width", "80", by="keeper").out
    assert ydh("product", "edit", "T1", "--handling", "loud", by="manager").code == 2


def test_a_box_has_a_code_of_its_own(ydh: ShopFloor) -> None:
    assert ydh.admin
    sql(
        ydh.admin,
        "INSERT INTO item_code (fold, customer, sku_id, kind, text, quantity)"
        " SELECT 'box-t1', 0, id, 'further', 'BOX-T1', 12000 FROM sku WHERE code = 'T1'",
    )
    number = ydh.shipment("T1=24")
    assert ydh("pick", number, "BOX-T1", "box-t1*1", "--finish", by="keeper").code == 0


# --- orders that are short ---


def test_what_is_short_is_listed_answered_replaced_and_closed(ydh: ShopFloor) -> None:
    # S07.18, S10.11
    assert ydh.admin
    change_setting(ydh.admin, "when_short", "wait")
    number = ydh.place("T1=1002", "T2=1")
    (short,) = ydh("order", "short", number, "--json", by="reviewer").rows
    assert (short["code"], short["short"]) == ("T1", "2.000")
    assert ydh("order", "shortages", "-q", by="reviewer").out.split() == ["T1"]
    assert ydh("order", "waiting", "T1", "-q", by="reviewer").out.split() == [number]
    assert ydh("order", "short-answer", number, "parts", by="reviewer").code == 2
    assert ydh("order", "short-answer", number, "parts", by="c1").code == 0
    ydh.carry([number], "release")
    assert ydh("order", "approve", number, "--at", "release", by="keeper").code == 0
    assert ydh("order", "substitute", number, "1", "T2", "--reason", "out", "--quantity", "1", by="keeper").code == 0
    (view,) = ydh("order", "show", number, "--json").rows
    assert [(x["closed"], x["amount"]) for x in view["lines"]] == [
        ("2.000", "10000.00"),
        ("0.000", "10.00"),
        ("0.000", "10.00"),
    ]
    assert ydh("order", "close", number, "--reason", "no more", by="keeper").code == 0
    assert ydh.waits(number) == "ship"
