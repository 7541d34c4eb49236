"""Papers by command: a label that a scanner reads, to a file, to a printer by lp, into the tray, many at once."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.trail import sql

pdfium = pytest.importorskip("pypdfium2")
zxing = pytest.importorskip("zxingcpp")
pytest.importorskip("fpdf")

POINTS = 72 / 25.4  # in a millimetre
LP = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done > "$LP_SEEN/words"
for last in "$@"; do :; done
cp "$last" "$LP_SEEN/paper"
if [ -n "$LP_SAYS" ]; then echo "$LP_SAYS" >&2; exit 1; fi
echo "request id is Zebra-7 (1 file(s))"
"""


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which an lp of the test's own leaves what it was told and given; it refuses with $LP_SAYS."""
    seen = tmp_path / "lp"
    seen.mkdir()
    script = seen / "lp"
    script.write_text(LP)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{seen}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LP_SEEN", str(seen))
    monkeypatch.delenv("LP_SAYS", raising=False)
    return seen


def pages(data: bytes) -> list[Any]:
    return list(pdfium.PdfDocument(data))


def text_of(page: Any) -> list[str]:
    return [line.strip() for line in page.get_textpage().get_text_range().split("\r\n")]


def scanned(page: Any) -> list[str]:
    """What a scanner reads on a page, from its picture at 203 dots an inch, as label printers have them."""
    picture = page.render(scale=203 / 72).to_pil()
    return [it.text for it in zxing.read_barcodes(picture) if "Code128" in str(it.format).replace(" ", "")]


def shipped(ydh: ShopFloor, *more: str) -> str:
    number = ydh.place("T1=5", "T2=3")
    ydh.carry([number], "ship")
    done = ydh("order", "ship", number, "--carrier", "SF", *more, "--json", by="clerk")
    assert done.code == 0, done.err + done.out
    return str(done.rows[0]["parts"])


# S13.18
def test_a_label_of_100_by_150_mm_is_read_by_a_scanner_and_says_where_it_goes(ydh: ShopFloor) -> None:
    assert ydh.admin
    sql(ydh.admin, "UPDATE product SET handling = 'fragile'")
    part, target = shipped(ydh, "--tracking", "SF1002003004005", "--parcels", "3"), ydh.folder / "label.pdf"
    assert ydh("shipment", "print", part, "--paper", "label", "--pdf", str(target), by="clerk").code == 0
    (it,) = ydh("shipment", "show", part, "--json", by="clerk").rows
    found = pages(target.read_bytes())
    assert [scanned(page) for page in found] == [["SF1002003004005"]] * 3
    for n, page in enumerate(found, 1):
        assert [round(side / POINTS) for side in page.get_size()] == [100, 150]
        text = text_of(page)
        for said in (it["customer"], it["address"], f"{n} of 3", "!! fragile !!", f"shipment: {part}", "顺丰"):
            assert any(said in line for line in text), (said, text)
        assert any(it["contact"] in line and it["phone"] in line for line in text)
    # the same as text, a page each
    texts = ydh("shipment", "print", part, "--paper", "label", "--width", "40", by="clerk").out.split("\f")
    assert [text.split("\n")[-2].strip() for text in texts] == ["1 of 3", "2 of 3", "3 of 3"]
    assert all("SF1002003004005" in text and it["address"] in text.replace("\n", "") for text in texts)


@pytest.mark.parametrize(
    ("tracking", "reads"),
    [
        ("", None),  # before a carrier has it: the shipment's own number
        ("jd-00/A.b", "jd-00/A.b"),
        ("顺丰7号", []),  # no code has Chinese
        ("A1b2" * 15, []),  # more bars than a scanner tells apart on 100 mm
    ],
)
def test_what_has_no_bars_that_can_be_read_stands_in_clear(ydh: ShopFloor, tracking: str, reads: Any) -> None:
    part, target = shipped(ydh, *(("--tracking", tracking) if tracking else ())), ydh.folder / "label.pdf"
    assert ydh("shipment", "print", part, "--paper", "label", "--pdf", str(target), by="clerk").code == 0
    (page,) = pages(target.read_bytes())
    assert scanned(page) == ([part] if reads is None else [reads] if reads else [])
    assert (tracking or part) in "".join(text_of(page))


def test_every_paper_of_many_is_scanned_back_and_begins_on_a_page_of_its_own(ydh: ShopFloor) -> None:
    one, two = ydh.shipment("T1=2"), ydh.shipment("T2=2")
    (view,) = ydh("shipment", "show", two, "--json").rows
    for kind in ("pick", "note", "packing"):
        target = ydh.folder / f"{kind}.pdf"
        assert ydh("shipment", "print", one, two, "--paper", kind, "--pdf", str(target), by="keeper").code == 0
        found = pages(target.read_bytes())
        assert [scanned(page)[0] for page in found] == [one, two]
        assert [text_of(page)[-1].split()[-2:] for page in found] == [[one, "1"], [two, "1"]]  # each counts its own
    target = ydh.folder / "order.pdf"
    assert ydh("order", "print", view["order"], "--pdf", str(target), by="c1").code == 0
    (page,) = pages(target.read_bytes())
    assert scanned(page) == [view["order"]]
    assert any("T2" in line and "20.00" in line for line in text_of(page))


