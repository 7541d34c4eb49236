"""docs/commands.md says what the program has."""

import subprocess
import sys

from tests.kit import command_table


def test_the_table_of_commands_is_the_one_made_from_the_program() -> None:
    # in a process of its own: help texts take the language of their first import
    made = subprocess.run(
        [sys.executable, "-c", "from tests.kit.command_table import table; print(table(), end='')"],
        capture_output=True,
        text=True,
        check=True,
        cwd=command_table.DOC.parents[1],
        env={"YDH_LANG": "en", "PATH": "/usr/bin:/bin", "PYTHONPATH": "."},
    )
    assert command_table.DOC.read_text(encoding="utf-8") == made.stdout, "run: python -m tests.kit.command_table"


def test_every_exit_code_of_an_error_is_documented() -> None:
    assert command_table.exit_codes_of_errors() <= set(command_table.EXIT_CODES)
