"""What a user writes to bring in the data of others.

A dict is what he says with --map, where renaming does. A function makes the rest: the rows of a file to import.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

Row = dict[str, str]


def joined(row: Row, *names: str) -> str:
    return ", ".join(row[name].strip() for name in names if row[name].strip())


# --- Northwind ---

PRODUCTS = {"code": "ProductID", "name": "ProductName", "unit": "QuantityPerUnit", "price": "UnitPrice"}
STILL_SOLD = {"code": "ProductID", "listed": "StillSold"}
STOCK = {"sku": "ProductID"}
CUSTOMERS = {"code": "CustomerID", "name": "CompanyName", "contact": "ContactName", "region": "Country"}
ORDERS = {
    "ref": "OrderID",
    "date": "OrderDate",
    "requested_date": "RequiredDate",
    "customer": "CustomerID",
    "sku": "ProductID",
    "price": "UnitPrice",
}  # quantity, discount and freight are called so


def products(products: Iterable[Row], categories: Iterable[Row]) -> Iterator[Row]:
    """Categories by name. What is discontinued stands in old orders, so `StillSold` is for a second import."""
    names = {row["CategoryID"]: row["CategoryName"] for row in categories}
    for row in products:
        yield row | {"category": names[row["CategoryID"]], "StillSold": "no" if row["Discontinued"] == "1" else "yes"}


def opening_stock(products: Iterable[Row]) -> Iterator[Row]:
    """The little that lies on the source's shelves; a row without any is left out."""
    for row in products:
        if row["UnitsInStock"] != "0":
            yield row | {"quantity": row["UnitsInStock"], "reason": "opening stock"}


def customers(customers: Iterable[Row]) -> Iterator[Row]:
    """The address in one; two customers without address and phone stay so: they never ordered."""
    for row in customers:
        place = joined(row, "Address", "City", "Region", "PostalCode", "Country")
        yield {name: row[name] for name in ("CustomerID", "CompanyName", "ContactName", "Country", "Phone")} | {
            "address": place
        }


def orders(orders: Iterable[Row], lines: Iterable[Row]) -> Iterator[Row]:
    """A row for each line, with its order's data. Contact, phone and terms are the customer's."""
    heads = {row["OrderID"]: row for row in orders}
    for line in lines:
        head = heads[line["OrderID"]]
        yield {
            **line,
            "CustomerID": head["CustomerID"],
            "OrderDate": head["OrderDate"][:10],
            "RequiredDate": head["RequiredDate"][:10],
            "Freight": head["Freight"],
            "address": joined(
                head, "ShipName", "ShipAddress", "ShipCity", "ShipRegion", "ShipPostalCode", "ShipCountry"
            ),
        }


# --- online retail ---

INVOICES = {
    "ref": "InvoiceNo",
    "date": "InvoiceDate",
    "customer": "CustomerID",
    "sku": "StockCode",
    "qty": "Quantity",
    "price": "UnitPrice",
}
NOT_GOODS = {"POST", "DOT", "C2", "M", "D", "S", "AMAZONFEE", "BANK CHARGES"}  # postage, carriage, manual, fees


def invoices(rows: Iterable[Row]) -> Iterator[Row]:
    """Every row of the source, returns and all: the day without the time, 17850.0 as 17850."""
    for row in rows:
        yield row | {"InvoiceDate": row["InvoiceDate"][:10], "CustomerID": row["CustomerID"].removesuffix(".0")}


def articles(rows: Iterable[Row]) -> Iterator[Row]:
    """Each stock code once, whatever its case, with its most frequent description and price; what is no goods is a
    service. A description of lost and found goods (`amazon`, `?`) is rarer than the right one."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    prices: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        code = row["StockCode"].upper()
        names[code][row["Description"].strip() or code] += 1 if row["Description"].strip() else 0  # code: last resort
        prices[code][row["UnitPrice"]] += 1
    for code in names:
        name, price = names[code].most_common(1)[0][0], prices[code].most_common(1)[0][0]
        yield {"code": code, "name": name, "price": price, "service": "yes" if code in NOT_GOODS else "no"}


def buyers(rows: Iterable[Row]) -> Iterator[Row]:
    """Each customer once. The source has only number and country: they stand for name, contact and address too."""
    countries = {row["CustomerID"].removesuffix(".0"): row["Country"] for row in rows if row["CustomerID"]}
    for code, country in countries.items():
        name = f"Customer {code}"
        yield {"code": code, "name": name, "contact": name, "region": country, "address": country}


def enough_stock(rows: Iterable[Row]) -> Iterator[Row]:
    """As much of each article as all rows together sell."""
    sold: Counter[str] = Counter()
    for row in rows:
        sold[row["StockCode"].upper()] += max(0, int(row["Quantity"]))
    for code, quantity in sold.items():
        if quantity and code not in NOT_GOODS:
            yield {"sku": code, "quantity": str(quantity), "reason": "opening stock"}
