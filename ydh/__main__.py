"""Where `ydh` and `python -m ydh` begin."""

import gc
import os
import sys

from ydh import __version__


def main() -> int:
    """Run the command line; the result is the exit code."""
    # answered here, because scripts ask it often and importing the commands costs five times as much
    if sys.argv[1:] == ["--version"]:
        try:
            print(f"ydh {__version__}", flush=True)
        except OSError as problem:
            print(f"ydh: {problem.strerror}", file=sys.stderr)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # else Python says it again at its end
            return 1
        return 0
    from ydh.cli.writing import streams

    streams.reserve()
    gc.disable()  # until all is imported: nothing of it is garbage, and looking for some takes a tenth of the start
    from ydh.cli.frame import screens

    if (code := screens.run_screens(sys.argv[1:])) is not None:
        return code
    from ydh.cli.frame.main import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
