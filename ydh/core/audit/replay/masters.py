"""What the journal says of master data: accounts, roles, settings, customers, goods, carriers, warehouses, lots.

Most of it is alike: an entry `create` has the fields, later ones have `changes`. What a kind has besides is one
function for each of its actions.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ydh.core.audit.replay.story import Said, Story
from ydh.core.company.settings import SETTINGS
from ydh.core.values.codes import code_fold
from ydh.core.values.pinyin import beside
from ydh.core.values.text import key
from ydh.store.audit.replay import BOOKS

Deed = Callable[[Story, Said], None]
# What a new row of the kind has whatever its entry says.
_NEW: Mapping[str, Mapping[str, Any]] = {
    "account": {
        "active": True,
        "failures": 0,
        "locked_until": None,
        "theme": "",
        "customer": None,
        "owner": None,
        "tokens": [],
        "roles": [],
        "regions": [],
    },
    "carrier": {"active": True},
    "customer": {"active": True, "assessed": False, "owners": [], "addresses": []},
    "lot": {"blocked": ""},
    "price_level": {"priority": 0},
    "role": {"builtin": False},
    "sku": {name: [] for name in ("price level", "price customer", "scan-code", "own_code", "limits")},
    "supplier": {"active": True},
    "warehouse": {"active": True, "main": False},
}
_SETS = frozenset({"roles", "regions", "permissions", "owners"})
_TIMED = frozenset({"account", "customer", "lot", "sku"})  # they know when they were made
_NAMED = frozenset({"customer", "product"})  # they are found, and put in order, by what is kept beside their names


def master(kind: str) -> Deed:
    """How the entries of the kind are told."""
    special = _SPECIAL.get(kind, {})

    def tell(story: Story, entry: Said) -> None:
        if entry.action == "create" and entry.body:
            _create(kind, story, entry)
        elif entry.action in ("delete", "remove"):
            story.known.clear()
        elif entry.action == "retire":
            story.say("active", False)
        elif entry.action == "restore":
            story.say("active", True)
        deed = special.get(entry.action)
        if deed:
            deed(story, entry)
        else:
            _change(story, entry)
        if kind in _NAMED and story.has("name"):
            for name, value in beside(story.get("name")).items():
                _derive(story, name, value, "name")

    return tell


def _create(kind: str, story: Story, entry: Said) -> None:
    story.known.clear()
    for name, value in _NEW.get(kind, {}).items():
        story.say(name, value)
    for name in _SETS & entry.body.keys():
        story.say(name, sorted(entry.body[name]))
    told = {**entry.body, **entry.kept}
    story.say_all(told, BOOKS[kind].names)
    if "code" in told and "fold" in BOOKS[kind].names:
        story.say("fold", key(told["code"]))
    if kind in _TIMED:
        story.say("created_at", entry.at)


def _derive(story: Story, name: str, value: Any, source: str) -> None:
    """A field that follows from another one."""
    story.known[name, ""] = (value, story.known[source, ""][1])


def _change(story: Story, entry: Said) -> None:
    for name, _, new in entry.body.get("changes", ()):
        story.say(name, sorted(new) if name in _SETS else new)
    story.say_all(entry.kept, ("password",))


# --- accounts ---
def _refused(story: Story, entry: Said) -> None:
    story.say("failures", entry.body["failures"])
    if "until" in entry.kept:
        story.say("locked_until", entry.kept["until"])


def _free(story: Story) -> None:
    """Who proved his password, or got a new one, need not wait."""
    if story.has("failures"):
        story.say("failures", 0)
        story.say("locked_until", None)


def _token(story: Story, entry: Said) -> None:
    """A sign-in or a script's token: by its digest, which is kept since tokens are proved."""
    if entry.action == "sign-in":
        _free(story)
    digest = entry.kept.get("token")
    if digest is None:
        story.forget(("tokens",))  # some are there that nobody told of
        return
    story.join("tokens", digest, there=True)
    part = f"tokens {digest}"
    story.say("name", entry.body.get("name", ""), part)
    story.say("created_at", entry.at, part)
    story.say("expires_at", entry.kept["until"], part)
    story.say("revoked_at", None, part)


