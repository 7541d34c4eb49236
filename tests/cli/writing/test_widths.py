"""Rich draws what waits and Textual the screens, wcwidth measures tables: they agree on how wide our texts are."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from rich.cells import cell_len
from wcwidth import wcswidth

import ydh

CATALOGUES = sorted((Path(ydh.__file__).parent / "locale").glob("*/LC_MESSAGES/ydh.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_as_wide_to_rich_as_to_wcwidth(path: Path) -> None:
    with path.open("rb") as file:
        found = [text for message in read_po(file) for text in (message.id, message.string) if isinstance(text, str)]
    lines = [line for text in found for line in text.splitlines()]
    assert len(lines) > 3000
    assert [line for line in lines if cell_len(line) != wcswidth(line)] == []
