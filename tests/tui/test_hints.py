"""What a hint beside a field says agrees with the rule that it hints at."""

import re

import pytest

from ydh.core.administration import passwords
from ydh.core.values.errors import Invalid
from ydh.locale import Language, Words
from ydh.tui.administration.account import PASSWORD
from ydh.tui.front.first_screen import COMPANY_FIELDS


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_how_long_a_password_must_be_is_said_with_the_number_of_the_rule(lang: Language) -> None:
    hints = [field.hint for field in (*PASSWORD, *COMPANY_FIELDS) if field.kind == "password" and field.hint]
    assert len(hints) == 2
    said = {number for hint in hints for number in re.findall(r"\d+", Words(lang)(hint))}
    with pytest.raises(Invalid) as refused:
        passwords.check("x", "boss")
    assert said == {str(passwords.LEAST)} == {str(refused.value.data["least"])}
    passwords.check("kestrel7"[: passwords.LEAST], "boss")
