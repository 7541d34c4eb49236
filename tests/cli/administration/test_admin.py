"""Settings, roles, the journal, the doctor and the schema by command; and what holds for every command there is."""

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.kit import company as company_data
from tests.kit.terminal import DONE, Terminal
from ydh.cli.frame.main import NOUNS, commands_of
from ydh.core.values.messages.all import MESSAGES
from ydh.store.engine import migrate
from ydh.store.engine.database import connect

SECRET = re.compile(r"password|passwd|secret|token|key")
SWITCHES = {"--password-stdin", "--password-file"}  # a switch, and the name of a file
THERE = [noun for noun, (module, _) in NOUNS.items() if find_spec(f"ydh.cli.{module}")]
ACT = {"--key"}  # names an act, opens nothing


@pytest.fixture
def ydh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    there = Terminal(tmp_path, capsys, monkeypatch)
    there.open_company()
    there.staff("clerk", "shipping_clerk")
    there.staff("keeper", "outbound_reviewer")
    yield there
    there.close()


def tamper(ydh: Terminal, statement: str) -> None:
    """What somebody does who has the file and sqlite3."""
    store = connect(ydh.url)
    try:
        store.database.connect()
        for (trigger,) in store.database.execute_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            store.database.execute_sql(f"DROP TRIGGER {trigger}")
        store.database.execute_sql(statement)
    finally:
        store.close()


# --- settings ---


def test_a_setting_is_chosen_and_shown(ydh: Terminal) -> None:
    assert ydh("setting", "set", "auto_receive_days", "10").err == "auto_receive_days is 10\n"
    assert ydh("setting", "show", "auto_receive_days", "--json").rows[0]["value"] == "10"
    assert ydh("setting", "set", "amount_threshold", "off").code == 0
    assert ydh("setting", "set", "timezone", "-05:00").code == 0
    rows = {row["name"]: row["value"] for row in ydh("setting", "list", "--json").rows}
    assert (rows["timezone"], rows["amount_threshold"], rows["self_approval"]) == ("-05:00", "off", "off")
    assert "timezone" in ydh("setting", "list", "-q").out.split()


def test_a_setting_that_is_not_there_or_cannot_be_is_refused(ydh: Terminal) -> None:
    assert ydh("setting", "show", "colour").code == 6
    assert ydh("setting", "set", "colour", "red").code == 6
    assert ydh("setting", "set", "self_approval", "maybe").code == 2
    assert ydh("setting", "set", "self_approval", "on", by="clerk").code == 4


# --- roles ---


# S21.9
def test_a_role_of_the_companys_own_is_made_changed_and_removed(ydh: Terminal) -> None:
    assert ydh("role", "create", "helper", "Helper", "order.view", "report.view").code == 0
    assert ydh("role", "grant", "helper", "amount.view").code == 0
    assert ydh("role", "revoke", "helper", "report.view").code == 2
    assert ydh("role", "revoke", "helper", "report.view", "--yes").code == 0
    assert ydh("role", "rename", "helper", "Assistant").code == 0
    (shown,) = ydh("role", "show", "helper", "--json").rows
    assert (shown["permissions"], shown["builtin"], shown["holders"]) == (["amount.view", "order.view"], False, 0)
    assert "helper" in ydh("role", "list", "-q").out.split()
    assert ydh("role", "remove", "helper", "--yes").code == 0
    assert ydh("role", "show", "helper").code == 6


def test_what_a_change_of_a_role_would_do_is_said_before_it_is_made(ydh: Terminal) -> None:
    assert ydh("role", "create", "helper", "Helper", "report.view").code == 0
    assert ydh("account", "add", "amy", "Amy", "--role", "helper").code == 0
    assert ydh("account", "add", "ben", "Ben", "--role", "helper", "--role", "business_manager").code == 0
    given = ydh("role", "grant", "helper", "report.view", "customer.manage", "--dry-run")
    assert given.err == "customer.manage: would be gained by Amy; had already through another role: Ben\n"
    taken = ydh("role", "revoke", "helper", "report.view", "--dry-run")
    assert taken.err == "report.view: would be lost by Amy; kept through another role: Ben\n"
    assert ydh("role", "grant", "helper", "nothing.such", "--dry-run").code == 6
    (helper,) = ydh("role", "show", "helper", "--json").rows
    assert helper["permissions"] == ["report.view"], "nothing was changed"


# S21.32, S21.35
def test_built_in_roles_stay_and_ready_made_ones_come(ydh: Terminal) -> None:
    assert ydh("role", "grant", "system_admin", "order.ship").code == 5
    assert ydh("role", "add-ready-made", "auditor").code == 0
    assert ydh("role", "create", "bad", "Bad", "staff.manage").code == 4
    assert ydh("role", "create", "bad", "Bad", "fly").code == 6
    assert ydh("role", "list", by="clerk").code == 4


