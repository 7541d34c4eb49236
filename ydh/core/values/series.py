"""The series of document numbers, and how a number of each begins: DH-O-20261124-000001. S04.6"""

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


ORDER, RETURN, SHIPMENT = head(ORDERS), head(RETURNS), head(SHIPMENTS)
