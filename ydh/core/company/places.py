"""Where this user's files lie, as the system they are on has it. The database's place is `company.default_url`."""

import os
from pathlib import Path


def config() -> Path:
    """The folder of config.toml."""
    if (there := _there("XDG_CONFIG_HOME", "~/.config")).is_dir():
        return there
    from platformdirs import user_config_path

    return user_config_path("ydh")


def state() -> Path:
    """The folder of what is kept from one run to the next: who is signed in."""
    if (there := _there("XDG_STATE_HOME", "~/.local/state")).is_dir():
        return there
    from platformdirs import user_state_path

    return user_state_path("ydh")


def logs() -> Path:
    """The folder of errors.log; one that is there is gone on with."""
    if (there := _there("XDG_STATE_HOME", "~/.local/state")).joinpath("errors.log").exists():
        return there
    from platformdirs import user_log_path

    return user_log_path("ydh")


def _there(variable: str, usual: str) -> Path:
    """Where files may be already, on every system: looked at first, so that no start imports more than it needs."""
    return Path(os.environ.get(variable) or os.path.expanduser(usual)) / "ydh"
