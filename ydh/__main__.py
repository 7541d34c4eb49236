"""Where `ydh` and `python -m ydh` begin."""

import gc
import sys

from ydh import __version__


def main() -> int:
    """Run the command line; the result is the exit code."""
    # answered here, because scripts ask it often and importing the commands costs five times as much
    if sys.argv[1:] == ["--version"]:
        print(f"ydh {__version__}")
        return 0
    gc.disable()  # until all is imported: nothing of it is garbage, and looking for some takes a tenth of the start
    from ydh.cli.frame import session

    if (code := session.run_screens(sys.argv[1:])) is not None:
        return code
    from ydh.cli.frame.main import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
