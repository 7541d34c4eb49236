"""The series of document numbers, and how a number of each begins: DH-O-20261124-000001. S04.6"""

import re

from ydh.core.values.codes import mark_fold

ORDERS, RETURNS, SHIPMENTS, PAYMENTS, STOCK_PAPERS, CASES = "O", "R", "S", "P", "W", "C"
NUMBERED = "DH-"  # what has a number at all; a draft goes by a reference
DRAFT_ORDER, DRAFT_RETURN = "D-", "DR-"


def head(series: str) -> str:
    """How the numbers of a series begin."""
    return f"{NUMBERED}{series}-"


def elsewhere(ref: str) -> str:
    """What a document is called elsewhere: its reference, unless that is the one of its own draft."""
    return "" if ref.startswith((DRAFT_ORDER, DRAFT_RETURN)) else ref


def number(series: str, day: str, n: int) -> str:
    """The n-th number of a series on a business day, written 20261124."""
    return f"{head(series)}{day}-{n:06d}"


def typed(text: str) -> str:
    """A number or a draft's reference as it is written, however it was typed: dh-o-…, full-width, with blanks.

    What is neither stays as it is: it may be what somebody else calls an order.
    """
    if text.startswith(NUMBERED) and text.isascii():
        return text.strip()
    plain = mark_fold(text).upper()
    return plain if _FORM.match(plain) else text


def number_in(text: str) -> str:
    """The number or a draft's reference that the text is, as it is written; empty when it is none."""
    plain = typed(text)
    return plain if _FORM.match(plain) else ""


_FORM = re.compile(r"(DH-[A-Z]-[0-9]{8}-[0-9]+|DR?-[2-9A-Z]{8})\Z")
ORDER, RETURN, SHIPMENT = head(ORDERS), head(RETURNS), head(SHIPMENTS)
STOCK_PAPER, CASE = head(STOCK_PAPERS), head(CASES)
