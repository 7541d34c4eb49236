"""What an act on a noun asks for, how answers become what its use case takes, and what is said of what came of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ydh.core.rules.nouns import Act, Fact, Noun


def asked(facts: Sequence[Fact], act: Act) -> tuple[Fact, ...]:
    """The facts that an act asks for, in the order of its table."""
    by_code = {fact.code: fact for fact in facts}
    return tuple(by_code[it] if isinstance(it, str) else it for it in act.asks)


def given(facts: Sequence[Fact], answers: Mapping[str, str | None], *, edits: bool, name: Callable[[Fact], str]) -> Any:
    """What was typed as the keywords of a use case: None is not given; nothing is only given where it takes away.

    Raises Invalid.
    """
    found: dict[str, Any] = {}
    for fact in facts:
        text = answers.get(fact.code)
        if text is not None and (text.strip() or edits):
            found[fact.code] = fact.read(text, name(fact))
    return found


def told(noun: Noun, keys: Sequence[str], values: Mapping[str, Any], made: Any) -> dict[str, Any]:
    """What an act's sentence is filled with: what its use case gave, else the row's key, and whose it is."""
    if isinstance(made, dict):
        return made
    key = made if isinstance(made, str) else keys[0] if keys else values.get(noun.key, "")
    whose = {noun.parent.code: values.get(noun.parent.code, "")} if noun.parent else {}
    return {noun.key: key, **whose}
