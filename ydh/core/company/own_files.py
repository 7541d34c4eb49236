"""The database's files are nobody else's: no output replaces them, no input is read from them."""

from pathlib import Path

from ydh.core.values.errors import Invalid
from ydh.store.engine import own_files


def check_output(path: Path) -> None:
    """Raise Invalid when a file at `path` would stand in the place of a database, of its log, lock or copy."""
    if own_files.belongs(path):
        raise Invalid("output-database", path=str(path))


def check_input(path: Path) -> None:
    """Raise Invalid for the open database: to read it as a file would give up its locks."""
    if own_files.opened(path):
        raise Invalid("input-database", path=str(path))


def check_database(path: Path) -> None:
    """Raise Invalid for a database of that name that would stand among the files of another one."""
    owner = own_files.beside(path)
    if owner is not None:
        raise Invalid("database-beside", path=str(path), owner=str(owner))
