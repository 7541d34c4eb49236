"""How a command behaves towards who types it: near misses, help, where a token is, what a file's name says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.company import PASSWORD
from tests.kit.terminal import Terminal


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    yield there
    there.close()


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("ordr list", "order"),
        ("order lst", "list"),
        ("account tokn list", "token"),
        ("account token creat x", "create"),
        ("order list --formt csv", "--format"),
        ("order list --customr C1", "--customer"),
        ("--databse x order list", "--database"),
        ("order list --databse x", "--database"),
        ("stock paper list --colums a", "--columns"),
    ],
)
def test_what_was_nearly_right_is_named_at_every_level(ydh: Terminal, words: str, near: str) -> None:
    refused = ydh(*words.split())
    assert refused.code == 2
    assert "did you mean: " in refused.err or refused.err.startswith("there is no command ordr")
    assert near in refused.err.splitlines()[0].partition("mean: ")[2].split(", ")


@pytest.mark.parametrize("words", ["-h", "order -h", "order list -h", "account token create -h"])
def test_help_has_a_short_name_at_every_level(ydh: Terminal, words: str) -> None:
    short, long = ydh(*words.split()), ydh(*words.replace("-h", "--help").split())
    assert (short.code, short.out) == (0, long.out)
    assert "-h, --help" in short.out


def test_the_options_of_every_command_stand_on_the_first_page_of_help(ydh: Terminal) -> None:
    shown = ydh("--help").out
    for option in ("--database", "--lang", "--version", "--debug"):
        assert option in shown
    assert "which version it is" in shown
    assert "版本号" in ydh("--help", "--lang", "zh_CN").out


def test_the_version_is_told_beside_other_options(ydh: Terminal) -> None:
    assert ydh("--version", "--lang", "en", by=None).out == ydh.process("--version", by=None).out


def test_a_token_may_lie_in_a_file_of_its_own(ydh: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(ydh("account", "token", "create", "nightly").out)
    path.chmod(0o600)
    monkeypatch.setenv("YDH_TOKEN_FILE", str(path))
    assert ydh("whoami", "--json", by=None).rows[0]["login"] == "boss"
    path.chmod(0o644)
    assert ydh("whoami", by=None).code == 2
    path.chmod(0o600)
    path.write_text("")
    assert ydh("whoami", by=None).code == 4
    monkeypatch.setenv("YDH_TOKEN_FILE", str(tmp_path / "none"))
    refused = ydh("whoami", by=None)
    assert (refused.code, "ydh account token create" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.xlsx", b"PK"),
        ("a.csv", b"code,name,"),
        ("a.tsv", b"code\tname\t"),
        ("a.json", b"["),
        ("a.JSONL", b"{"),
        ("a.md", b"| code | name"),
        ("a.html", b"<!DOCTYPE html>"),
    ],
)
def test_the_name_of_a_file_says_its_format(ydh: Terminal, tmp_path: Path, name: str, begins: bytes) -> None:
    assert ydh("carrier", "list", "--output", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_format_that_is_said_goes_before_the_name_of_the_file(ydh: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for said, begins in ((("--format", "jsonl"), "{"), (("--format", "table"), "code  "), (("--json",), "[")):
        assert ydh("carrier", "list", "-o", str(path), "--force", *said).code == 0
        assert path.read_text(encoding="utf-8").lstrip("\n").startswith(begins), said
    assert ydh("carrier", "show", "SF", "-o", str(tmp_path / "one.json")).code == 0
    assert (tmp_path / "one.json").read_bytes().startswith(b"{")


def test_csv_for_people_begins_with_a_mark_and_heads_in_their_language(ydh: Terminal, tmp_path: Path) -> None:
    for lang, head in (("en", "code,name"), ("zh", "编码,名称")):
        path = tmp_path / lang
        assert ydh("carrier", "list", "--format", "csv-excel", "--lang", lang, "-o", str(path)).code == 0
        assert path.read_bytes().startswith(b"\xef\xbb\xbf" + head.encode())


def test_a_company_begins_with_names_in_its_language(ydh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    for lang, given, warehouse in (("en", (), "Main warehouse"), ("zh_CN", (), "主仓"), ("en", ("zh_CN",), "主仓")):
        url = f"sqlite:///{ydh.folder / (lang + ''.join(given))}.db"
        said = ("--company", "Tea", "--login", "boss", "--name", "Boss", "--password-stdin", "--lang", lang)
        more = ("--language", *given) if given else ()
        assert ydh("init", *said, *more, "--database", url, by=None, stdin=PASSWORD).code == 0
        assert ydh("login", "boss", "--password-stdin", "--database", url, by=None, stdin=PASSWORD).code == 0
        told = ydh("warehouse", "list", "--json", "--database", url, by=None).rows
        assert [it["name"] for it in told] == [warehouse]
        carriers = ydh("carrier", "list", "--format", "csv", "--database", url, by=None).out
        assert carriers.isascii() == (warehouse == "Main warehouse")


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", ""])
def test_cron_speaks_the_companys_language(ydh: Terminal, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    monkeypatch.setenv("LANG", locale)
    monkeypatch.delenv("YDH_LANG")
    assert "登录名" in ydh("whoami").out
    assert ydh("setting", "set", "language", "en").code == 0
    assert "sign-in name" in ydh("whoami").out
    monkeypatch.setenv("YDH_LANG", "zh_CN")
    assert "登录名" in ydh("whoami").out
    monkeypatch.delenv("YDH_LANG")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")  # who has a locale has a language
    assert "登录名" in ydh("whoami").out
    assert ydh("setting", "set", "language", "fr").code == 2
