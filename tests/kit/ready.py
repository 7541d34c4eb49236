"""`ydh` for the shells of tests that run hundreds of commands: one process has imported it, and forks for each command.

A command has the arguments, folder, environment, input and output of who calls it, and runs what the installed `ydh`
runs. That one starts anew each time, which costs ten times as much; the tests of a start and of a terminal use it.
"""

import gc
import importlib
import marshal
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

READY = b"ready\n"
# as little Python as can be: what is imported here is imported for each command
CALL = """#!{python} -ISE
import _socket, array, marshal, os, sys
opened = [number for number in (0, 1, 2) if (sys.stdin, sys.stdout, sys.stderr)[number]]  # >&- closes one
line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
line.connect({path!r})
umask = os.umask(0)
said = marshal.dumps((sys.argv, os.getcwd(), dict(os.environ), umask, opened))
line.sendmsg([len(said).to_bytes(4, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, array.array("i", opened))])
line.sendall(said)
sys.exit(int(line.recv(3) or b"70"))
"""


@contextmanager
def prepared(folder: Path) -> Iterator[Path]:
    """A folder to be first on a PATH, whose `ydh` answers quickly as long as the context lasts."""
    path = folder / "line"
    (script := folder / "ydh").write_text(CALL.format(python=sys.executable, path=str(path)))
    script.chmod(0o755)
    command = [sys.executable, "-m", __name__, str(path)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stdout.readline() == READY
        try:
            yield folder
        finally:
            server.terminate()


def serve(path: str) -> None:
    """Wait for commands, and run each in a child."""
    import ydh

    for module in pkgutil.walk_packages(ydh.__path__, "ydh."):
        if not module.name.startswith(("ydh.tui", "ydh.__main__")):
            importlib.import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the caller is told the code by the child itself
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.bind(path)
        line.listen(16)
        os.write(1, READY)
        while True:
            call, _ = line.accept()
            with call:
                if not os.fork():
                    line.close()
                    answer(call)


def answer(call: socket.socket) -> None:
    """In the child: become the command that was called, and say how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, files, _, _ = socket.recv_fds(call, 4, 3)
    length, said = int.from_bytes(size, "big"), b""
    while len(said) < length:
        said += call.recv(length - len(said))
    code = 70
    try:
        sys.argv, where, environment, umask, opened = marshal.loads(said)
        take(dict(zip(opened, files, strict=True)))
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(where)
        os.umask(umask)
        time.tzset()
        code = run()
    finally:
        with suppress(OSError):
            call.sendall(b"%d" % code)
        os._exit(code)


def take(files: dict[int, int]) -> None:
    """Read and write where the caller does."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if number in files:
            os.dup2(files[number], number)
            os.close(files[number])
        else:  # as Python finds them when they are closed
            os.close(number)
            setattr(sys, name, None)


def run() -> int:
    """What the installed `ydh` does until its end."""
    from ydh.__main__ import main

    try:
        code = main()
    except SystemExit as end:
        code = int(end.code or 0)
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
    return code


if __name__ == "__main__":
    serve(sys.argv[1])
