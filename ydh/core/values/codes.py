"""How codes compare, however they were typed, printed or scanned; what the digits of a GTIN say.

Case and width never matter, nor blanks around a code. A code of digits has no blanks at all: those are printed to be
read. GTINs of 8, 12, 13 and 14 digits are one number, written with zeros before it (GS1 General Specifications 3.3).
"""

from functools import lru_cache
from unicodedata import normalize

from ydh.core.values.text import key

GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_LONGEST = 14


@lru_cache(maxsize=4096)  # a label is scanned many times, a code stands in many lines
def code_fold(text: str) -> str:
    """The form in which codes of items and barcodes compare; GTINs have 14 digits."""
    fold = " ".join(key(text).split())
    digits = fold.replace(" ", "")
    if not is_digits(digits):
        return fold
    return digits.zfill(_LONGEST) if len(digits) in GTIN_LENGTHS else digits


def mark_fold(text: str) -> str:
    """The form in which the numbers of documents and waybills compare: without any blank."""
    return mark(text).casefold()


def mark(text: str) -> str:
    """The number of a document or a waybill as it is kept: blanks are printed to be read, full width is typed so."""
    return "".join((text if text.isascii() else normalize("NFKC", text)).split())


def is_digits(text: str) -> bool:
    """Digits as a scanner reads them, and nothing else."""
    return text.isascii() and text.isdigit()


def check_digit(digits: str) -> str:
    """The last digit of a GTIN or an SSCC whose other digits these are."""
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def wrong_check_digit(text: str) -> str:
    """The digit that should be the last one of what looks like a GTIN; empty when it is right, or no GTIN."""
    digits = "".join(key(text).split())
    if not is_digits(digits) or len(digits) not in GTIN_LENGTHS:
        return ""
    right = check_digit(digits[:-1])
    return "" if digits[-1] == right else right


@lru_cache(maxsize=4096)
def package_of(fold: str) -> str:
    """The folded GTIN of what a package holds: 1 to 9 before it say that it is one, 9 of variable measure.

    Empty for what is no GTIN of 14 digits with a right check digit, and for what is no package.
    """
    if len(fold) != _LONGEST or not is_digits(fold) or fold[0] == "0" or wrong_check_digit(fold):
        return ""
    inner = "0" + fold[1:-1]
    return inner + check_digit(inner)


def is_measured(fold: str) -> bool:
    """A GTIN of variable measure: how much there is stands beside it on the label."""
    return fold.startswith("9") and bool(package_of(fold))
