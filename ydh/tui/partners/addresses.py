"""The further delivery addresses of a customer."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.partners import addresses, customers
from ydh.core.partners.views import AddressView
from ydh.core.rules.permissions import P
from ydh.core.values.words import N_
from ydh.tui.lists.book import Answers, Book, Deed, Field, Found, Query
from ydh.tui.paint.parts import Column, Say

MANAGE = (P.CUSTOMER_MANAGE,)

ADDRESSES = (
    Column("label", N_("label"), "text", 14),
    Column("contact", N_("contact"), "text", 10),
    Column("phone", N_("phone"), "code", 14),
    Column("address", N_("address")),
)


class Addresses(Book):
    """The further delivery addresses of a customer: its own unless another is named."""

    name, title, columns = "addresses", N_("my addresses"), ADDRESSES
    searches, pane = False, False
    empty = N_("no address besides your own yet\na adds one")

    def __init__(self, customer: str = "", called: str = "") -> None:
        self._customer, self._called = customer, called
        needs = MANAGE if customer else ()
        self.deeds = (
            Deed("add", "a", N_("add an address"), self._add, ADDRESS, needs=needs, alone=True, main=True),
            Deed(
                "remove",
                "X",
                N_("remove"),
                self._remove,
                needs=needs,
                main=True,
                confirm=N_("{what} is removed; orders keep the address they went to"),
            ),
        )

    def named(self) -> Any:
        return Say(N_("addresses of {what}"), {"what": self._called}) if self._customer else super().named()

    def page(self, actor: Actor, query: Query) -> Found:
        return Found(addresses.list_addresses(actor, customer=self._customer))

    def head(self, actor: Actor, query: Query) -> Any:
        it = customers.show(actor, self._customer)
        return Say(N_("main address: {address}"), {"address": it.address}) if it.address else ""

    def _add(self, actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
        where = {"contact": answers["contact"], "phone": answers["phone"]}
        addresses.add(actor, answers["label"], answers["address"], customer=self._customer, **where)
        return Say(N_("the address {label} is added"), {"label": answers["label"]})

    def _remove(self, actor: Actor, rows: Sequence[AddressView], answers: Answers) -> Say:
        addresses.remove(actor, rows[0].label, customer=self._customer)
        return Say(N_("the address {label} is removed"), {"label": rows[0].label})


ADDRESS = (
    Field("label", N_("what it is called"), required=True, hint=N_("such as warehouse 2")),
    Field("address", N_("address"), required=True),
    Field("contact", N_("contact")),
    Field("phone", N_("phone")),
)
