"""Accounts of scripts, each with the member of staff whose it is. The SQL beside this file is frozen."""

from typing import Any

from ydh.store.engine.migrate import run_file


def up(migrator: Any, db: Any) -> None:
    run_file(db, __file__)