# S13.5, S13.7, S21.33, S21.32
def test_the_matrix_has_27_permissions_by_6_roles(ydh: Terminal) -> None:
    rows = ydh("role", "matrix", "--json").rows
    assert len(rows) == 27
    assert all(len(row) == 2 + 6 for row in rows)
    assert [row["permission"] for row in rows if row["shipping_clerk"]] == ["order.view", "order.ship"]


# --- the journal ---


def test_the_journal_is_read_by_who_what_and_when(ydh: Terminal) -> None:
    assert ydh.admin
    ydh("setting", "set", "lead_days", "5")
    company_data.product(ydh.admin, "TEA", price="10")
    ydh("product", "edit", "TEA", "--name", "Green tea")
    newest = ydh("audit", "log", "--limit", "1", "--json").rows
    assert [(row["by"], row["kind"], row["subject"], row["action"]) for row in newest] == [
        ("boss", "product", "TEA", "edit")
    ]
    assert "Green tea" in newest[0]["details"]
    assert len(ydh("audit", "log", "--kind", "setting", "--json").rows) == 2  # the company's name is the first
    assert ydh("audit", "log", "--kind", "product", "--document", "TEA", "--json").rows == newest
    assert ydh("audit", "log", "--who", "system", "--action", "create", "--limit", "500", "--json").rows
    assert ydh("audit", "log", "--to", "2000-01-01", "--json").rows == []
    assert len(ydh("audit", "log", "--from", "2000-01-01", "--limit", "2", "--json").rows) == 2
    assert ydh("audit", "log", "--from", "soon").code == 2
    assert ydh("audit", "log", "--who", "nobody").code == 6
    assert ydh("audit", "log", by="clerk").code == 4


def test_the_journal_is_proved_and_an_altered_entry_is_named(ydh: Terminal) -> None:
    proved = ydh("audit", "verify")
    assert (proved.code, proved.out, proved.err) == (0, "", "the journal is what was written\n")
    sealed = ydh("audit", "seal", "--json")
    digest = json.loads(sealed.out)["digest"]
    assert digest in sealed.err
    assert ydh("audit", "verify", "--noted", digest).code == 0
    assert ydh("audit", "seals", "-q").out == "1\n"
    tamper(ydh, "UPDATE journal SET action = 'nothing' WHERE action = 'create' AND kind = 'account'")
    broken = ydh("audit", "verify", "--json")
    assert broken.code == 1
    assert [row["subject"] for row in broken.rows if row["check"] == "chain"]
    assert ydh("audit", "verify", by="clerk").code == 4


def test_personal_values_are_erased_and_the_proof_stays(ydh: Terminal) -> None:
    ydh("customer", "add", "K7", "Kim", "--phone", "13900001111", "--contact", "Ms Li")
    assert "13900001111" in ydh("audit", "log", "--kind", "customer").out
    assert ydh("audit", "erase", "K7").code == 2
    assert ydh("audit", "erase", "K7", "--yes").code == 0
    assert "13900001111" not in ydh("audit", "log", "--kind", "customer").out
    assert ydh("audit", "verify").code == 0


# --- the doctor and the schema ---


def test_the_doctor_finds_sound_books_sound_and_broken_ones_broken(ydh: Terminal) -> None:
    ydh("product", "add", "TEA", "Tea", "--price", "10")
    ydh("stock", "receive", "TEA", "100", by="keeper")
    sound = ydh("doctor", "--deep", "--json")
    assert sound.code == 0, sound.out
    assert {row["level"] for row in sound.rows} <= {"ok", "warning"}
    tamper(ydh, "UPDATE stock SET on_hand = on_hand + 1")
    broken = ydh("doctor", "--json")
    assert broken.code == 1
    assert [row["check"] for row in broken.rows if row["level"] == "error" and row["subject"].startswith("TEA")]
    assert ydh("doctor", by="clerk").code == 4


def test_the_schema_is_shown_and_compared(ydh: Terminal) -> None:
    (status,) = ydh("db", "status", "--json", by=None).rows
    assert (status["state"], status["engine"], status["pending"]) == ("ours", "sqlite", [])
    assert ydh("db", "check", by=None).code == 0
    assert ydh("db", "upgrade", by=None).err == "nothing to do\n"
    tamper(ydh, "ALTER TABLE customer ADD COLUMN shoe_size INTEGER")
    different = ydh("db", "check", "--json", by=None)
    assert different.code == 1
    assert "shoe_size" in different.out


