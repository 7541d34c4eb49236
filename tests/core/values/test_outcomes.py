"""Errors that are kept as values: what was refused ten thousand times must not hold on to what it was refused for."""

import ast
import copy
import gc
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import ydh
from ydh.core.values.errors import Conflict, Invalid, Many, NotFound, YdhError
from ydh.core.values.outcomes import Held, Refused, tried
from ydh.core.values.words import Label

YDH = Path(ydh.__file__).parent


class Document:
    """Stands for what a refused act worked on."""


def raising(document: Document, number: str) -> str:
    try:
        raise KeyError(number)
    except KeyError as cause:
        raise NotFound("order-unknown", number=number) from cause


def caught() -> YdhError:
    try:
        raising(Document(), "x")
    except YdhError as error:
        return error
    raise AssertionError


def is_bare(error: BaseException) -> bool:
    return error.__traceback__ is error.__context__ is error.__cause__ is None


def test_an_error_that_is_kept_says_the_same_and_has_no_frames() -> None:
    error = caught()
    assert not is_bare(error)
    assert error.kept() is error
    assert is_bare(error)
    assert (error.id, error.data) == ("order-unknown", {"number": "x"})


@pytest.mark.parametrize("outcome", [Held, Refused])
def test_an_outcome_keeps_the_error_alone(outcome: type[Held | Refused]) -> None:
    assert is_bare(outcome("x", caught()).error)


def test_several_errors_at_once_hold_on_to_nothing_either() -> None:
    many = Many([caught(), Conflict("price-changed", code="x", old=1, new=2)])
    assert all(map(is_bare, many.errors))


def test_what_was_tried_gives_its_result_or_why_not() -> None:
    assert tried(str.upper, "a") == "A"
    assert tried(int, "ff", base=16) == 255
    errors = [tried(raising, Document(), str(n)) for n in range(100)]
    assert [error.data["number"] for error in errors if isinstance(error, NotFound)] == [str(n) for n in range(100)]
    assert all(isinstance(error, NotFound) and is_bare(error) for error in errors)
    assert not [it for it in gc.get_objects() if isinstance(it, Document)]
    with pytest.raises(ZeroDivisionError):  # what is no error of the trade is a bug
        tried(divmod, 1, 0)


def test_ten_thousand_errors_share_the_labels_that_they_name() -> None:
    errors = [Invalid("text-empty", field=Label("reason", "r")) for _ in range(3)]
    assert len({id(error.data["field"]) for error in errors}) == 1
    label, plain = Label("reason", "r"), Label("reason")
    assert (label.code, plain.code) == ("r", "reason")
    for other in (pickle.loads(pickle.dumps(label)), copy.deepcopy(label)):
        assert (other, other.code, type(other)) == ("reason", "r", Label)
    assert Label("reason").code == "reason"  # nor did a copy change it


def kept_with_frames(file: Path) -> Iterator[str]:
    """Where an error of the trade is returned, put into a collection or into a variable just as it was caught."""
    for handler in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            not isinstance(handler, ast.ExceptHandler)
            or not handler.name
            or ast.unparse(handler.type or handler) == "Exception"
        ):
            continue
        for node in ast.walk(handler):
            held: list[ast.expr | None] = []
            if isinstance(node, ast.Return | ast.Assign | ast.Yield):
                held = [node.value]
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("append", "add")
            ):
                held = list(node.args)
            elif isinstance(node, ast.Dict | ast.List | ast.Tuple | ast.Set):
                held = [*node.values] if isinstance(node, ast.Dict) else list(node.elts)
            if any(isinstance(it, ast.Name) and it.id == handler.name for it in held):
                yield f"{file.relative_to(YDH)}:{node.lineno} {ast.unparse(node)}"


def test_no_error_becomes_a_value_with_its_frames() -> None:
    found = [place for file in sorted(YDH.rglob("*.py")) for place in kept_with_frames(file)]
    assert found == []


def test_the_search_for_kept_errors_finds_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.core.values.test_outcomes.YDH", tmp_path)
    text = "try:\n    work()\nexcept YdhError as error:\n    {}\n"
    for line, count in (
        ("wrong.append(error)", 1),
        ("found = code, error", 1),
        ("wrong.append(error.kept())", 0),
        ("raise", 0),
    ):
        (tmp_path / "a.py").write_text(text.format(line))
        assert len(list(kept_with_frames(tmp_path / "a.py"))) == count, line
