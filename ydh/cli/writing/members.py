"""What the members of objects in JSON hold, by their names: one word is one thing wherever it stands."""

from collections.abc import Mapping

from ydh.cli.writing.cells import Kind

_OF: Mapping[Kind, str] = {
    "money": "amount cod freight goods refund threshold total worth",
    "price": "list_price price seen_price",
    "percent": "discount",
    "quantity": "allocated allowed available before after below billable book buy came claimed claimed_before closed "
    "coming counted difference disputed due each free last_quantity least left lower minimum missing most multiple "
    "on_hand over pack_size packs quantity received refunded refunded_before released repair reserved "
    "restocked returned scrapped sent shipped short taken_out temperature unfit upper waits wanted weight",
}
# what the same word is elsewhere: given where it is printed
AS_QUANTITIES: Mapping[str, Kind] = {"old": "quantity", "new": "quantity"}
KINDS: Mapping[str, Kind] = {name: kind for kind, names in _OF.items() for name in names.split()}
