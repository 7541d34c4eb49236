"""What acts are told: each step and exit has a class of answers, and the journal keeps the words of it."""

from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import pytest

from ydh.core.rules.answers import Answers, Given, Receipt, Release, Shipping, names_of
from ydh.core.rules.machine import Exit, Step
from ydh.core.rules.workflows import WORKFLOWS

ASKING: list[Step | Exit] = [it for flow in WORKFLOWS.values() for it in (*flow.steps, *flow.exits)]
KINDS = sorted({it.answers for it in ASKING} | {Answers}, key=lambda kind: kind.__name__)
NAMES = sorted({name for kind in KINDS for name in names_of(kind)} | {"a word that nobody asked for"})
# at a shipment's steps the effects say what the journal keeps of these, whoever was asked for them
OF_SHIPMENTS = (names_of(Shipping) | names_of(Receipt)) - {"opinion", "reason"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["急", "", True, False, 1, 0, None, Decimal(1), {1: Decimal(1)}], ids=repr)
def test_the_journal_keeps_every_word_that_was_told(kind: type[Answers], value: Any) -> None:
    """Whatever class the answers are of: entries are as they have been since the first."""
    is_word = bool(value) and isinstance(value, str | bool | int)
    kept = set(NAMES) - (OF_SHIPMENTS if kind in (Shipping, Receipt) else set())
    assert Given(dict.fromkeys(NAMES, value)).to(kind).said() == (dict.fromkeys(kept, value) if is_word else {})
    for name in NAMES:
        assert Given({name: value}).to(kind).said() == ({name: value} if is_word and name in kept else {})


@pytest.mark.parametrize("asking", ASKING, ids=lambda it: f"{it.code}-{it.answers.__name__}")
def test_what_a_row_of_the_tables_asks_for_is_an_answer_of_its_class(asking: Step | Exit) -> None:
    answers = asking.answers()
    for ask in asking.asks:
        assert not answers.of(ask.name)
        assert Given({ask.name: "x"}).to(asking.answers).of(ask.name) == "x"


def test_answers_are_made_once_and_stay_as_they_are() -> None:
    told = Given({"reason": "急", "lines": {1: Decimal(2)}, "warehouse": None})
    answers = told.to(Release)
    assert answers is told.to(Release)
    assert isinstance(answers, Release)
    assert (answers.reason, answers.lines, answers.warehouse, answers.opinion) == ("急", {1: Decimal(2)}, "", "")
    with pytest.raises(FrozenInstanceError):
        answers.reason = "不急"  # type: ignore[misc]
    assert answers != told.to(Answers)


def test_what_was_told_without_being_asked_does_not_become_an_answer() -> None:
    answers = Given({"besides": "x", "worked_out": "y", "carrier": "顺丰"}).to(Answers)
    assert answers.besides == {"besides": "x", "worked_out": "y", "carrier": "顺丰"}
    assert answers.said() == {"besides": "x", "worked_out": "y", "carrier": "顺丰"}
