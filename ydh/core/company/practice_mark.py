"""Whether a company is for practice only."""

from ydh.core.company.company import Company
from ydh.core.company.settings import settings


def is_practice(company: Company) -> bool:
    """Whether nothing in this company is real: it was made by `ydh demo`."""
    return bool(company.read(lambda unit: settings(unit)["practice"]))
