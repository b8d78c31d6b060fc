"""Everything that is public as files: CSV, JSON lines, Parquet; of all, a body, a year, a month.

Written while it is read, a batch of items at a time. CSV never starts a cell as a formula.
"""

import csv
import io
import json
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest

from gongkai.documents.csv_file import guarded
from gongkai.office.publishing.queries import bulk
from gongkai.portal.opendata import entries

Record = dict[str, Any]
_CHUNK: Final = 64 * 1024


class Kind(StrEnum):
    """The form of an export."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """What the answer says that it is."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.JSONL: "application/x-ndjson; charset=utf-8",
    Kind.PARQUET: "application/vnd.apache.parquet",
}

# Column and its type in Parquet, in the order of every export.
COLUMNS: Final = {
    "code": "VARCHAR", "url": "VARCHAR", "index_no": "VARCHAR", "body_code": "VARCHAR",
    "body_name": "VARCHAR", "title": "VARCHAR", "doc_no": "VARCHAR", "publisher": "VARCHAR",
    "signed_on": "DATE", "category": "VARCHAR", "category_label": "VARCHAR", "subject": "VARCHAR",
    "genre": "VARCHAR", "methods": "VARCHAR[]", "audience": "VARCHAR", "keywords": "VARCHAR[]",
    "summary": "VARCHAR", "source": "VARCHAR", "topics": "VARCHAR[]", "format": "VARCHAR",
    "is_interpretation": "BOOLEAN", "validity": "VARCHAR", "validity_from_on": "DATE",
    "expires_on": "DATE", "first_published_at": "TIMESTAMPTZ", "published_at": "TIMESTAMPTZ",
    "changed_at": "TIMESTAMPTZ", "version": "INTEGER", "change_note": "VARCHAR",
    "table_key": "VARCHAR", "table_period": "VARCHAR", "is_nil_return": "BOOLEAN",
    "table_rows": "VARCHAR", "attachments": "VARCHAR", "text": "VARCHAR",
}  # fmt: skip


def records(extent: bulk.Extent, request: HttpRequest) -> Iterator[Record]:
    """Yield what an export says of each item, oldest first."""
    for copy in bulk.walk(extent):
        whole = entries.whole(copy, request)
        said = whole.model_dump(mode="json", exclude={"html", "validity_label", "body"})
        said |= {"body_code": whole.body.code, "body_name": whole.body.name}
        for name in ("table_rows", "attachments"):
            said[name] = json.dumps(said[name], ensure_ascii=False) if said[name] else ""
        yield {name: said[name] for name in COLUMNS}


def write(kind: Kind, found: Iterable[Record]) -> Iterator[bytes]:
    """Yield the bytes of an export."""
    return {Kind.CSV: _csv, Kind.JSONL: _jsonl, Kind.PARQUET: _parquet}[kind](found)


def compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what was written, as gzip that says nothing of the hour at which it was made."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, 31)
    for piece in pieces:
        if squeezed := squeeze.compress(piece):
            yield squeezed
    yield squeeze.flush()


def _jsonl(found: Iterable[Record]) -> Iterator[bytes]:
    for record in found:
        yield json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _csv(found: Iterable[Record]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    lines = csv.writer(buffer, lineterminator="\r\n")
    # The mark by which spreadsheets know UTF-8.
    buffer.write("\ufeff")
    lines.writerow(COLUMNS)
    for record in found:
        lines.writerow(_cell(value) for value in record.values())
        yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return guarded("；".join(map(str, value)))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return guarded(str(value).replace("\x00", ""))


def _parquet(found: Iterable[Record]) -> Iterator[bytes]:
    """Write Parquet by way of two files that go when they have been read."""
    import duckdb  # noqa: PLC0415 - large, and wanted by few requests

    with tempfile.TemporaryDirectory(prefix="gongkai-export-") as folder:
        lines, out = Path(folder) / "items.jsonl", Path(folder) / "items.parquet"
        with lines.open("wb") as file:
            file.writelines(_jsonl(found))
        columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
        with duckdb.connect(config={"threads": 1, "memory_limit": "512MB",
                                    "temp_directory": folder}) as base:  # fmt: skip
            base.execute("SET TimeZone = 'UTC'")
            base.execute(
                f"COPY (SELECT * FROM read_json('{lines}', format='newline_delimited', "  # noqa: S608 - names of ours
                f"columns={columns}, maximum_object_size=67108864)) "
                f"TO '{out}' (FORMAT parquet, COMPRESSION zstd)"
            )
        with out.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece
