"""What one file gave, as a line that can be kept, sent between processes and read again.

A record holds the report as plain data or the sentence of a refusal; it decides nothing.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.cli.refusal import Refusal
from gongkai.cli.report import document
from gongkai.documents import json_file
from gongkai.rules.annual_report import check as checks
from gongkai.rules.annual_report.form import FilledForm

Sentences = tuple[str, str]  # in Chinese and in English


@dataclass(frozen=True, slots=True)
class Record:
    """The result of one file.

    `digest` is that of its content, "" where the result does not follow from it (no such file,
    no time left). `remarks` says how many of the findings were met while it was read.
    """

    file: str
    digest: str
    report: dict[str, Any] | None = None
    remarks: int = 0
    refusal: Sentences | None = None

    @property
    def path(self) -> Path:
        """The file as a path."""
        return Path(self.file)

    def filled(self) -> FilledForm:
        """Return the report as a form again; its remarks are not in it."""
        if self.report is None:
            raise ValueError(f"{self.file!r} was not read.")
        return json_file.load(self.report, self.file)

    def line(self) -> bytes:
        """Return the record as one line of ASCII; names in any bytes survive."""
        kept = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return json.dumps(kept).encode("ascii") + b"\n"


def parse(line: bytes) -> Record:
    """Return the record of a line. Raises ValueError where it is none."""
    try:
        kept = json.loads(line)
        refusal = kept["refusal"] and (str(kept["refusal"][0]), str(kept["refusal"][1]))
        return Record(**{**kept, "refusal": refusal})
    except (TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError("This line is no record.") from error


def make(job: tuple[str, bytes | None]) -> bytes:
    """Read one file, whose content is given where it is stdin, and return the record's line."""
    name, data = job
    path = Path(name)
    digest = ""
    try:
        data = document.content(path) if data is None else data
        digest = digest_of(data)
        filled = document.recognised(data, path)
    except Refusal as refusal:
        return Record(name, digest, refusal=refusal.sentences).line()
    report = json_file.dump(filled, checks.findings(filled))
    # What the document does not tell is null here, never a year 0 or an empty name.
    report |= {"body": filled.body or None, "year": filled.year or None}
    return Record(name, digest, report, len(filled.remarks)).line()


def digest_of(data: bytes) -> str:
    """Return the digest of a file's content."""
    return hashlib.sha256(data).hexdigest()
