"""What the papers for a printer have in common: their widths, their PDF, to a file or to the next command."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.trail import sql
from ydh.cli.writing.layout import apart, cut, folded, middle, padded, width_of

PAPERS = (("pick", "print"), *(("shipment", "print", "--paper", it) for it in ("note", "packing", "label")))
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=" ".join)


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


@each_paper
def test_a_paper_is_a_pdf_in_a_file_or_for_the_next_command(ydh: ShopFloor, paper: tuple[str, ...]) -> None:
    pytest.importorskip("fpdf")
    assert ydh.admin
    number, target = ydh.shipment("T1=2", "T2=2"), ydh.folder / "paper.pdf"
    sql(ydh.admin, "UPDATE product SET name = '一个很长很长的名字' || name, handling = 'cold'")
    assert ydh(*paper, number, "--pdf", str(target), by="keeper").code == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert ydh(*paper, number, "--pdf", str(target), by="keeper").code == 2  # it is there already
    assert ydh(*paper, number, "--pdf", str(target), "--force", by="keeper").code == 0
    words = (sys.executable, "-m", "ydh", *paper, number, "--pdf", "-")
    env = {**os.environ, "YDH_TOKEN": ydh._tokens["keeper"]}
    piped = subprocess.run(words, env=env, capture_output=True, check=True, timeout=60)
    assert piped.stdout.startswith(b"%PDF-")


@each_paper
def test_without_the_extra_the_paper_says_which_one_is_missing(
    ydh: ShopFloor, paper: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, target = ydh.shipment(), ydh.folder / "paper.pdf"
    monkeypatch.setitem(sys.modules, "fpdf", None)
    lacking = ydh(*paper, number, "--pdf", str(target), by="keeper")
    assert lacking.code == 1
    assert "ydh[pdf]" in lacking.err
    assert not target.exists()


@each_paper
def test_a_printer_of_too_few_columns_is_refused(ydh: ShopFloor, paper: tuple[str, ...]) -> None:
    assert ydh(*paper, ydh.shipment(), "--width", "20", by="keeper").code == 2


def test_a_long_paper_has_its_titles_and_its_number_on_every_page() -> None:
    pytest.importorskip("fpdf")
    from ydh.cli.writing.pdf import PdfPage

    page = PdfPage("DH-S-1")
    rows = [(str(at), "a name that does not end " * 4, f"69012345{at:05}") for at in range(60)]
    page.table(("", "name", "code"), rows, (1, 4, 3), right={0}, bars={2})
    page.text("这是一段很长很长的备注" * 300)
    assert page.done().count(b"/Type /Page\n") == 4


# layout: cells, not characters


def test_text_is_cut_padded_and_folded_by_cells() -> None:
    assert cut("明前龙井茶", 7) == "明前.."
    assert padded("明前", 6) == "明前  "
    assert padded("明前", 6, right=True) == "  明前"
    assert padded("明前龙井", 7) == "明前.. "
    assert middle("明前", 8) == "  明前"
    assert apart("左", "right", 12) == "左     right"
    assert apart("明前龙井茶", "right", 12) == "明前.. right"
    assert folded("one two three", 8) == ["one two", "three"]
    assert folded("明前龙井茶", 5) == ["明前", "龙井", "茶"]
    assert folded("", 5) == [""]
    assert all(width_of(piece) <= 5 for piece in folded("abc明前def龙井", 5))