def _revoke(story: Story, entry: Said) -> None:
    story.say("revoked_at", entry.at, f"tokens {entry.kept['token']}")


def _revoke_some(*, sign_ins_only: bool) -> Deed:
    """All that the account signed in with ends, or all of it but scripts' tokens."""

    def tell(story: Story, entry: Said) -> None:
        for part in {part for name, part in story.known if name == "revoked_at"}:
            stays = sign_ins_only and (story.get("name", part) or part == f"tokens {entry.kept.get('stays')}")
            if story.get("revoked_at", part) is None and not stays:
                story.say("revoked_at", entry.at, part)
        if entry.action != "retire":
            _free(story)
        _change(story, entry)

    return tell


# --- settings ---
def _set(story: Story, entry: Said) -> None:
    name = entry.body["name"]
    story.say("name", name)
    for _, _, new in entry.body.get("changes", ()):
        story.say("value", new)


def unset(name: str) -> Any:
    """What a setting is that nobody has set; None when nothing is known of it."""
    kind = SETTINGS.get(name)
    return None if kind is None or name == "company_name" else kind.default


# --- customers ---
def _add_address(story: Story, entry: Said) -> None:
    label = entry.body["label"]
    story.join("addresses", label, there=True)
    for name in ("contact", "phone", "address"):
        story.say(name, entry.body.get(name, ""), f"addresses {label}")


def _remove_address(story: Story, entry: Said) -> None:
    story.join("addresses", entry.body["label"], there=False)
    story.drop(f"addresses {entry.body['label']}")


# --- goods ---
def _price(story: Story, entry: Said) -> None:
    for name, _, new in entry.body.get("changes", ()):
        family, colon, code = name.partition(":")
        if not colon:
            story.say("price", new)
            continue
        story.join(family, code, there=new is not None)
        story.drop(f"{family} {code}")
        if new is not None:
            story.say("price", new, f"{family} {code}")


def _scan_code(story: Story, entry: Said) -> None:
    code, quantity = code_fold(entry.body["code"]), entry.body["quantity"]
    story.join("scan-code", code, there=quantity != "0")
    story.drop(f"scan-code {code}")
    if quantity != "0":
        story.say("quantity", quantity, f"scan-code {code}")


def _own_code(story: Story, entry: Said) -> None:
    for own, _, new in entry.body["changes"]:
        if story.has("code"):
            story.join("own_code", f"{code_fold(own)} {entry.body['customer']}", there=new == story.get("code"))


def _limits(story: Story, entry: Said) -> None:
    house = entry.body["warehouse"]
    part = f"limits {house}"
    fresh = story.has("limits") and house not in story.get("limits")
    for name in ("lower", "upper", "place") if fresh else ():
        story.say(name, None, part)
    for name, _, new in entry.body["changes"]:
        story.say(name, new, part)
    limited = any(story.get(name, part) not in (None, "") for name in ("lower", "upper", "place"))
    story.join("limits", house, there=limited)
    if not limited and story.has("limits"):
        story.drop(part)


def _nothing(story: Story, entry: Said) -> None:
    pass


_SPECIAL: Mapping[str, Mapping[str, Deed]] = {
    "account": {
        "sign-in": _token,
        "create token": _token,
        "sign-in refused": _refused,
        "sign-out": _revoke,
        "revoke token": _revoke,
        "set password": _revoke_some(sign_ins_only=True),
        "reset password": _revoke_some(sign_ins_only=False),
        "retire": _revoke_some(sign_ins_only=False),
    },
    "setting": {"set": _set, "enable": _set, "disable": _set},
    "customer": {
        "assess": lambda story, _: story.say("assessed", True),
        "take_back": lambda story, _: story.say("assessed", False),
        "add address": _add_address,
        "remove address": _remove_address,
    },
    "sku": {"price": _price, "scan-code": _scan_code, "own_code": _own_code, "limits": _limits},
}
