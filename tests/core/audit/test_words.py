"""The words of the journal: nothing is written to it anywhere that people would read as a name from the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import ydh.core
from tests.kit.furnished import furnished
from ydh.core.audit import entries
from ydh.core.audit.journal import KEPT
from ydh.core.audit.words import ACTIONS, FIELDS, field_word, value_word
from ydh.core.company.settings import SETTINGS
from ydh.core.goods.keeping import FIELDS as KEEPING
from ydh.core.goods.sku_bulk import SKU_NAMES
from ydh.core.partners import carriers, customers
from ydh.locale import Words
from ydh.tui.audit.journal_words import field_word as painted

CORE = Path(ydh.core.__file__).parent
# what writes to the journal: where the action stands among what it is given, and where the body
WRITES = {
    "entry": (3, 4),
    "Entry": (5, 9),
    "beside": (3, 4),
    "all_beside": (2, 99),
    "journal": (3, 4),
    "log": (3, 7),
    "write_new": (99, 4),
    "tell": (99, 0),
    "_replace": (99, 99),
}
NOT_TOLD = {"amounts", "changes", KEPT}  # shown by what they hold, or to nobody
BUILDERS = {"_body", "_described"}  # functions that make a body
GIVEN = {*KEEPING, *SKU_NAMES, *carriers.NAMES, *customers.NAMES, *SETTINGS}  # fields that are told by their own names


def called(node: ast.Call) -> str:
    """The last part of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def literal_names(node: ast.AST) -> Iterator[str]:
    """The keys of the dict literals in an expression that are plain text, without those of amounts."""
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value
                if key.value in NOT_TOLD:
                    continue
            if is_kept(key):
                continue
            yield from literal_names(value)
        return
    for child in ast.iter_child_nodes(node):
        yield from literal_names(child)


def told_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(action, name) of what the module writes; the action is empty where it is not written out."""
    bodies: set[str] = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and called(node) in WRITES):
            continue
        action, body = _action(node), WRITES[called(node)][1]
        given = [*node.args[body : body + 1], *(k.value for k in node.keywords if k.arg == "body")]
        if called(node) == "entry":
            given += [k.value for k in node.keywords if k.arg is None]
            yield from ((action, k.arg) for k in node.keywords if k.arg)
        for each in given:
            yield from ((action, name) for name in literal_names(each))
            bodies |= set(names_in(each))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in BUILDERS:
            yield from (("", name) for statement in node.body for name in literal_names(statement))
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value:
            yield from (("", name) for name in _assigned(node, bodies))


def is_kept(node: ast.AST | None) -> bool:
    """What an entry keeps for its replay alone."""
    return isinstance(node, ast.Name) and node.id == "KEPT"


def names_in(node: ast.AST) -> Iterator[str]:
    """The names that a body is made of."""
    if isinstance(node, ast.Name):
        yield node.id
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from () if is_kept(key) else names_in(value)
        return
    for child in ast.iter_child_nodes(node):
        yield from names_in(child)


def _action(node: ast.Call) -> str:
    at = WRITES[called(node)][0]
    code = node.args[at].value if at < len(node.args) and isinstance(node.args[at], ast.Constant) else ""
    return str(code)


def _assigned(node: ast.Assign | ast.AnnAssign | ast.AugAssign, bodies: set[str]) -> Iterator[str]:
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Subscript) and is_kept(target.slice):
            continue
        owner = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(owner, ast.Name) and owner.id in bodies and node.value:
            yield from literal_names(node.value)
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
                yield str(target.slice.value)


def modules() -> list[ast.Module]:
    """Every module of core."""
    return [ast.parse(path.read_text()) for path in CORE.rglob("*.py")]


def test_every_name_in_the_code_that_is_written_to_the_journal_has_a_word() -> None:
    told = {pair for tree in modules() for pair in told_in(tree)}
    assert len(told) > 80  # the search finds them
    assert {name for action, name in told if not field_word(name, action)} - NOT_TOLD == set()
    assert {name for name in GIVEN if not field_word(name)} == set()


def test_every_action_in_the_code_that_is_written_to_the_journal_has_a_word() -> None:
    calls = [n for tree in modules() for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in WRITES]
    actions = {_action(call) for call in calls} - {""}
    assert len(actions) > 40
    assert actions - ACTIONS.keys() == set()


def test_the_words_are_there_in_chinese() -> None:
    chinese = Words("zh_CN")
    assert [text for text in {*ACTIONS.values(), *FIELDS.values()} if chinese(text) == text] == []


def test_nothing_in_the_journal_of_a_company_is_without_a_word(tmp_path: Path) -> None:
    with furnished(tmp_path, "zh_CN") as it:
        rows = entries.entries(it.boss, limit=5000).rows
    names = {(name, row.action) for row in rows for name in row.body} | {
        (change[0], row.action) for row in rows for change in row.body.get("changes", ()) if row.action != "own_code"
    }
    assert {name for name, action in names if not field_word(name, action)} - NOT_TOLD == set()
    assert {row.action for row in rows} - ACTIONS.keys() == set()


def test_the_place_of_a_parcel_is_where_it_is_and_that_of_stock_its_shelf() -> None:
    chinese = Words("zh_CN")
    of_parcel, of_stock = field_word("place", "track"), field_word("place", "limits")
    assert of_parcel
    assert of_stock
    assert (chinese(of_parcel[0]), chinese(of_stock[0])) == ("地点", "货位")
    assert [chinese(value_word(*it) or "") for it in (("status", "in_transit"), ("outcome", "credited"))] == [
        "运输中",
        "不收款",
    ]
    assert str(painted("place", "track")) == of_parcel[0]
