"""Attributes as they are written in one cell: by people, and by our own lists."""

import pytest

from ydh.core.goods.found import attributes_in
from ydh.core.values.errors import Invalid


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("colour=red; size=L", {"colour": "red", "size": "L"}),
        ("colour=red, size=L", {"colour": "red", "size": "L"}),
        ("颜色＝红，尺码＝L；", {"颜色": "红", "尺码": "L"}),
        ("colour=red, white; size=L", {"colour": "red, white", "size": "L"}),
        ("material=cotton, wool", {"material": "cotton, wool"}),
        ("", {}),
    ],
)
def test_a_comma_ends_an_attribute_only_before_a_name(text: str, found: dict[str, str]) -> None:
    assert attributes_in(text) == found


@pytest.mark.parametrize("text", ["red", "colour=; size=L", "=red", "colour=red; L"])
def test_what_is_no_name_with_a_value_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        attributes_in(text)
    assert refused.value.id == "import-attributes"
