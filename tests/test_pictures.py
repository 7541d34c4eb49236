"""The pictures of the docs are drawn from the running program, and stand for themselves."""

import re
from pathlib import Path

from rich.cells import cell_len

from tests.kit import pictures

_TEXT = re.compile(r'textLength="([\d.]+)"[^>]*>([^<]*)<')


async def test_a_picture_has_every_character_in_its_column_and_asks_nobody_for_a_font(tmp_path: Path) -> None:
    await pictures.draw_all(tmp_path, ["queue"])
    assert {path.name for path in tmp_path.iterdir()} == {"queue-zh.svg", "queue-en.svg"}
    for path in tmp_path.iterdir():
        drawn = path.read_text(encoding="utf-8")
        texts = [
            (float(length), text.replace("&gt;", ">").replace("&lt;", "<")) for length, text in _TEXT.findall(drawn)
        ]
        assert len(texts) > 50
        assert all(length == cell_len(text.replace("&amp;", "&")) * pictures.WIDE for length, text in texts)
        assert not re.search(r"url\(|@import|@font-face|href", drawn)


def test_every_picture_is_in_the_docs_in_both_languages() -> None:
    there = {path.name for path in pictures.FOLDER.iterdir()}
    assert there == {f"{name}-{lang}.svg" for name in pictures.PICTURES for lang in ("zh", "en")}
