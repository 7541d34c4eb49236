"""A terminal for tests: commands run in this process, as somebody, on a database of the test's own."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.kit import company as company_data
from tests.kit import servers
from ydh.cli.frame.main import run
from ydh.core.administration import signin
from ydh.core.company.actors import Actor

PASSWORD = company_data.PASSWORD
DONE = {"result": "done", "reason": None, "message": None}  # what an act that was done says of itself as JSON


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The data, when it was asked for as JSON."""
        found = json.loads(self.out)
        return found if isinstance(found, list) else [found]


class Terminal:
    """Runs commands; `folder` is all that they may touch."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self._capsys, self._patch = folder, capsys, patch
        self._tokens: dict[str, str] = {}
        self.url = f"sqlite:///{folder / 'none.db'}"
        self.admin: Actor | None = None
        for name in [name for name in os.environ if name.startswith(("YDH_", "XDG_", "LC_", "LANG"))]:
            if not name.startswith("YDH_TEST") and name != "YDH_REQUIRE_SERVERS":
                patch.delenv(name)
        for name in ("STATE", "CONFIG", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        patch.setenv("YDH_LANG", "en")
        patch.setenv("YDH_DATABASE", self.url)

    def open_company(self) -> Actor:
        """A company with its administrator `boss`, here."""
        databases = servers.Sqlite(self.folder)
        self.url = databases.fresh(databases.make_template("company", company_data.fill))
        Path(self.url.removeprefix("sqlite:///")).chmod(0o600)
        self._patch.setenv("YDH_DATABASE", self.url)
        self.admin = company_data.administrator(self.url)
        self.know("boss", self.admin)
        return self.admin

    def staff(self, login: str, *roles: str) -> Actor:
        """A member of staff who can be at the terminal."""
        assert self.admin
        return self.know(login, company_data.staff(self.admin, login, *roles))

    def customer(self, code: str) -> Actor:
        """A customer whose account can be at the terminal."""
        assert self.admin
        return self.know(code.casefold(), company_data.customer(self.admin, code))

    def know(self, login: str, actor: Actor) -> Actor:
        self.holds(login, signin.create_token(actor, "test", days=1))
        return actor

    def holds(self, name: str, token: str) -> None:
        """Somebody who comes in with this token."""
        self._tokens[name] = token

    def __call__(self, *args: str, by: str | None = "boss", stdin: str | None = None) -> Result:
        """Run `ydh ARGS` as somebody; `by` None is nobody but whom the token file names."""
        if by is None:
            self._patch.delenv("YDH_TOKEN", raising=False)
        else:
            self._patch.setenv("YDH_TOKEN", self._tokens[by])
        self._patch.setattr(sys, "stdin", io.StringIO(stdin or ""))
        code = run(list(args))
        out, err = self._capsys.readouterr()
        return Result(code, out, err)

    def process(self, *args: str, by: str | None = "boss", code: Sequence[str] = ("-m", "ydh")) -> Result:
        """The same in a process of its own."""
        token = {"YDH_TOKEN": self._tokens[by]} if by else {}
        done = subprocess.run(
            [sys.executable, *code, *args],
            capture_output=True,
            text=True,
            env={**os.environ, **token},
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def on_screen(
        self, *args: str, by: str = "boss", columns: int = 250, code: Sequence[str] = ("-m", "ydh")
    ) -> Result:
        """The same with a terminal as its stdout, wide enough for every table unless said otherwise."""
        ours, its = os.openpty()
        with subprocess.Popen(
            [sys.executable, *code, *args],
            stdin=subprocess.DEVNULL,
            stdout=its,
            stderr=subprocess.PIPE,
            env={**os.environ, "YDH_TOKEN": self._tokens[by], "COLUMNS": str(columns)},
        ) as process:
            os.close(its)
            seen = b"".join(iter(lambda: _read(ours), b""))
            assert process.stderr
            err = process.stderr.read().decode()
        os.close(ours)
        return Result(process.returncode, seen.decode().replace("\r\n", "\n"), err)

    def close(self) -> None:
        if self.admin:
            self.admin.company.close()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""
