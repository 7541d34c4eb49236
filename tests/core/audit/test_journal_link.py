"""The hash of a journal entry is of the canonical JSON of its facts, whatever way the text is put together."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ydh.core.audit.journal import link
from ydh.store.tables.fields import canonical

words = st.text(max_size=12)
numbers = st.integers(-(2**63), 2**63 - 1)


@given(st.tuples(words, numbers, numbers, numbers, numbers, words, words, words, numbers, words), words)
def test_a_link_is_the_digest_of_the_head_and_the_canonical_facts(facts: tuple[object, ...], head: str) -> None:
    assert link(head, facts) == hashlib.sha256((head + canonical(facts)).encode()).hexdigest()
