"""Papers carry their fonts: what another library than wrote them reads in them, and what their pictures show."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kit.servers import REQUIRED
from ydh import locale
from ydh.cli.writing import fonts
from ydh.cli.writing.pdf import A4, PdfPage
from ydh.cli.writing.typeface import GETA, printable

pdfium = pytest.importorskip("pypdfium2")
pytest.importorskip("fpdf")
ADDRESS = "云南省大理市𬱖街12号三楼"
MIXED = "Año Nuevo 한글 명품 Kaffee™ 5 €"
NOTO = "fonts-noto-cjk"


@pytest.fixture(scope="module")
def noto() -> Path:
    """A font that has characters beyond U+FFFF."""
    found = [path for path in fonts.files() if path.name.startswith("NotoSansCJK")]
    if not found and not REQUIRED:
        pytest.skip(f"{NOTO} is not installed")
    return found[0]


def read(data: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]


def embedded(data: bytes) -> bool:
    return b"/FontFile" in data


def dark(data: bytes, at: int = 0) -> list[int]:
    """How many dark points each row of a page's picture has."""
    picture = pdfium.PdfDocument(data)[at].render(scale=1).to_pil().convert("L")
    wide, points = picture.width, picture.tobytes().translate(bytes([1] * 128 + [0] * 128))
    return [points[start : start + wide].count(1) for start in range(0, len(points), wide)]


def paper(*lines: str, title: str = "DH-S-1") -> bytes:
    page = PdfPage(title)
    for line in lines:
        page.text(line)
    return page.done()


def test_what_is_printed_is_read_back_as_it_was(noto: Path) -> None:
    data = paper(ADDRESS, MIXED)
    (text,) = read(data)
    assert text.split("\r\n")[:2] == [ADDRESS, MIXED]
    assert embedded(data)
    assert len(data) < 16_000


def test_each_character_has_a_shape_of_its_own_in_the_picture(noto: Path) -> None:
    """A box, or nothing, in the place of a character would show: all would be alike."""
    pictures = {it: tuple(dark(paper(it, title=""))) for it in f"{ADDRESS}ñ한글™{GETA}"}
    assert all(any(rows) for rows in pictures.values())
    assert len(set(pictures.values())) == len(pictures)


def test_a_paper_of_many_pages_stays_small(noto: Path) -> None:
    page = PdfPage("DH-S-1")
    page.table(("名称", "数量"), [(f"{ADDRESS}{at}", str(at)) for at in range(300)], (3, 1), right={1})
    data = page.done()
    assert len(read(data)) == 7
    assert len(data) < 60_000


def test_the_same_paper_has_the_same_bytes(noto: Path) -> None:
    assert paper(ADDRESS) == paper(ADDRESS)


def test_a_font_that_lacks_a_character_is_helped_out_by_the_next(noto: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [path for path in fonts.files() if path.name.startswith(("wqy", "DejaVuSans."))]
    if not first:
        pytest.skip("only one font is installed")
    monkeypatch.setenv("YDH_FONTS", str(first[0]))
    assert fonts.files()[0] == first[0]
    data = paper(f"Nº 5 {ADDRESS}")
    assert read(data)[0].startswith(f"Nº 5 {ADDRESS}")
    assert data.count(b"/FontFile") == 2


def test_what_no_font_has_is_said_on_the_paper_and_the_rest_is_right(
    noto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / noto.name).symlink_to(noto)
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    page = PdfPage("DH-S-1")
    page.text("左\U00013000右12号")
    data = page.done()
    (text,) = read(data)
    assert text.startswith(f"左{GETA}右12号")
    assert "U+13000" in text
    assert list(page.missing) == ["\U00013000"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_without_any_font_numbers_are_right_and_the_paper_says_what_is_lacking(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    monkeypatch.delenv("YDH_FONTS", raising=False)
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    before = locale.current()
    locale.use(locale.Words(language))  # type: ignore[arg-type]
    try:
        page = PdfPage("DH-S-1")
        page.text("DH-S-20261130-000002 大理 Año 12")
        data = page.done()
    finally:
        locale.use(before)
    (text,) = read(data)
    assert "DH-S-20261130-000002" in text
    assert "Año 12" in text
    assert "U+5927 U+7406" in text
    assert "no font of this machine has" in text
    assert not embedded(data)
    assert any(dark(data))


def test_a_character_is_printed_composed_and_what_has_no_shape_is_left_out() -> None:
    assert printable("Ano\u0303 5\u200b\ufe0f") == "Anõ 5"


def test_a_barcode_is_drawn_bar_by_bar() -> None:
    page = PdfPage("DH-S-1")
    page.barcode("DH-S-20261130-000002")
    data = page.done()
    rows = dark(data)
    bars = [at for at, much in enumerate(rows) if much > 60]
    assert 28 <= len(bars) <= 31  # 30 points high
    assert "DH-S-20261130-000002" in read(data)[0]


@pytest.mark.parametrize("code", ["DH-S-20261130-000002", "6901234567892", "A1"])
def test_the_bars_are_those_of_code_128(code: str) -> None:
    modules = PdfPage("")._modules(code)
    widths = [len(run) for run in _runs(modules)]
    assert len(modules) % 11 == 2  # symbols of 11 modules and a stop of 13
    assert widths[-7:] == [2, 3, 3, 1, 1, 1, 2]
    assert sum(widths[:-7]) % 11 == 0


def _runs(modules: str) -> list[str]:
    return modules.replace("10", "1 0").replace("01", "0 1").split(" ")


def test_a_start_imports_no_font(tmp_path: Path) -> None:
    heavy = ("fpdf", "fontTools", "barcode", "PIL")
    code = "import sys, ydh.cli.shipping.shipment, ydh.cli.writing.papers\n"
    code += f"print([name for name in sys.modules if name.split('.')[0] in {heavy}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_restricted_font_is_left_out() -> None:
    class Rights:
        fsType = 2

    font: dict[str, Any] = {"glyf": 1, "OS/2": Rights()}
    assert not fonts._fit(font)
    Rights.fsType = 8
    assert fonts._fit(font)
    assert A4[0] > 595