def test_an_older_schema_is_copied_and_then_upgraded(
    ydh: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newer = tmp_path / "migrations"
    newer.mkdir()
    for file in migrate.FOLDER.glob("0*"):
        (newer / file.name).write_bytes(file.read_bytes())
    (newer / "9999_more.py").write_text("def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (id INTEGER)')\n")
    monkeypatch.setattr(migrate, "FOLDER", newer)
    monkeypatch.setattr(migrate, "NAMES", (*migrate.NAMES, "9999_more"))
    assert "ydh db upgrade" in ydh("product", "list").err
    looked = ydh("db", "upgrade", "--dry-run", "--json", by=None)
    assert json.loads(looked.out) == {"pending": ["9999_more"], **DONE}
    assert ydh("db", "upgrade", by=None).code == 2
    copy = tmp_path / "before.db"
    done = ydh("db", "upgrade", "--yes", "--backup", str(copy), "--json", by=None)
    assert json.loads(done.out) == {"applied": ["9999_more"], "backup": str(copy), "renewed": 0, **DONE}, done.err
    assert copy.stat().st_mode & 0o777 == 0o600
    assert ydh("product", "list").code == 0
    assert ydh("db", "status", "--json", "--database", f"sqlite:///{copy}", by=None).rows[0]["pending"] == ["9999_more"]


def test_what_is_no_database_of_ours_is_left_alone(ydh: Terminal, tmp_path: Path) -> None:
    assert ydh("db", "status", "--database", f"sqlite:///{tmp_path / 'nothing.db'}", by=None).code == 6
    foreign = tmp_path / "foreign.db"
    store = connect(f"sqlite:///{foreign}")
    store.database.connect()
    store.database.execute_sql("CREATE TABLE recipe (id INTEGER)")
    store.close()
    assert ydh("db", "upgrade", "--yes", "--database", f"sqlite:///{foreign}", by=None).code == 1
    assert ydh("db", "status", "--json", "--database", f"sqlite:///{foreign}", by=None).rows[0]["state"] == "foreign"


# --- every command ---


def leaves(noun: str) -> Iterator[tuple[str, Any]]:
    """Each command of a noun with its words."""
    stack = [(noun, typer.main.get_command(commands_of(NOUNS[noun][0])))]
    while stack:
        words, command = stack.pop()
        if hasattr(command, "commands"):
            stack += [(f"{words} {name}", sub) for name, sub in command.commands.items()]
        else:
            yield words, command


@pytest.mark.parametrize("noun", THERE)
def test_every_command_and_every_parameter_says_what_it_is(noun: str) -> None:
    for words, command in leaves(noun):
        assert words == noun or (command.help or "").strip(), words
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{words} {parameter.name}"


@pytest.mark.parametrize("noun", THERE)
def test_no_option_takes_a_secret(noun: str) -> None:
    for words, command in leaves(noun):
        for parameter in command.params:
            for name in parameter.opts:
                takes = name.startswith("-") and not getattr(parameter, "is_flag", False)
                assert not (takes and SECRET.search(name) and name not in SWITCHES | ACT), f"{words} {name}"
        assert not any(SECRET.search(p.name or "") for p in command.params if not p.opts[0].startswith("-")), words


@pytest.mark.parametrize("noun", THERE)
def test_a_listing_can_leave_in_every_format(noun: str) -> None:
    for words, command in leaves(noun):
        names = {name for parameter in command.params for name in parameter.opts}
        assert ("--format" in names) <= ("--json" in names), words
        assert ("--output" in names) <= ("--force" in names), words


def test_every_noun_that_help_names_is_there() -> None:
    assert list(NOUNS) == THERE


def test_the_next_step_that_a_message_names_is_a_command() -> None:
    wrong = []
    known_of = {noun: {words for words, _ in leaves(noun)} for noun in THERE}  # imports all: modules bring messages
    for id_, text in MESSAGES.items():
        for found in re.findall(r"[:,] ydh ((?:[a-z]+(?:-[a-z]+)*)(?: [a-z]+(?:-[a-z]+)*)*)", text):
            noun, *verbs = found.split()
            known = known_of.get(noun, {noun}.intersection(NOUNS))
            if not any(" ".join([noun, *verbs[:count]]) in known for count in range(4)):
                wrong.append(f"{id_}: ydh {found}")
    assert not wrong


def test_a_word_that_is_no_command_gets_the_nearest_ones(ydh: Terminal) -> None:
    assert "customer" in ydh("custmer").err
    assert ydh("custmer").code == 2
    assert ydh("customer", "lst").code == 2


# --- in a process of its own ---


def test_help_is_in_the_readers_language_and_never_coloured(ydh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    english, chinese = (ydh.process("product", "add", "--help", "--lang", lang) for lang in ("en", "zh_CN"))
    assert (english.code, chinese.code) == (0, 0)
    assert "Usage:" in english.out
    assert "--pack-size" in chinese.out
    assert "\x1b" not in english.out + chinese.out
    assert "\x1b" not in ydh.process("product", "list").out


def test_an_error_is_worded_in_the_readers_language(ydh: Terminal) -> None:
    english, chinese = (ydh.process("product", "show", "NO", "--lang", lang) for lang in ("en", "zh_CN"))
    assert (english.code, chinese.code) == (6, 6)
    assert english.err != chinese.err
