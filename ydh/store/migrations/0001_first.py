"""The first schema. The SQL beside this file is frozen: later changes are migrations of their own."""

from typing import Any

from ydh.store.engine.migrate import run_file


def up(migrator: Any, db: Any) -> None:
    run_file(db, __file__)
