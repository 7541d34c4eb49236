"""A file that was chosen, and how it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.files.importing import importing
from ydh.core.files.importing.plans import Plan
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.money import number
from ydh.core.values.text import escaped, narrow
from ydh.core.values.words import N_
from ydh.tui.lists.typed_path import file_at

MESSAGES["import-pairs"] = N_("{value} is not a pair; write column=title, several with ; between")


@dataclass(frozen=True)
class ChosenFile:
    """Which file, and how it is read."""

    kind: str
    path: Path
    how: Mapping[str, Any]

    @classmethod
    def of(cls, answers: Mapping[str, str]) -> "ChosenFile":
        """What was answered."""
        mark = answers["delimiter"]
        how = {
            "encoding": answers["encoding"] or None,
            "delimiter": "\t" if mark == "tab" else mark,
            "sheet": answers["sheet"].strip() or None,
            "mapping": _pairs(answers, "mapping"),
            "ignore": [answers["ignore"]] if answers["ignore"].strip() else (),
            "fixed": _pairs(answers, "fixed"),
            "header_row": _whole(answers, "header_row") or None,
            "skip_last": _whole(answers, "skip_last"),
            "fill_down": answers["fill_down"] == "yes",
            "large_discounts": answers["large"] == "yes",
            "again": answers["again"] == "yes",
        }
        return cls(answers["kind"], file_at(answers["path"]), how)

    def found(self) -> "ChosenFile":
        """Itself. Raises Invalid when the file is not there."""
        if not self.path.is_file():
            raise Invalid("import-path", path=str(self.path), field="path")
        return self

    def check(self, actor: Actor, **more: Any) -> Plan:
        """Check the file. Raises as `importing.check` does."""
        via = replace(actor, via="import")
        return importing.check(via, self.kind, self.path, name=self.path.name, **self.how, **more)


def _pairs(answers: Mapping[str, str], name: str) -> dict[str, str]:
    """column=title, several apart by ; or a comma. Raises Invalid."""
    found = {}
    for pair in narrow(answers[name]).replace(",", ";").split(";"):
        column, mark, value = pair.partition("=")
        if pair.strip() and not (mark and column.strip() and value.strip()):
            raise Invalid("import-pairs", field=name, value=escaped(pair.strip()))
        if pair.strip():
            found[column.strip()] = value.strip()
    return found


def _whole(answers: Mapping[str, str], name: str) -> int:
    return int(number(answers[name] or "0", name, places=0))
