"""The printing system of this machine, by its command lp. Arguments go to it as they are, through no shell."""

import subprocess
from pathlib import Path

from ydh.core.values.errors import YdhError
from ydh.core.values.words import visible

PATIENCE = 60  # seconds until a printing system that says nothing is given up


def send(queue: str, path: Path, title: str) -> None:
    """Hand a file to a queue, which has it as its own then.

    Raises YdhError without what became of the file: printer-absent without lp, printer-failed with what lp says.
    """
    command = ["lp", "-d", queue, "-t", title, "--", str(path.absolute())]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=PATIENCE
        )
    except FileNotFoundError as problem:
        raise YdhError("printer-absent", name=path.name) from problem
    except subprocess.TimeoutExpired as problem:
        raise _failed(queue, path, f"{PATIENCE} s") from problem
    except OSError as problem:
        raise _failed(queue, path, problem.strerror or str(problem)) from problem
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise _failed(queue, path, " ".join(said[:2]) or f"lp {done.returncode}")


def _failed(queue: str, path: Path, reason: str) -> YdhError:
    return YdhError("printer-failed", printer=queue, reason=visible(reason), name=path.name)
