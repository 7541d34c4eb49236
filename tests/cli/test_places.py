"""Where this user's files lie: as the system has it, but for those that are there already."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from ydh.core.company import places


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_they_lie_where_the_system_has_them(home: Path) -> None:
    assert places.config() == platformdirs.user_config_path("ydh")
    assert places.state() == platformdirs.user_state_path("ydh")
    assert places.logs() == platformdirs.user_log_path("ydh")
    assert all(place.is_relative_to(home) for place in (places.config(), places.state(), places.logs()))


def test_a_variable_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "kept"))
    assert places.state() == tmp_path / "kept" / "ydh"


def test_files_that_are_there_already_are_found_on_every_system(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("config", "state", "log"):
        monkeypatch.setattr(platformdirs, f"user_{name}_path", lambda _name: home / "Library")
    assert places.state() == home / "Library"
    for place in (".config/ydh", ".local/state/ydh"):
        (home / place).mkdir(parents=True)
    (home / ".local/state/ydh/errors.log").touch()
    assert (places.config(), places.state()) == (home / ".config/ydh", home / ".local/state/ydh")
    assert places.logs() == home / ".local/state/ydh"


def test_a_start_with_files_that_are_there_does_not_ask_the_system(home: Path) -> None:
    (home / ".local/state/ydh").mkdir(parents=True)
    code = "import sys; from ydh.core.company import places; places.state(); assert 'platformdirs' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
