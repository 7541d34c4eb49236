"""Papers follow who may see their documents; the tray is its account's alone; printers are what the company lists."""

import os
import time
from pathlib import Path

import pytest

from tests.kit.company import customer, product, staff
from tests.kit.orders import Crew, approve, done, make_crew
from ydh.core.administration.settings import change_setting
from ydh.core.company.actors import Actor
from ydh.core.files import papers, tray
from ydh.core.files.papers import Paper
from ydh.core.rules.papers import LABEL, NOTE, PACKING, PAPERS, PICK, read_printers
from ydh.core.values.errors import Invalid, NotAllowed, NotFound, YdhError
from ydh.core.values.outcomes import Refused


@pytest.fixture
def crew(company: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Crew:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    product(company, "BOX")
    return make_crew(company)


def made(found: list[Paper | Refused]) -> list[str]:
    """The document of each paper, or why there is none."""
    return [it.error.id if isinstance(it, Refused) else it.number for it in found]


# S13.18
def test_an_order_has_the_papers_of_its_shipments_and_what_lacks_some_stops_nobody(crew: Crew) -> None:
    waits, early = crew.at_step("ship"), crew.place()
    left = crew.at_step("ship")
    (gone,) = done(approve(crew.shipping_clerk, left, "ship", tracking="SF1")).parts
    (part,) = [it.number for it in crew.show(waits).shipments]
    numbers = [waits, early, left, part.lower(), "DH-S-20260101-999999"]
    assert made(papers.papers(crew.shipping_clerk, NOTE, numbers)) == [
        *(part, "nothing-packed", gone, part, "shipment-unknown")
    ]
    # what left is picked no more, unless its list is asked for by name
    assert made(papers.papers(crew.shipping_clerk, PICK, [waits, left, gone])) == [part, "nothing-to-pick", gone]
    with pytest.raises(Invalid):
        papers.papers(crew.shipping_clerk, "bill", [part])


def test_who_sees_a_document_prints_it_and_nobody_else(crew: Crew) -> None:
    number = crew.at_step("ship")
    stranger = customer(crew.admin, "C9")
    (part,) = [it.number for it in crew.show(number).shipments]
    for kind in (NOTE, PACKING, LABEL):
        assert made(papers.papers(crew.buyer, kind, [part, number])) == [part, part]
        assert made(papers.papers(stranger, kind, [part])) == ["shipment-unknown"]
    assert made(papers.papers(crew.buyer, PICK, [part])) == ["need-permission"]
    assert made(papers.papers(crew.order_reviewer, PICK, [part])) == ["need-permission"]
    assert made(papers.papers(stranger, "order", [number])) == ["order-unknown"]
    assert made(papers.papers(crew.buyer, "order", [number])) == [number]


def test_a_label_counts_the_parcels_that_the_shipment_says_or_else_those_that_are_given(crew: Crew) -> None:
    (part,) = [it.number for it in crew.show(crew.at_step("ship")).shipments]
    assert [it.about.parcels for it in papers.papers(crew.buyer, LABEL, [part]) if isinstance(it, Paper)] == [1]
    assert [
        it.about.parcels for it in papers.papers(crew.buyer, LABEL, [part], parcels=3) if isinstance(it, Paper)
    ] == [3]
    done(approve(crew.shipping_clerk, part, "ship", parcels=2))
    assert made(papers.papers(crew.buyer, LABEL, [part], parcels=3)) == ["parcels-differ"]
    for wrong in (0, 1000):
        with pytest.raises(Invalid):
            papers.papers(crew.buyer, LABEL, [part], parcels=wrong)


def test_printers_are_listed_with_what_each_takes_for_staff_alone(crew: Crew) -> None:
    change_setting(crew.admin, "printers", "仓库＝HP_400：pick+note，面单=Zebra:label; all=Old")
    clerk = crew.shipping_clerk
    assert [it.name for it in papers.printers(clerk, LABEL)] == ["面单", "all"]
    assert papers.printer(clerk, PICK, "仓库").queue == "HP_400"
    assert papers.printer(clerk, PICK, "ALL").papers == tuple(PAPERS)
    assert papers.printers(crew.buyer, NOTE) == ()
    with pytest.raises(NotFound, match="仓库, all"):
        papers.printer(clerk, PICK, "面单")
    with pytest.raises(NotAllowed):
        change_setting(clerk, "printers", "off")
    change_setting(crew.admin, "printers", "off")
    with pytest.raises(NotFound, match="no printer takes"):
        papers.printer(clerk, PICK, "仓库")


NO_PRINTERS = {
    "printer-form": ("HP", "a=", "=q:pick", "a=q:bill", "a=-o:pick", "a=two words", "a=q:"),
    "printer-twice": ("a=x, A=y",),
}


@pytest.mark.parametrize(("why", "text"), [(why, text) for why, texts in NO_PRINTERS.items() for text in texts])
def test_what_is_no_printer_is_refused(why: str, text: str) -> None:
    with pytest.raises(YdhError) as caught:
        read_printers(text)
    assert caught.value.id == why


def test_a_tray_is_its_accounts_alone_and_loses_nothing_before_its_time(crew: Crew) -> None:
    clerk = crew.shipping_clerk
    assert tray.files(clerk) == ()
    first, second = tray.keep(clerk, "note-1.pdf", b"one"), tray.keep(clerk, "note-1.pdf", b"two")
    assert [it.name for it in tray.files(clerk)] == [second.name, first.name] == ["note-1-2.pdf", "note-1.pdf"]
    assert tray.get(clerk, first.name) == b"one"
    assert first.stat().st_mode & 0o077 == first.parent.stat().st_mode & 0o077 == 0
    other = staff(crew.admin, "other", "shipping_clerk")
    assert tray.files(other) == tray.files(crew.buyer) == ()
    for name in (first.name, str(first), f"../{first.parent.name}/{first.name}", ".."):
        with pytest.raises(NotFound):
            tray.get(other, name)
    old = time.time() - (tray.DAYS + 1) * 86_400
    os.utime(first, (old, old))
    assert tray.get(clerk, first.name) == b"one"  # until the next one comes
    tray.keep(clerk, "note-2.pdf", b"three")
    assert {it.name for it in tray.files(clerk)} == {"note-1-2.pdf", "note-2.pdf"}
    tray.remove(clerk, "note-2.pdf")
    with pytest.raises(NotFound):
        tray.remove(clerk, "note-2.pdf")


def test_a_tray_that_cannot_be_written_says_so(crew: Crew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(YdhError) as caught:
        tray.keep(crew.shipping_clerk, "note.pdf", b"")
    assert caught.value.id == "tray-failed"
