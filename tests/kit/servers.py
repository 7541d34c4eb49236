"""The databases that tests run on: SQLite files, and PostgreSQL in a private cluster of this test run.

Both kinds have `fresh()` for an empty database, and `make_template(name, fill)` with `fresh(name)` for copies of
one that is filled once a run. A folder shared by all workers of a run holds locks, templates and the cluster.

YDH_TEST_POSTGRES=postgresql://… uses that server instead (its user must be allowed to create databases).
YDH_REQUIRE_SERVERS=1 makes a missing server a failure instead of a skip.
"""

import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest

Fill = Callable[[str], object]  # puts a schema and rows into the empty database at a URL, and closes it

REQUIRED = os.environ.get("YDH_REQUIRE_SERVERS") == "1"
SETTINGS = """
listen_addresses = '127.0.0.1'
max_connections = 200
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
timezone = 'UTC'
lc_messages = 'C'
"""
# Ends the cluster when the test run is gone without having said goodbye (killed, closed terminal).
WATCH = """
run=$1 folder=$2; shift 2
( while kill -0 "$run" 2>/dev/null && [ -d "$folder" ]; do sleep 1; done
  [ -d "$folder" ] && "$@" && rm -rf "$folder" ) </dev/null >/dev/null 2>&1 &
"""


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where servers are required."""
    if REQUIRED:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


# --- the folder of a run ---


def open_run() -> None:
    """Make the shared folder; called once, by the process that leads the run. Workers inherit its name."""
    folder = Path(tempfile.gettempdir(), f"ydh-test-{secrets.token_hex(6)}")
    folder.mkdir()
    folder.chmod(0o711)  # the user postgres must get through to its data
    (folder / "pid").write_text(str(os.getpid()))
    os.environ["YDH_TEST_RUN"] = str(folder)


def close_run() -> None:
    """Stop the cluster, drop what was made on somebody else's server, remove the folder."""
    folder = run_folder()
    if (folder / "stop.json").exists():
        subprocess.run(json.loads((folder / "stop.json").read_text()), capture_output=True, cwd="/")
    elif (folder / "used").exists():
        Postgres(os.environ["YDH_TEST_POSTGRES"]).drop_all()
    disconnect()
    shutil.rmtree(folder, ignore_errors=True)


def run_folder() -> Path:
    return Path(os.environ["YDH_TEST_RUN"])


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Let one worker of this run in at a time."""
    with (run_folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fill_once(name: str, fill: Callable[[], object]) -> None:
    """Call `fill` the first time any worker of this run asks for `name`."""
    with locked(name):
        done = run_folder() / f"{name}.done"
        if not done.exists():
            fill()
            done.touch()


# --- the two kinds ---


class Sqlite:
    """Databases that are files in a test's own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0

    def fresh(self, template: str | None = None) -> str:
        """The URL of a new database: a file not there yet, or a copy of the template."""
        self._made += 1
        path = self._folder / ("x.db" if self._made == 1 else f"x{self._made}.db")
        if template:
            shutil.copy(run_folder() / f"{template}.db", path)
        return f"sqlite:///{path}"

    def make_template(self, name: str, fill: Fill, *, base: str | None = None) -> str:
        """Fill the template once a run, from nothing or from a copy of the template `base`.

        `fill` must close its connections, or the copies lack its last writes.
        """

        def make() -> None:
            path = run_folder() / f"{name}.db"
            if base:
                shutil.copy(run_folder() / f"{base}.db", path)
            fill(f"sqlite:///{path}")
            assert not path.with_name(f"{name}.db-wal").exists(), f"template {name}: a connection is still open"

        fill_once(f"sqlite-{name}", make)
        return name


