"""What commands print as JSON is as `ydh schema` says of them: in looking, in acting, when they refuse."""

import json
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.kit import servers
from tests.kit.apart import Apart, opened
from tests.kit.command_table import commands
from tests.kit.shop_floor import ShopFloor, open_shop_floor
from tests.kit.terminal import Result, Terminal

PRINTING = {words.removeprefix("ydh "): it for words, it in commands() if any("--json" in p.opts for p in it.params)}
# commands that print JSON only of what is not worked out in a test of one process
ELSEWHERE = {"init", "login", "account password"}  # they ask for a password, and print what other acts print


def checked(words: str, said: Result, *, lines: bool = False) -> Any:
    """What a command printed, which is as its schema says."""
    validator = Draft202012Validator(
        PRINTING[words].callback.prints(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    found = [json.loads(line) for line in said.out.splitlines()] if lines else [json.loads(said.out)]
    for each in found:
        problems = [
            f"{words}: {'/'.join(map(str, it.absolute_path))}: {it.message}" for it in validator.iter_errors(each)
        ]
        assert problems == []
    return found[0]


@pytest.mark.parametrize("words", PRINTING)
def test_every_command_that_prints_json_has_a_schema_that_is_one(words: str) -> None:
    Draft202012Validator.check_schema(PRINTING[words].callback.prints())


# --- looking ---


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Apart]:
    with opened(servers.Sqlite(tmp_path)) as it:
        yield it


@pytest.fixture
def seat(
    company: Apart, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    there = Terminal(tmp_path, capsys, monkeypatch)
    company.furnished.clock.at = datetime.now(UTC)  # sign-ins last a day, and commands have this machine's clock
    monkeypatch.setenv("YDH_DATABASE", company.furnished.boss.company.store.url)
    Path(company.furnished.boss.company.store.url.removeprefix("sqlite:///")).chmod(0o600)
    for person in ("all", "no role", "customer"):
        there.know(person, company.people[person])
    return there


LOOKS = """
whoami | order list | order show ORDER | order history ORDER | order explain ORDER | order shortages
order waiting T2 | order short ORDER | shipment list | shipment show SHIPMENT | carrier list | carrier show SF
case list --all | case show CASE | return list | return show RETURN | return lines ORDER | return history RETURN
return explain RETURN | cart show --customer C1 | product list | product search | product show T2 | product care T2
product marks | product bought --customer C1 | product category list | price list | price show T2
stock list | stock show T2 | stock moves T2
stock warnings | stock suggest | stock paper list | stock paper show PAPER | supplier list | warehouse list
warehouse show MAIN | lot list | lot show L-01 | lot recall L-01 | pick list | pick show SHIPMENT | customer list
customer show C1 | customer address list C1 | customer own-code list C1 | customer level list | customer owner list C1
account list | account show all | account duties | account token list | role list | role show order_reviewer
role matrix | workflow show | workflow plan finance | setting list | setting show pick | batch list | batch show 1
report list | report sales | report customers | report customer-months | report products | report product-months
report categories | report channels | report batches | report flow | report carriers | report return-customers
report return-reasons | report returns | audit log | audit verify | audit seals | doctor | db status | db check | clock
"""


def looks() -> list[list[str]]:
    return [each.split() for line in LOOKS.strip().splitlines() for each in line.split("|") if each.strip()]


def named(given: list[str]) -> str:
    """The command that words begin with."""
    return next(" ".join(given[:n]) for n in range(len(given), 0, -1) if " ".join(given[:n]) in PRINTING)


@pytest.mark.parametrize("person", ["all", "no role", "customer"])
def test_what_looks_show_is_as_their_schemas_say(seat: Terminal, company: Apart, person: str) -> None:
    own = company.own
    (paper, *_) = seat("stock", "paper", "list", "-q", by="all").out.split()
    numbers = {"SHIPMENT": own.shipments[0], "RETURN": own.returns[0], "CASE": own.cases[0], "PAPER": paper}
    full = set()
    for given in looks():
        for order in own.orders if "ORDER" in given else own.orders[:1]:
            said = seat(*({"ORDER": order, **numbers}.get(word, word) for word in given), "--json", by=person)
            if person == "all":
                assert said.code in (0, 1), (given, said.err)
            if said.out and checked(named(given), said):
                full.add(" ".join(given))
    assert person != "all" or {" ".join(given) for given in looks()} - full <= EMPTY


# of which the furnished company has nothing
EMPTY = {
    *("audit seals", "audit verify", "batch show 1", "clock", "customer own-code list C1", "db check", "doctor"),
    *("lot recall L-01", "order short ORDER", "order shortages", "order waiting T2", "report batches"),
    *("stock suggest", "stock warnings", "supplier list", "workflow plan finance"),
}


# --- acting ---


@pytest.fixture
def floor(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopFloor]:
    there = open_shop_floor(tmp_path, capsys, monkeypatch)
    yield there
    there.close()


# who: what he does, one after the other
DEEDS = """
clerk: carrier add WL "West Lake" | carrier edit WL --phone 1 | carrier retire WL | carrier restore WL
keeper: warehouse add WEST West | warehouse edit WEST --phone 1 | warehouse main WEST | warehouse main MAIN
keeper: warehouse retire WEST | warehouse restore WEST
keeper: stock receive T1 5 | stock in T1 5 --reason found | stock out T1 2 --reason sample | stock count T1 1000
keeper: stock loss T1 1 --reason broken | stock transfer T1 1 --to WEST | stock adjust T1 1 --reason found
keeper: stock limits T1 --lower 10 --upper off | stock paper make receipt --line T1=5
manager: supplier add F Farm | supplier edit F --phone 1 | supplier retire F | supplier restore F
boss: product add CUT Cutting --price 5 | product add-variant CUT CUT-2 --attr size=2 | product edit CUT --name Cut
boss: product edit-variant CUT-2 --minimum 5 | product add-code CUT 169 | product drop-code CUT 169
boss: product retire CUT-2 | product list-again CUT-2 | product delete CUT-2
boss: price set T1 10.0001 | price set T1 9.0001 --customer C1 | price remove T1 --customer C1
boss: customer add C3 Third | customer edit C3 --phone 1 | customer account C3 third | customer assess C3
boss: customer level add gold Gold | customer set-level C3 --level gold
manager: customer level priority gold 5
boss: customer address add C3 Shop "1 Lake Road" | customer own-code set C3 X-1 T1 | customer own-code remove C3 X-1
boss: customer address remove C3 Shop | customer owner set C3 manager | customer reset-password C3
boss: customer retire C3 | customer restore C3
boss: account add zoe Zoe | account edit zoe --name Zoé | account roles zoe order_reviewer | account reset-password zoe
boss: account retire zoe | account restore zoe | account token create laptop | account token revoke laptop
boss: role create taster Tasters order.view | role grant taster amount.view | role revoke taster amount.view
boss: role rename taster Taster | role remove taster | setting set pick pick | setting set pick off
boss: audit seal
"""


def deeds() -> Iterator[tuple[str, list[str]]]:
    for line in DEEDS.strip().splitlines():
        who, _, acts = line.partition(": ")
        for act in acts.split(" | "):
            yield who, shlex.split(act)


def test_what_acts_print_is_as_their_schemas_say(floor: ShopFloor) -> None:
    for who, given in deeds():
        yes = ["--yes"] if any("--yes" in param.opts for param in PRINTING[named(given)].params) else []
        said = floor(*given, *yes, "--json", by=who)
        assert said.code == 0, (given, said.err)
        done = checked(named(given), said)
        assert (done["result"], done["reason"], done["message"]) == ("done", None, None)


@pytest.mark.parametrize(
    ("given", "by", "reason"),
    [
        ("stock adjust T1 -99999 --reason x", "keeper", "short"),
        ("stock receive T9 1", "keeper", "unknown"),
        ("warehouse main MOON", "keeper", "unknown"),
        ("stock receive T1 1", "c1", "denied"),
        ("warehouse retire MAIN", "keeper", "conflict"),
        ("warehouse edit MAIN --phone 1 --seen 99", "keeper", "stale"),
        ("product edit T1 --name A --seen 99", "manager", "stale"),
        ("price set T1 dear", "manager", "invalid"),
        ("account retire nobody --yes", "boss", "unknown"),
        ("setting set pick maybe", "boss", "invalid"),
    ],
)
def test_a_refused_act_prints_why_not_in_a_word_that_no_language_changes(
    floor: ShopFloor, given: str, by: str, reason: str
) -> None:
    said, chinese = floor(*given.split(), "--json", by=by), floor("--lang", "zh", *given.split(), "--json", by=by)
    assert said.code != 0
    done = checked(named(given.split()), said)
    assert (done["result"], done["reason"], done["message"] + "\n") == ("refused", reason, said.err)
    assert json.loads(chinese.out)["reason"] == reason
    assert json.loads(chinese.out)["message"] != done["message"]
    assert floor(*given.split(), by=by).out == ""


def test_what_becomes_of_documents_is_as_the_schemas_say(floor: ShopFloor) -> None:
    (row,) = checked("order create", floor("order", "create", "--line", "T1=2", "--json", by="c1"))
    number = row["number"]
    for given, by, result, reason in (
        (("order", "hold", number, "--reason", "x"), "reviewer", "done", None),
        (("order", "approve", number, "--at", "review"), "reviewer", "held", "held"),
        (("order", "release-hold", number), "manager", "done", None),
        (("order", "approve", number, "--at", "review"), "clerk", "refused", "denied"),
        (("order", "approve", f"{number}@1", "--at", "review"), "reviewer", "refused", "stale"),
        (("order", "approve", number, "--at", "review"), "reviewer", "done", None),
        (("order", "approve", number, "--at", "review"), "reviewer", "refused", "moved"),
        (("order", "edit", number, "--line", "T1=3"), "c1", "refused", "moved"),
        (("order", "create", "--line", "T1=9999"), "c1", "refused", "short"),
        (("order", "create", "--line", "T9=1"), "c1", "refused", "unknown"),
        (("order", "submit", "D-22222222"), "c1", "refused", "unknown"),
        (("return", "create", number, "--line", "1=1", "--reason", "damaged"), "c1", "refused", "conflict"),
    ):
        words = " ".join(given[:2])
        (row,) = checked(words, floor(*given, "--json", by=by))
        assert (row["result"], row["reason"], row["message"] is None) == (result, reason, reason is None), given
    cart = checked("cart add", floor("cart", "add", "T1=2000", "--json", by="c1"))
    assert cart["lines"][0]["problems"][0]["reason"] == "conflict"
    assert cart["lines"][0]["quantity"] == "2000.000"


def test_a_scan_answers_with_one_shape_of_object(floor: ShopFloor) -> None:
    floor("setting", "set", "pick", "pick")
    number = floor.shipment("T1=2")
    said = floor("pick", "scan", number, "T1", "T2", "--json", by="keeper")
    checked("pick scan", said, lines=True)
    right, wrong = map(json.loads, said.out.splitlines())
    assert (right["result"], right["counted"], wrong["result"], wrong["id"]) == ("ok", "1.000", "refused", "scan-wrong")


# --- the command ---


def test_a_schema_is_printed_of_a_noun_and_of_a_command_in_the_reader_s_language(floor: ShopFloor) -> None:
    of_noun = json.loads(floor("schema", "carrier", by=None).out)
    assert of_noun["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (of_noun["title"], of_noun["type"]) == ("ydh carrier", "object")
    listed = json.loads(floor("schema", "carrier", "list", by=None).out)
    assert listed["items"]["properties"] == {
        name: it for name, it in of_noun["properties"].items() if name in listed["items"]["properties"]
    }
    assert floor("schema", "stock list", by=None).out == floor("schema", "stock", "list", by=None).out
    chinese = json.loads(floor("--lang", "zh", "schema", "stock", "list", by=None).out)
    assert chinese["items"]["properties"]["on_hand"]["title"] != "on hand"
    assert floor("schema", by=None).out.splitlines() == list(PRINTING)
    unknown = floor("schema", "weather", by=None)
    assert (unknown.code, unknown.out) == (2, "")
    assert "ydh schema" in unknown.err
