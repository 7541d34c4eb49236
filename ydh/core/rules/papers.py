"""The papers that documents have, and the printers that a company sends them to."""

from collections.abc import Iterable
from typing import NamedTuple

from ydh.core.rules.facts import listed
from ydh.core.values.errors import Invalid
from ydh.core.values.text import escaped, key
from ydh.core.values.words import N_

PICK, NOTE, PACKING, LABEL, ORDER, RETURN = "pick", "note", "packing", "label", "order", "return"
PAPERS = {
    PICK: N_("pick list"),
    NOTE: N_("delivery note"),
    PACKING: N_("packing list"),
    LABEL: N_("address label"),
    ORDER: N_("order"),
    RETURN: N_("return"),
}
OF_SHIPMENTS = (PICK, NOTE, PACKING, LABEL)  # an order has those of its shipments
TEXT, PDF = "text", "pdf"
FORMS = {PDF: N_("PDF, with barcodes"), TEXT: N_("text")}
MOST_PARCELS = 999


class Printer(NamedTuple):
    """A printer: what people call it, its queue in the printing system, and which papers it takes."""

    name: str
    queue: str
    papers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}={self.queue}:{'+'.join(self.papers)}"


EXAMPLE = Printer("front", "HP_400", (PICK, NOTE, PACKING))


def read_printers(text: str) -> list[str]:
    """Printers as people list them, as they are kept: `front=HP_400:pick+note, labels=Zebra:label`; off for none.

    One without papers takes them all. Raises Invalid.
    """
    found: dict[str, str] = {}
    for word in listed(text.replace("＝", "=").replace("：", ":").replace("＋", "+")):
        if word == "off":
            continue
        printer = _read(word)
        if key(printer.name) in found:
            raise Invalid("printer-twice", name=printer.name)
        found[key(printer.name)] = str(printer)
    return list(found.values())


def _read(word: str) -> Printer:
    name, equals, rest = (part.strip() for part in word.partition("="))
    queue, colon, papers = (part.strip() for part in rest.partition(":"))
    kinds = tuple(dict.fromkeys(it.strip() for it in papers.split("+"))) if colon else tuple(PAPERS)
    wrong = not (equals and name and queue) or queue.startswith("-") or any(map(str.isspace, queue))
    if wrong or any(kind not in PAPERS for kind in kinds):
        raise Invalid("printer-form", value=escaped(word), example=EXAMPLE, papers=", ".join(PAPERS))
    return Printer(name, queue, kinds)


def printers_for(kept: Iterable[str], kind: str) -> tuple[Printer, ...]:
    """The printers that take a paper."""
    return tuple(it for it in map(_read, kept) if kind in it.papers)
