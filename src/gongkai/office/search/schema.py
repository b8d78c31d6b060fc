"""The fields of the index (索引字段) and how an entry becomes a document of the engine.

A change here is a new EDITION: indexes of another edition are built anew from the outbox.
"""

import json
from datetime import date
from hashlib import blake2b

from tantivy import Document, Schema, SchemaBuilder

from gongkai.office.search import letters, sounds
from gongkai.office.search.entries import Change, Entry

EDITION = 1
# The document that remembers how far the outbox was followed; no question finds it.
POSITION = "#position"
# What is taken of one text: a book is found by its first part.
LONGEST_INDEXED = 400_000
LONGEST_SHOWN = 20_000
TEXTS = ("title", "keys", "summary", "text", "files")
FILTERS = (
    "body", "kind", "category", "subject", "genre", "year", "channel", "validity", "file_type",
    "topic",
)  # fmt: skip
SAMPLES = 16
_HASH_BITS = 40
_FIRST_DAY = date(2000, 1, 1).toordinal()
_FIFTY_YEARS = 50 * 365.25


def build() -> Schema:
    """Return the schema of the index."""
    fields = SchemaBuilder()
    fields.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in (*TEXTS, "pinyin", "sound", "initials"):
        fields.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    fields.add_text_field("singles", tokenizer_name="whitespace", index_option="freq")
    for name in ("number", "word"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FILTERS:
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    fields.add_unsigned_field("path", indexed=True)
    fields.add_unsigned_field("day", indexed=True, fast=True)
    fields.add_unsigned_field("newest", indexed=True, fast=True)
    fields.add_unsigned_field("sample", indexed=True)
    fields.add_float_field("weight", fast=True)
    fields.add_bytes_field("shown", stored=True)
    fields.add_unsigned_field("sequence", stored=True)
    return fields.build()


def document(change: Change, entry: Entry) -> Document:
    """Return the document of an entry."""
    found = Document()
    found.add_text("key", entry.key)
    found.add_unsigned("sequence", change.sequence)
    _add_texts(found, entry)
    _add_sounds(found, entry)
    for name, value in _filters(entry):
        found.add_text(name, value)
    for body_id in dict.fromkeys((*entry.path, entry.body_id)):
        found.add_unsigned("path", body_id)
    day = entry.published_on.toordinal() if entry.published_on else 0
    mark = int.from_bytes(blake2b(entry.key.encode(), digest_size=5).digest(), "big")
    found.add_unsigned("day", day)
    found.add_unsigned("newest", (day << _HASH_BITS) | mark)
    found.add_unsigned("sample", mark % SAMPLES)
    found.add_float("weight", _weight(entry, day))
    found.add_bytes("shown", json.dumps(_shown(entry), ensure_ascii=False).encode())
    return found


def position(sequence: int) -> Document:
    """Return the document that remembers how far the outbox was followed."""
    found = Document()
    found.add_text("key", POSITION)
    found.add_unsigned("sequence", sequence)
    return found


def _add_texts(found: Document, entry: Entry) -> None:
    keys = (
        *entry.keywords, *entry.topics, *entry.subject, entry.doc_no, entry.index_no,
        entry.body_name,
    )  # fmt: skip
    files = [part for each in entry.attachments for part in (each.name, each.text)]
    for name, texts in (
        ("title", [entry.title]), ("keys", keys), ("summary", [entry.summary]),
        ("text", [entry.text]), ("files", files),
    ):  # fmt: skip
        for text in texts:
            if text:
                found.add_text(name, " ".join(letters.tokens(text[:LONGEST_INDEXED])))
    found.add_text("singles", " ".join(letters.singles(entry.title)))
    for number in (entry.doc_no, entry.index_no):
        if number:
            found.add_text("number", letters.squeezed(number))
    for word in {letters.squeezed(each) for each in (*entry.keywords, entry.body_name)}:
        found.add_text("word", word)


def _add_sounds(found: Document, entry: Entry) -> None:
    several = [sounds.heard(text) for text in (entry.title, *entry.keywords)]
    several.append(sounds.heard_otherwise(entry.title))
    for syllables in several:
        found.add_text("pinyin", " ".join(syllables))
        found.add_text("sound", " ".join(map(sounds.alike, syllables)))
        found.add_text("initials", " ".join(each[:1] for each in syllables))


def _filters(entry: Entry) -> list[tuple[str, str]]:
    several = {
        "body": (entry.body_code,), "kind": (entry.kind,), "category": (entry.category,),
        "subject": tuple("/".join(entry.subject[: end + 1]) for end in range(len(entry.subject))),
        "genre": (entry.genre,), "year": (entry.year,), "channel": entry.channels,
        "validity": (entry.validity,), "file_type": entry.file_types, "topic": entry.topics,
    }  # fmt: skip
    return [(name, value) for name, values in several.items() for value in values if value]


def _weight(entry: Entry, day: int) -> float:
    """Return the weight that the engine turns into a factor: score times log2(2 + weight).

    The factor is the importance, a little more for what is newer, half for what no longer holds.
    """
    recent = min(max((day - _FIRST_DAY) / _FIFTY_YEARS, 0.0), 1.0)
    factor = min(max(entry.importance, 0.5), 2.0) * (1 + 0.6 * recent)
    return float(2 ** (2 * factor * (1.0 if entry.is_in_force else 0.5)) - 2)


def _shown(entry: Entry) -> dict[str, object]:
    left = LONGEST_SHOWN
    files = []
    for each in entry.attachments:
        files.append([each.name, each.text[:left]])
        left -= min(left, len(each.text))
    shown = {
        "title": entry.title, "summary": entry.summary[:LONGEST_SHOWN],
        "text": entry.text[:LONGEST_SHOWN], "files": files,
        "keys": [*entry.keywords, entry.doc_no, entry.index_no, entry.body_name],
    }  # fmt: skip
    return {name: value for name, value in shown.items() if value}
