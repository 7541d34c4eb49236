"""One thing has one word: the texts of both languages keep to docs/words.md."""

import re
from pathlib import Path

import pytest

from tests.kit import catalogues, words

CODE = Path(__file__).parents[2] / "ydh"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_no_text_uses_a_word_that_is_not_right(language: str) -> None:
    found = words.complaints(catalogues.path(language))
    assert found == [], "see docs/words.md:\n" + "\n".join(found)


def test_a_word_of_the_page_is_the_word_of_the_catalogues() -> None:
    chinese, english = catalogues.translations("zh_CN"), catalogues.translations("en")
    said = [words.Term(chinese[it.english], english[it.english], it.code) for it in words.terms()]
    assert said == words.terms()


def test_a_name_of_the_page_is_a_name_of_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE.rglob("*.py"))
    known = set(re.findall(r"\w+", code))
    assert {term.code for term in words.terms()} - known == set()


def test_a_wrong_word_is_told_with_its_place_and_with_what_is_right(tmp_path: Path) -> None:
    lines = ['msgid "batch {lot}"', 'msgstr "批次 {lot}"', "", 'msgid "pass the step"', 'msgstr "通过当前环节"']
    (tmp_path / "ydh.po").write_text("\n".join(lines) + "\n", encoding="utf-8")
    batch, approve = words.complaints(tmp_path / "ydh.po")
    assert batch == f"{tmp_path}/ydh.po:1: 批次: write 批量 in '批次 {{lot}}'"
    assert approve == f"{tmp_path}/ydh.po:4: pass: write approve in 'pass the step'"


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("lot {lot} is blocked", "批次 {lot} 已冻结"),  # where the English says lot
        ("the expiry is changed", "有效期已更正"),  # the right word has the wrong one in it
        ("see: ydh product add-variant", "见：ydh product add-variant"),  # a command
        ("`--variant` names the item", "`--variant` 指明规格"),  # an option
        ("the compass", "罗盘"),  # another word
    ],
)
def test_a_word_may_stand_where_it_is_right(english: str, text: str) -> None:
    assert [word for wrong in words.wrong_words() for word in wrong.found_in(english, english)] == []
    assert [word for wrong in words.wrong_words() for word in wrong.found_in(text, english)] == []
