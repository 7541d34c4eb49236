"""Every text has its words in both languages, and the right language is chosen."""

import importlib
import os
import pkgutil
import re
import threading
from contextvars import copy_context
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

import ydh.cli
from tests.kit import catalogues
from ydh import locale
from ydh.core.values.errors import Invalid, Many, NotFound, YdhError
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import Label
from ydh.locale import LANGUAGES, Language, Words, choose, render

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff]")
# what stands beside a Chinese word is Chinese print; quotation marks and dots of ambiguous width are for no screen
HALF_WIDTH = re.compile(
    "(?<=[\u3400-\u9fff}）])[,:;?!](?= |$)|(?<=[\u3400-\u9fff])[,:;.?!](?=[\u3400-\u9fff{ ]|$)"
    r"| \(|[,:;] (?=[\u3400-\u9fff{])|[\u201c\u201d\u2018\u2019\u2026\u2014]"
)
SAME_IN_CHINESE = {"SKU", "ID", "XLSX", "CSV", "JSON"}


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The texts of the code; read where they are needed, not by every worker that looks for tests."""
    return catalogues.extracted()


def _the_same_in_chinese(text: str) -> bool:
    """Abbreviations, and texts that only put values beside each other."""
    return text in SAME_IN_CHINESE or not re.search(r"[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_translated(language: str, texts: dict[str, list[str]]) -> None:
    known = catalogues.translations(language)
    lacking = [f"{where[0]}: {text!r}" for text, where in texts.items() if text not in known]
    assert not lacking, f"not in {language}; run python -m tests.kit.catalogues:\n" + "\n".join(lacking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    known = catalogues.translations(language)
    wrong = [
        f"{text!r} -> {translated!r}"
        for text, translated in known.items()
        if catalogues.placeholders(text) != catalogues.placeholders(translated)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_chinese_translation_is_chinese() -> None:
    known = catalogues.translations("zh_CN")
    assert not [text for text, zh in known.items() if not _the_same_in_chinese(text) and not CHINESE.search(zh)]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("见: 清单", True),
        ("见：清单", False),
        ("茶, 酒", True),
        ("共 1,200 行", False),
        ("改吗?", True),
        ("茶 (罐)", True),
    ],
)
def test_punctuation_is_half_width_where_it_stands_at_a_chinese_word(wrong: str, found: bool) -> None:
    assert bool(HALF_WIDTH.search(wrong)) is found


def test_chinese_punctuation_is_full_width() -> None:
    told = catalogues.translations("zh_CN").values()
    assert [text for text in told if re.search("[\u3400-\u9fff]", text) and HALF_WIDTH.search(text)] == []


def test_every_message_is_marked_for_translation(texts: dict[str, list[str]]) -> None:
    _import_commands()
    assert not [id for id, template in MESSAGES.items() if template not in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_renders(language: locale.Language) -> None:
    _import_commands()
    for id, template in MESSAGES.items():
        names = {re.split(r"[.\[:!]", name.strip("{}"))[0] for name in catalogues.placeholders(template)}
        error = YdhError(id, **dict.fromkeys(names, "某物"))
        for sentence in (render(error, Words(language)), str(error)):
            assert "{" not in sentence, id
            assert ("某物" in sentence) == bool(names), id


def _import_commands() -> None:
    for module in pkgutil.walk_packages(ydh.cli.__path__, "ydh.cli."):
        importlib.import_module(module.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_reads_the_same_compiled_or_not(language: str) -> None:
    assert locale._read(catalogues.path(language)) == catalogues.translations(language)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "zh_CN" / "LC_MESSAGES"
    made.mkdir(parents=True)
    monkeypatch.setattr(locale, "_FOLDER", tmp_path)
    return made


def _say(folder: Path, word: str, *, compiled: bool, when: int) -> None:
    catalogue = Catalog(locale="zh_CN", fuzzy=False)
    catalogue.add("draft", word)
    path = folder / ("ydh.mo" if compiled else "ydh.po")
    with path.open("wb") as file:
        (write_mo if compiled else write_po)(file, catalogue)
    os.utime(path, (when, when))


@pytest.mark.parametrize(
    ("po", "mo", "word"), [(1, None, "po"), (None, 1, "mo"), (1, 1, "mo"), (1, 2, "mo"), (2, 1, "po")]
)
def test_a_compiled_catalogue_counts_unless_its_source_is_newer(
    folder: Path, po: int | None, mo: int | None, word: str
) -> None:
    if po:
        _say(folder, "po", compiled=False, when=po)
    if mo:
        _say(folder, "mo", compiled=True, when=mo)
    assert locale._catalogue.__wrapped__("zh_CN")("draft") == word


@pytest.mark.parametrize(
    ("name", "language"),
    [
        *((name, "zh_CN") for name in ("zh", "zh-CN", "zh_CN", "zh_CN.GB18030", "zh-Hans", "ZH_cn")),
        *((name, "en") for name in ("en", "en_US.UTF-8", "en-GB", "EN", "en_US@euro")),
    ],
)
def test_a_language_has_many_names(name: str, language: str) -> None:
    assert choose(name, None, None, {}) == language


def test_the_flag_comes_first_then_ydh_lang_the_account_the_locale_and_chinese() -> None:
    assert choose("en", "zh", "zh", {"LANG": "zh_CN"}) == "en"
    assert choose(None, "en", "zh", {"LANG": "zh_CN"}) == "en"
    assert choose(None, "", "en", {"LANG": "zh_CN"}) == "en"
    assert choose(None, None, None, {"LANG": "zh_CN", "LC_MESSAGES": "en_US.UTF-8"}) == "en"
    assert choose(None, None, None, {"LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB"}) == "en"
    assert choose(None, None, None, {}) == "zh_CN"


@pytest.mark.parametrize("name", ["C", "C.UTF-8", "POSIX", "fr_FR.UTF-8"])
def test_an_unknown_language_counts_as_not_set(name: str) -> None:
    assert choose(None, name, name, {"LC_ALL": name}) == "zh_CN"
    assert choose(None, name, "en", {"LC_ALL": name}) == "en"


def test_an_unknown_flag_is_refused_naming_what_is_right() -> None:
    with pytest.raises(Invalid) as refused:
        choose("fr\x1b[31m", None, None, {})
    sentence = render(refused.value, Words("zh_CN"))
    assert "zh_CN" in sentence
    assert "fr" in sentence
    assert "\x1b" not in sentence


def test_a_label_among_the_data_is_translated() -> None:
    error = Invalid("text-empty", field=Label("reason"))
    assert render(error, Words("zh_CN")).startswith("原因")
    assert render(error, Words("en")).startswith("reason")


def test_values_stand_in_plain_form() -> None:
    words = Words("zh_CN")
    assert locale.plain(Decimal("1E+3"), words) == "1000"
    assert locale.plain(Decimal("12480.00"), words) == "12480.00"
    assert locale.plain(date(2026, 11, 23), words) == "2026-11-23"
    assert locale.plain(datetime(2026, 11, 23, 8, 30, 5, tzinfo=UTC), words) == "2026-11-23 08:30"
    assert locale.plain([Label("draft"), "x", 3], words) == "草稿、x、3"


def test_several_errors_take_a_line_each() -> None:
    errors = [Invalid("text-empty", field=Label("reason")), Invalid("text-empty", field="x")]
    head, *lines = render(Many([*errors, Many(errors)]), Words("zh_CN")).split("\n")
    assert "3" in head
    assert head == head.rstrip()
    assert lines[:2] == ["  原因 为空；请填写", "  x 为空；请填写"]
    assert render(Many(errors[:1]), Words("en")) == "reason is empty; give a value"


def test_a_value_cannot_smuggle_a_placeholder_or_a_control_character() -> None:
    error = NotFound("text-empty", field="{0.__class__}\x1b]0;x\x07\u202e")
    assert render(error, Words("en")) == "{0.__class__}\ufffd]0;x\ufffd\ufffd is empty; give a value"


def test_words_are_the_same_in_another_thread() -> None:
    words, heard = Words("zh_CN"), []
    thread = threading.Thread(target=lambda: heard.append(words("draft")))
    thread.start()
    thread.join()
    assert heard == ["草稿"]


def test_a_run_speaks_one_language_and_leaves_none_behind() -> None:
    def run(lang: Language) -> list[str]:
        locale.use(Words(lang))
        return [locale.translate("draft"), locale.translate("")]

    before = locale.current()
    assert copy_context().run(run, "en") == ["draft", ""]
    assert copy_context().run(run, "zh_CN") == ["草稿", ""]
    assert locale.current() == before