def test_a_paper_goes_to_the_printer_that_takes_it_without_a_shell(ydh: ShopFloor, lp: Path) -> None:
    assert ydh("setting", "set", "printers", "front=HP_400:pick+note, labels=$(touch${IFS}x):label").code == 0
    one, two = ydh.shipment(), ydh.shipment()
    sent = ydh("pick", "print", "-", "--printer", "front", by="keeper", stdin=f"{one}\n{two}\n")
    assert (sent.code, sent.err) == (0, "pick list x 2: printed by front\n")
    flag, queue, title_flag, title, end, path = (lp / "words").read_text().splitlines()
    assert (flag, queue, title_flag, end) == ("-d", "HP_400", "-t", "--")
    assert Path(path).is_absolute()
    assert title.startswith("pick-2-")
    assert [scanned(page)[0] for page in pages((lp / "paper").read_bytes())] == [one, two]
    assert ydh("file", "list", "-q", by="keeper").out == ""  # what was printed lies nowhere else
    assert ydh("shipment", "print", one, "--paper", "label", "--printer", "labels", by="keeper").code == 0
    assert (lp / "words").read_text().splitlines()[1] == "$(touch${IFS}x)"
    assert not Path("x").exists()
    assert ydh("shipment", "print", one, "--printer", "front", "--text", by="keeper").code == 0
    assert one in (lp / "paper").read_text()
    refused = ydh("pick", "print", one, "--printer", "labels", by="keeper")
    assert (refused.code, "choose one of: front" in refused.err) == (6, True)
    assert ydh("shipment", "print", one, "--printer", "front", by="c1").code == 6  # the company's, not a customer's


def test_what_a_printer_does_not_take_is_kept_in_the_tray(
    ydh: ShopFloor, lp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ydh("setting", "set", "printers", "front=HP_400")
    part, name = ydh.shipment(), "note-{}.pdf"
    monkeypatch.setenv("LP_SAYS", "lp: The printer or class does not exist.")
    failed = ydh("shipment", "print", part, "--printer", "front", by="keeper")
    assert failed.code == 1
    assert "lp: The printer or class does not exist." in failed.err
    assert f"ydh file get {name.format(part)}" in failed.err
    monkeypatch.setenv("PATH", str(ydh.folder / "nowhere"))
    absent = ydh("shipment", "print", part, "--paper", "packing", "--printer", "front", by="keeper")
    assert absent.code == 1
    assert "there is no lp on this machine" in absent.err
    kept = [f"packing-{part}.pdf", name.format(part)]
    assert ydh("file", "list", "-q", by="keeper").out.split() == kept
    target = ydh.folder / "again.pdf"
    assert ydh("file", "get", kept[1], "-o", str(target), by="keeper").code == 0
    assert scanned(pages(target.read_bytes())[0]) == [part]
    assert ydh("file", "get", kept[1], "-o", str(target), by="keeper").code == 2  # it is there already
    assert ydh("file", "remove", *kept, "--yes", by="keeper").code == 0
    assert ydh("file", "list", "-q", by="keeper").out == ""


def test_papers_wait_in_the_tray_of_who_printed_them(ydh: ShopFloor) -> None:
    part = ydh.shipment()
    kept = ydh("shipment", "print", part, "--tray", by="keeper")
    assert (kept.code, kept.err) == (0, f"delivery note x 1: in your tray as note-{part}.pdf\n")
    text = ydh("pick", "print", part, "--tray", "--text", by="keeper")
    assert text.code == 0
    rows = ydh("file", "list", "--json", by="keeper").rows
    assert sorted(row["name"] for row in rows) == [f"note-{part}.pdf", f"pick-{part}.txt"]
    piped = ydh.process("file", "get", f"pick-{part}.txt", by="keeper")  # as over ssh
    assert (piped.code, piped.out.count(part)) == (0, 1)
    assert ydh("file", "list", "-q", by="clerk").out == ""
    assert ydh("file", "get", f"note-{part}.pdf", by="clerk").code == 6


# S06.20
def test_papers_that_leave_are_in_the_journal_and_reading_them_is_not(ydh: ShopFloor) -> None:
    one, two = ydh.shipment(), ydh.shipment()
    assert ydh("shipment", "print", one, two, by="keeper").out.count("delivery note") == 2
    assert ydh("shipment", "print", one, two, "--tray", by="keeper").code == 0
    target = ydh.folder / "there.pdf"
    target.write_text("")
    assert ydh("pick", "print", one, "--pdf", str(target), by="keeper").code == 2  # nothing left
    rows = ydh("audit", "log", "--action", "export", "--json").rows
    assert [(row["by"], row["details"]) for row in rows] == [("keeper", "file=True; rows=2; what=print note")]


def test_one_that_cannot_be_printed_stops_no_other_and_is_named(ydh: ShopFloor) -> None:
    part, early = ydh.shipment(), ydh.place()
    some = ydh("order", "print", early, part, "--paper", "note", by="keeper")
    assert some.code == 3
    assert part in some.out
    assert f"nothing of {early} is packed yet" in some.err
    assert ydh("order", "print", early, "--paper", "note", by="keeper").code == 5
    for wrong in (("--paper", "bill"), ("--text",), ("--tray", "--printer", "front"), ("--parcels", "0")):
        assert ydh("shipment", "print", part, *wrong, by="keeper").code == 2, wrong


def test_a_return_is_printed_with_its_lines(ydh: ShopFloor) -> None:
    number = ydh.place("T1=5")
    ydh.carry([number], "done")
    asked = ydh("return", "create", number, "--line", "1=2", "--reason", "quality", "-q", by="c1")
    assert asked.code == 0, asked.err
    name = asked.out.split()[0]
    shown = ydh("return", "print", name, "--width", "60", by="c1").out
    assert "杭州茗远茶业" in shown
    assert name in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert ydh("return", "print", name, by="c2").code == 6
