"""What fields look up while one types."""

from collections.abc import Sequence

from ydh.core.company.actors import Actor


def find_customer(actor: Actor, text: str) -> Sequence[tuple[str, str]]:
    """Customers that match what was typed."""
    from ydh.core.partners import customers

    return [(c.code, c.name) for c in customers.list_customers(actor, text, limit=5).rows]
