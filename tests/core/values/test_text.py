"""Text at the gate: what nobody sees does not get in, and what is seen stays as it was given."""

import pytest

from ydh.core.values.errors import Invalid
from ydh.core.values.text import clean, storable

UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # they look like spaces, or like nothing
SPACES = "\u00a0\u1680\u2002\u2003\u2009\u202f\u205f\u3000"


@pytest.mark.parametrize("char", UNSEEN)
def test_characters_that_nobody_sees_are_named_wherever_they_stand(char: str) -> None:
    for text in (char, f"张{char}三", f"{char}A", f"A{char}"):
        with pytest.raises(Invalid) as caught:
            clean(text, "name")
        assert caught.value.data["char"] == f"U+{ord(char):04X}"


@pytest.mark.parametrize("text", ["\u0301", "\ufe0f", "\u0301\u0302", "\u20dd", "\U000e0100"])
def test_marks_without_a_letter_are_no_name(text: str) -> None:
    with pytest.raises(Invalid):
        clean(text, "name")


@pytest.mark.parametrize("space", SPACES)
def test_spaces_of_every_width_are_trimmed_and_are_no_name(space: str) -> None:
    assert clean(f"{space}张三{space * 2}", "name") == "张三"
    with pytest.raises(Invalid) as caught:
        clean(space * 3, "name")
    assert caught.value.id == "text-empty"
    assert clean(space, "note", empty=True) == ""


@pytest.mark.parametrize("text", ["张三", "José", "कि", "กำ", "한글", "👍🏽", "❤️", "⠓⠊", "A\u3000B"])
def test_what_is_seen_stays(text: str) -> None:
    assert clean(text, "name") == text


def test_a_database_takes_every_text_but_nul_and_half_characters() -> None:
    assert [storable(text) for text in ("", "DH-O-1", "茶", "👍", "a\0", "a\ud800", "\udfff")] == [True] * 4 + [
        False
    ] * 3
