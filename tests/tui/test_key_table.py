"""docs/keys.md says which keys the screens have."""

from tests.kit import key_table


async def test_the_table_of_keys_is_the_one_made_from_the_screens() -> None:
    assert key_table.DOC.read_text(encoding="utf-8") == await key_table.table(), "run: python -m tests.kit.key_table"
