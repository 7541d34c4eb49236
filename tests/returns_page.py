"""docs/returns.md. `python -m tests.returns_page` writes the output of its commands into it."""

from tests.tour import ROOT, write

PAGE = ROOT / "docs" / "returns.md"

if __name__ == "__main__":
    write(PAGE)
