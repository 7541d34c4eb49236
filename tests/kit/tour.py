"""Runs the commands of pages such as docs/tour.md. `python -m tests.kit.tour` writes their output into the pages."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.kit.ready import prepared

ROOT = Path(__file__).parents[2]
PAGES = tuple(ROOT / "docs" / f"{name}.md" for name in ("tour", "warehouse", "returns"))
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_MARK = "<<<{}>>>"


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block with the output that the page shows. A command goes on after a backslash."""
    found: list[tuple[list[str], list[str]]] = []
    going_on = False
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif going_on:
            found[-1][0].append(line)
        else:
            found[-1][1].append(line)
        going_on = (line.startswith("$ ") or going_on) and line.endswith("\\")
    return [("\n".join(command), "\n".join(output)) for command, output in found]


def page_commands(page: Path) -> list[tuple[str, str]]:
    return [pair for block in _BLOCK.findall(page.read_text(encoding="utf-8")) for pair in commands(block)]


def run(page: Path, folder: Path) -> list[str]:
    """The output of every command, one shell for all of them, in a folder that has only the fixtures."""
    (folder / "bin").mkdir()
    with prepared(folder / "bin") as programs:
        return _printed(page, folder / "home", programs)


def _printed(page: Path, folder: Path, programs: Path) -> list[str]:
    shutil.copytree(ROOT / "fixtures", folder / "fixtures")
    script = "\n".join(f"echo '{_MARK.format(at)}'\n{command}" for at, (command, _) in enumerate(page_commands(page)))
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "YDH_LANG": "en",
        "TZ": "Asia/Shanghai",
    }
    done = subprocess.run(
        ["bash", "-c", f"umask 077; exec 2>&1; {script}"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    parts = re.split(r"<<<\d+>>>\n", done.stdout)[1:]
    return [part.rstrip("\n") for part in parts]


def settled(text: str) -> str:
    """Output without what differs from day to day: times, dates, plan ids, days until 2099, hundredths of hours."""
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", "TIME", text)
    text = re.sub(r"DH-([A-Z])-\d{8}", r"DH-\1-DATE", text)
    text = re.sub(r"\b2\d,\d{3}\b|(?<=days left: )\d+", "DAYS", text)
    text = re.sub(r"\b20[2-8]\d-\d\d-\d\d", "DAY", text)
    text = re.sub(r"W-[0-9a-f]{8}", "W-PLAN", text)
    text = re.sub(r"(?<![\d.])0\.0\d\b", "0", text)
    return "\n".join(re.sub(r"[ -]{2,}", "  ", line).rstrip() for line in text.splitlines())


def write(page: Path) -> None:
    """Put what the commands print into the page."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = iter(run(page, Path(folder)))

    def filled(found: re.Match[str]) -> str:
        lines = []
        for command, _ in commands(found[1]):
            output = next(outputs)
            lines.append("$ " + command + ("\n" + output if output else ""))
        return "```console\n" + "\n".join(lines) + "\n```"

    page.write_text(_BLOCK.sub(filled, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for page in PAGES:
        write(page)
