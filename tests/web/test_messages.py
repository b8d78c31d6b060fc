"""The message catalogues: complete, compiled as written, and as the code and templates stand."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import django
import polib
import pytest
from django import forms
from django.utils import translation

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "src/gongkai/locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
CHINESE = re.compile(r"[\u3400-\u9fff、。，；：（）「」]")
SWEEP = "run `make messages`, write the English, commit django.po and django.mo"

each_catalogue = pytest.mark.parametrize(
    "path", CATALOGUES, ids=[path.parts[-3] for path in CATALOGUES]
)


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(LOCALE / "en/LC_MESSAGES/django.po"))


def said(entry: polib.POEntry) -> list[str]:
    """Return the translation of an entry, every form of it."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def keys(catalogue: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}


@each_catalogue
def test_nothing_is_untranslated_doubtful_or_left_behind(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == [], SWEEP
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@each_catalogue
def test_a_translation_keeps_the_placeholders(path):
    faults = []
    for entry in polib.pofile(str(path)):
        for words, source in zip(
            said(entry), (entry.msgid, entry.msgid_plural or entry.msgid), strict=False
        ):
            if sorted(set(PLACEHOLDER.findall(words))) != sorted(set(PLACEHOLDER.findall(source))):
                faults.append(f"{source} → {words}")
    assert faults == []


@each_catalogue
def test_the_compiled_catalogue_is_that_of_the_text(path):
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary(), SWEEP


def test_english_is_written_in_english(english):
    """No Chinese character or mark, and sentences end as the Chinese ones do."""
    faults = []
    for entry in english:
        for words in said(entry):
            is_sentence = entry.msgid.endswith("。") and len(entry.msgid) > 1
            if CHINESE.search(words) or (is_sentence and words.rstrip()[-1] not in '.”)"'):
                faults.append(f"{entry.msgid} → {words}")
    assert faults == []


def test_a_chinese_override_stands_for_a_text_of_a_library():
    package = Path(django.__file__).parent
    known = {
        entry.msgid
        for place in ("conf", "contrib/auth")
        for entry in polib.pofile(str(package / place / "locale/zh_Hans/LC_MESSAGES/django.po"))
    }
    overrides = polib.pofile(str(LOCALE / "zh_Hans/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in overrides if entry.msgid not in known] == []


def test_a_refusal_of_the_library_reads_as_an_office_writes():
    class Asked(forms.Form):
        title = forms.CharField(max_length=3)
        day = forms.DateField()

    with translation.override("zh-hans"):
        errors = Asked({"title": "第一二三四"}).errors
    assert errors["title"] == ["最多 3 个字，现有 5 个，请精简。"]
    assert errors["day"] == ["请填写这一项。"]


def test_one_and_many_differ_in_english(english):
    faults = [entry.msgid for entry in english if len(said(entry)) > len(set(said(entry)))]
    assert faults == []


def test_a_catalogue_does_not_depend_on_the_day(english):
    assert "POT-Creation-Date" not in english.metadata
    assert not any(entry.occurrences for entry in english)


def test_the_catalogue_holds_what_the_code_and_the_templates_mark(english, tmp_path):
    if shutil.which("xgettext") is None:
        pytest.skip("GNU gettext is not installed (apt install gettext)")
    subprocess.run(
        [sys.executable, str(ROOT / ".ci/collect_messages.py"), "--check", str(tmp_path)],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings.testing",
        },
        check=True,
    )  # fmt: skip
    marked = keys(polib.pofile(str(tmp_path / "django.pot")))
    missing = sorted(msgid for msgid, _plural in marked - keys(english))
    left_over = sorted(msgid for msgid, _plural in keys(english) - marked)
    assert (missing, left_over) == ([], []), SWEEP
