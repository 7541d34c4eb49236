"""What the journal, its proof and the doctor give. Frozen, without ids. Times are UTC."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from ydh.core.values.lazy import dataclass
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import Label

Level = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `subject` is the public name of what is wrong, `id` names the sentence in MESSAGES.

    `check` is the check's name, with a code that is the same in every language.
    """

    level: Level
    check: Label
    subject: str
    id: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The English sentence with {names}, the key of the translation catalogues."""
        return MESSAGES[self.id]

    def __str__(self) -> str:
        return self.template.format(subject=self.subject, **self.data)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the journal, worded. `before` continues a listing after it; `waited` is in seconds."""

    before: int
    at: datetime
    by: str
    kind: str
    subject: str
    seq: int
    action: str
    step: str
    to: str
    waited: float
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal: it covers `count` entries since the seal before it. Write `digest` down where nobody here can reach."""

    number: int
    at: datetime
    by: str
    count: int
    digest: str
