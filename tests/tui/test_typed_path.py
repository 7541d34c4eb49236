"""Names of files that are typed into a field."""

from pathlib import Path

import pytest

from ydh.core.values.errors import Invalid
from ydh.tui.lists.typed_path import file_at


def test_a_name_is_taken_as_it_is_typed_and_the_tilde_is_ones_own_folder() -> None:
    assert file_at(" orders.csv ") == Path("orders.csv")
    assert file_at("~/orders.csv") == Path.home() / "orders.csv"


@pytest.mark.parametrize("text", ["a\0b.csv", "~nobody-of-that-name/a.csv"])
def test_a_name_that_no_file_can_have_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        file_at(text)
    assert (caught.value.id, caught.value.data["field"]) == ("path-wrong", "path")
