"""What people do at the same moment to the codes of goods; runs in processes of their own."""

from decimal import Decimal

from ydh.core.company.actors import Actor, who
from ydh.core.company.company import Company
from ydh.core.goods import keeping, own_codes, products, skus
from ydh.core.goods.product_bulk import put_products
from ydh.core.goods.views import PutProduct, Variant
from ydh.core.values.errors import YdhError


def take_code(company: Company, account: int, way: str, item: str, code: str) -> str:
    """Give the code to an item in one of the ways there are; `ok`, or the id of the error."""
    actor = Actor(company, account)
    try:
        if way == "add":
            products.add(actor, item, item, Variant(price=Decimal(1), barcode=code))
        elif way == "edit":
            skus.edit(actor, item, barcode=code)
        elif way == "further":
            keeping.add_code(actor, item, code)
        elif way == "own":
            own_codes.set_own_code(actor, code, item, customer="C1")
        else:
            rows = [PutProduct(item, "", name=item, barcode=code)]
            (done,) = company.write(lambda unit: put_products(unit, who(unit, actor), rows))
            return "ok" if isinstance(done, str) else done.id
    except YdhError as error:
        return error.id
    return "ok"
