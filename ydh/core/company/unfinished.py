"""What was being typed when a line broke: kept in a file of this system user's until the same account comes again."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from ydh.core.company import places

LONGEST = timedelta(days=30)  # what is older is nobody's any more
_MOST = 1_000_000  # bytes


def keep(url: str, account: int, told: Mapping[str, Any]) -> None:
    """Keep it for the account of the company behind `url`; only this system user can read it. Raises OSError."""
    path = _path(url, account)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove(path)
    text = json.dumps({"at": datetime.now(UTC).isoformat(), **told}, ensure_ascii=False)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def take(url: str, account: int) -> Mapping[str, Any] | None:
    """What was kept for the account, which is gone then; None when there is nothing that can be read."""
    path = _path(url, account)
    try:
        if path.stat().st_size > _MOST:
            return None
        found = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(found["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    finally:
        _remove(path)
    return {**found, "at": at} if datetime.now(UTC) - at < LONGEST else None


def _path(url: str, account: int) -> Path:
    name = sha256(f"{url}\n{account}".encode()).hexdigest()[:32]
    return places.state() / "unfinished" / f"{name}.json"


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
