"""The form of a further item of a product, which begins as the item that it stands beside."""

from collections.abc import Sequence
from typing import Any

from ydh.core.company.actors import Actor
from ydh.core.goods import looking
from ydh.core.goods.product_table import PRODUCTS, add_item
from ydh.core.goods.views import SkuView
from ydh.core.rules import nouns
from ydh.tui.lists.book import Answers, Deed, Field
from ydh.tui.lists.nouns import field_of
from ydh.tui.paint.parts import Say

ACT = PRODUCTS.act("add-variant")
ALIKE = ("unit", "pack_unit", "pack_size", "minimum", "multiple")  # how it is counted and packed


def _asks(actor: Actor, rows: Sequence[SkuView]) -> tuple[Field, ...]:
    facts = PRODUCTS.facts_of_one(PRODUCTS.facts_for(lambda: actor))
    like = looking.show_goods(actor, rows[0].code, item=True)
    fields = (field_of(fact, actor, like if fact.code in ALIKE else None) for fact in nouns.asked(facts, ACT))
    return (Field("product", "", value=rows[0].product, kind="hidden"), *fields)


def _add(actor: Actor, rows: Sequence[Any], answers: Answers) -> Say:
    asked = nouns.asked(PRODUCTS.facts_for(lambda: actor), ACT)
    given = nouns.given(asked, answers, edits=False, name=lambda fact: fact.title)
    return Say(ACT.said, add_item(actor, answers["product"], **given))


VARIANT = Deed(ACT.verb, ACT.key, ACT.label, _add, _asks, needs=ACT.needs, makes=True)
