"""The doctor's checks of files, engine and file system."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.trail import Trail, make_trail, sql
from ydh.core.audit import doctor, doctor_machine
from ydh.core.audit.views import Finding
from ydh.core.company.actors import Actor
from ydh.store.engine import machine
from ydh.store.engine.database import path_of


@pytest.fixture
def trail(company: Actor) -> Iterator[Trail]:
    return make_trail(company)


def found(admin: Actor, *, deep: bool = False) -> list[Finding]:
    """What is wrong with the company."""
    return [
        f
        for f in doctor.examine(admin, deep=deep)
        if f.level != "ok" and (f.level, f.check.code) != ("warning", "settings")
    ]


def test_files_that_others_can_read_are_found(trail: Trail) -> None:
    store = trail.boss.company.store
    if store.engine != "sqlite":
        return
    path = path_of(store.url)
    os.chmod(path, 0o644)
    assert [(f.check.code, f.subject, f.data["mode"]) for f in found(trail.boss)] == [("files", str(path), "0644")]
    os.chmod(path, 0o600)
    os.chmod(path.parent, 0o755)
    assert [f.subject for f in found(trail.boss)] == [str(path.parent)]
    os.chmod(path.parent, 0o700)


def test_a_broken_reference_is_found_in_a_deep_run(trail: Trail) -> None:
    store = trail.boss.company.store
    if store.engine != "sqlite":
        return
    store.database.execute_sql("PRAGMA foreign_keys = 0")
    sql(
        trail.boss,
        "UPDATE note SET order_id = 4711",
        "INSERT INTO cart (account_id, customer_id, version, last_number) VALUES (4711, 1, 1, '')",
    )
    store.database.execute_sql("PRAGMA foreign_keys = 1")
    assert [(f.check.code, f.subject) for f in found(trail.boss, deep=True)] == [("pages", "cart 1 -> account")]


def test_a_setting_of_the_connection_that_is_not_ours_is_found(trail: Trail) -> None:
    store = trail.boss.company.store
    if store.engine != "sqlite":
        return
    store.database.execute_sql("PRAGMA synchronous = normal")
    assert [(f.check.code, str(f)) for f in found(trail.boss)] == [("settings", "synchronous is 1; it should be 2")]
    store.database.execute_sql("PRAGMA synchronous = full")


def test_a_log_that_is_not_written_back_is_found(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    if trail.boss.company.store.engine != "sqlite":
        return
    monkeypatch.setattr(doctor_machine, "WAL", 1000)
    assert [(f.level, f.check.code) for f in found(trail.boss)] == [("warning", "wal")]


def test_the_library_in_use_is_new_enough_or_said_to_be_old(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    if trail.boss.company.store.engine != "sqlite":
        return
    assert not [f for f in found(trail.boss) if f.check.code == "version"]
    monkeypatch.setattr(doctor_machine, "SQLITE", (99, 0))
    assert [(f.level, f.check.code) for f in found(trail.boss)] == [("warning", "version")]


MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:35 / /srv/office\\040files rw shared:2 master:1 - nfs4 server:/x rw
41 40 254:2 / /srv/office\\040files/fast rw - xfs /dev/vdb rw
42 22 0:36 / /mnt/win rw - cifs //pc/share rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/var/lib/ydh/company.db", "ext4", False),
        ("/srv/office files/company.db", "nfs4", True),
        ("/srv/office files/fast/company.db", "xfs", False),
        ("/srv/office filesystem/company.db", "ext4", False),
        ("/mnt/win/company.db", "cifs", True),
    ],
)
def test_a_database_on_a_network_file_system_is_found(path: str, kind: str, network: bool) -> None:
    assert machine.file_system(Path(path), MOUNTS) == kind
    assert machine.is_network(kind) is network


def test_the_check_of_the_file_system_names_the_file(
    company: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if company.company.store.engine != "sqlite":
        return
    mounts = tmp_path / "mountinfo"
    mounts.write_text("1 0 0:1 / / rw - 9p share rw\n")
    monkeypatch.setattr(machine, "MOUNTS", mounts)
    (finding,) = [f for f in found(company) if f.check.code == "file-system"]
    assert finding.level == "error"
    assert finding.data == {"kind": "9p"}