class Postgres:
    """Databases on one PostgreSQL server, named after this run, so that runs may share a server."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._prefix = run_folder().name.replace("-", "_")
        self._made: list[str] = []

    def fresh(self, template: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of the template."""
        name = f"{self._prefix}_{secrets.token_hex(6)}"
        self._copy(f"{self._prefix}_template_{template}" if template else "template0", name)
        self._made.append(name)
        return self._url(name)

    def in_encoding(self, encoding: str) -> str:
        """The URL of a new database that keeps its text so."""
        name = f"{self._prefix}_{secrets.token_hex(6)}"
        self._run(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
        self._made.append(name)
        return self._url(name)

    def make_template(self, name: str, fill: Fill, *, base: str | None = None) -> str:
        """Fill the template once a run, from nothing or from a copy of the template `base`.

        `fill` must close its connections, or it can't be copied.
        """

        def make() -> None:
            database = f"{self._prefix}_template_{name}"
            self._copy(f"{self._prefix}_template_{base}" if base else "template0", database)
            fill(self._url(database))

        fill_once(f"postgres-{name}", make)
        return name

    def drop_mine(self) -> None:
        """Drop what this object made, whoever is still connected."""
        while self._made:
            self._run(f'DROP DATABASE IF EXISTS "{self._made.pop()}" WITH (FORCE)')

    def drop_all(self) -> None:
        """Drop everything this run made, templates too."""
        query = f"SELECT datname FROM pg_database WHERE starts_with(datname, '{self._prefix}_')"
        self._made = [name for (name,) in self._run(query)]
        self.drop_mine()

    def _url(self, database: str) -> str:
        return urlsplit(self._server)._replace(path=f"/{database}").geturl()

    def _copy(self, source: str, name: str) -> None:
        """By its files, where the server can also write every page to its log: half the work."""
        how = "STRATEGY FILE_COPY" if _maintenance(self._server).info.server_version >= 150_000 else ""
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{source}" {how}')

    def _run(self, statement: str) -> list[tuple[str]]:
        cursor = _maintenance(self._server).execute(statement)
        return cursor.fetchall() if cursor.description else []


_connections: dict[str, Any] = {}  # to make and drop databases on, one a process: a connection costs half a copy


def _maintenance(server: str) -> Any:
    import psycopg

    if server not in _connections:
        _connections[server] = psycopg.connect(server, autocommit=True)
    return _connections[server]


def disconnect() -> None:
    """Close what this process makes and drops databases on."""
    while _connections:
        _connections.popitem()[1].close()


# --- the cluster ---


def postgres_server() -> str:
    """The URL of the server of this run, started when the first test asks for it."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        missing("psycopg is not installed: pip install '.[postgres]'")
    if given := os.environ.get("YDH_TEST_POSTGRES"):
        (run_folder() / "used").touch()
        return given
    note = run_folder() / "server.json"
    with locked("server"):
        if not note.exists():  # a failure is noted too, or every test would try again
            note.touch(0o600)
            note.write_text(json.dumps(_start()))
    answer: dict[str, str] = json.loads(note.read_text())
    return answer.get("url") or missing(answer["missing"])


def _start() -> dict[str, str]:
    programs = _programs()
    if not programs:
        return {"missing": "no PostgreSQL: install Debian's package postgresql, or set YDH_TEST_POSTGRES to a URL"}
    if os.geteuid() == 0 and not (shutil.which("runuser") and _has_user("postgres")):
        return {"missing": "PostgreSQL refuses to run as root, and there is no user postgres to run it as"}
    try:
        return {"url": _start_cluster(programs)}
    except subprocess.CalledProcessError as error:
        return {"missing": f"PostgreSQL did not start: {error.cmd}\n{error.stdout}{_log()}"}


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them off PATH; the newest version wins."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = shutil.which("initdb")
    for folder in [*([Path(found).parent] if found else []), *debian]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


def _has_user(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _start_cluster(programs: Path) -> str:
    folder = run_folder() / "postgres"
    folder.mkdir(mode=0o700)
    data, secret, password = folder / "data", folder / "password", secrets.token_hex(16)
    secret.write_text(password)
    if as_root := os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, "postgres")
    user = ["runuser", "-u", "postgres", "--"] if as_root else []
    # bytewise order, as on SQLite; a password, because other people of this machine reach the port too, and one that
    # is quickly proved: thousands of connections are made
    options = ["-U", "ydh", "-E", "UTF8", "--locale=C", "--no-sync", "--auth=md5", f"--pwfile={secret}"]
    _call([*user, programs / "initdb", "-D", data, *options])
    with (data / "postgresql.conf").open("a") as file:
        file.write(f"{SETTINGS}unix_socket_directories = '{folder}'\n")
    stop = [*map(str, [*user, programs / "pg_ctl", "-D", data, "stop", "-w", "-m", "immediate"])]
    (run_folder() / "stop.json").write_text(json.dumps(stop))
    port = _start_on_a_free_port([*user, programs / "pg_ctl", "-D", data, "start", "-w", "-l", folder / "log"])
    leader = (run_folder() / "pid").read_text()
    subprocess.run(["sh", "-c", WATCH, "watch", leader, str(run_folder()), *stop], start_new_session=True, cwd="/")
    return f"postgresql://ydh:{password}@127.0.0.1:{port}/postgres"


def _start_on_a_free_port(start: list[object]) -> int:
    for attempt in range(3):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        try:
            _call([*start, "-o", f"-p {port}"])
            return port
        except subprocess.CalledProcessError:  # somebody took the port in between
            if attempt == 2:
                raise
    raise AssertionError


def _call(command: list[object]) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/")


def _log() -> str:
    log = run_folder() / "postgres/log"
    return log.read_text() if log.exists() else ""
