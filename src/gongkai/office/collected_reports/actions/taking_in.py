"""Taking files in: one at once with its reading, or many as a batch whose files wait for it.

The file and what was read from it are kept in one transaction. Reading itself takes no turn and
holds nothing: it is done before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from gongkai.documents.intake.unreadable import EmptyDocument, UnreadableDocument
from gongkai.office.bodies import queries as bodies
from gongkai.office.bodies.models import Body
from gongkai.office.collected_reports import queries, reading
from gongkai.office.collected_reports.actions.standing import noted
from gongkai.office.collected_reports.models import (
    BatchFile,
    CollectedReport,
    SourceFile,
    UploadBatch,
)
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.records import actions as records
from gongkai.office.records import files
from gongkai.rules.annual_report.form import FilledForm

ABANDONED_AFTER = timedelta(minutes=10)
BROKEN = (
    "读取文件“{name}”时程序出错，文件已收下，没有读出数据。请将文件交给系统管理员。",
    "The program failed while it read “{name}”. The file was taken in, its figures were not. "
    "Give the file to the administrator.",
)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The report made of a file, or the one that the same file had made before."""

    report: CollectedReport
    is_repeat: bool


def take_in(*, body: Body, upload: Upload, by: Any, at: datetime) -> TakenIn:
    """Read a file and keep it with its reading. Raises UnreadableDocument; then nothing is kept."""
    earlier = queries.made_of(digest=files.digest_of(upload.data))
    if earlier is not None:
        return TakenIn(earlier, is_repeat=True)
    if upload.refusal is not None:
        raise upload.refusal
    found = reading.read(upload.data, upload.name)
    with transaction.atomic():
        moment = records.begin(body_id=body.pk, at=at)
        earlier = queries.made_of(digest=files.digest_of(upload.data))
        if earlier is not None:
            return TakenIn(earlier, is_repeat=True)
        source = files.keep(
            SourceFile, body_id=body.pk, name=upload.name, data=upload.data, by=by, at=moment
        )
        return TakenIn(_made(body, source, found, by=by, at=moment), is_repeat=False)


@transaction.atomic
def take_in_many(*, body: Body, given: Iterable[Upload], by: Any, at: datetime) -> UploadBatch:
    """Keep many files and what is to be read; the reading follows, file by file.

    Raises UnreadableDocument where the whole is refused; then nothing is kept.
    """
    moment = records.begin(body_id=body.pk, at=at)
    batch = UploadBatch.objects.create(body=body, uploaded_at=moment, uploaded_by=by)
    count = 0
    for position, upload in enumerate(given, start=1):
        _queue(batch, position, upload, by=by, at=moment)
        count = position
    records.note(
        body_id=body.pk, by=by, at=moment, verb="take_in_batch",
        subject=f"collected_reports.batch:{batch.key}", details={"count": count},
    )  # fmt: skip
    return batch


def _queue(batch: UploadBatch, position: int, upload: Upload, *, by: Any, at: datetime) -> None:
    refusal = upload.refusal or (None if upload.data else EmptyDocument(upload.name))
    source = None
    if upload.data:
        source = files.keep(
            SourceFile, body_id=batch.body_id, name=upload.name, data=upload.data, by=by, at=at
        )
    BatchFile.objects.create(
        body_id=batch.body_id, batch=batch, position=position, name=upload.name, source=source,
        refusal=refusal.message if refusal else "",
        refusal_en=refusal.message_en if refusal else "",
        ended_at=at if refusal else None,
    )  # fmt: skip


def read_waiting(file: BatchFile, *, by: Any, at: datetime) -> bool:
    """Read one waiting file of a batch; False where another reader has it or it is done.

    A file whose reader vanished (the server was stopped) is taken again after ten minutes.
    """
    untaken = Q(begun_at=None) | Q(begun_at__lt=at - ABANDONED_AFTER)
    if not BatchFile.objects.filter(untaken, pk=file.pk, ended_at=None).update(begun_at=at):
        return False
    source = file.source
    if source is None:  # nothing was handed in under this name
        raise files.FileLost(file.name)
    earlier = queries.made_of(digest=source.digest)
    if earlier is not None:
        _end(file, at=at, report=earlier, is_repeat=True)
        return True
    try:
        found = reading.read(files.content(source), file.name)
    except UnreadableDocument as refused:
        _end(file, at=at, refusal=refused.message, refusal_en=refused.message_en)
        return True
    except Exception:
        _end(file, at=at, refusal=BROKEN[0].format(name=file.name),
             refusal_en=BROKEN[1].format(name=file.name))  # fmt: skip
        raise
    _keep_reading(file, source, found, by=by, at=at)
    return True


@transaction.atomic
def _keep_reading(
    file: BatchFile, source: SourceFile, found: reading.Read, *, by: Any, at: datetime
) -> None:
    moment = records.begin(body_id=file.body_id, at=at)
    earlier = queries.made_of(digest=source.digest)
    if earlier is None:
        body = Body.objects.get(pk=file.body_id)
        _end(file, at=moment, report=_made(body, source, found, by=by, at=moment))
    else:
        _end(file, at=moment, report=earlier, is_repeat=True)


def _end(file: BatchFile, *, at: datetime, **fields: Any) -> None:
    BatchFile.objects.filter(pk=file.pk).update(ended_at=at, **fields)


def _made(
    body: Body, source: SourceFile, found: reading.Read, *, by: Any, at: datetime
) -> CollectedReport:
    filled = found.filled
    report = CollectedReport(
        body=body, about=about(body, filled.body), about_name=filled.body[:100],
        year=filled.year or None, edition=filled.form.edition, source=source,
        reading=found.reading, document=found.document, read_at=at, read_by=by,
    )  # fmt: skip
    counts = queries.standing(report).counts
    report.error_count, report.doubt_count = counts.errors, counts.doubts
    report.open_count = counts.open
    report.save(force_insert=True)
    noted(report, by=by, at=at, verb="read_document", file=source.name, sha256=source.digest,
          **_told(filled))  # fmt: skip
    return report


def _told(filled: FilledForm) -> dict[str, Any]:
    return {"about": filled.body, "year": filled.year or None, "edition": filled.form.edition}


def about(body: Body, name: str) -> Body | None:
    """Return the body of that name at or below the collecting one, None where it is not on file."""
    return bodies.subtree(body).filter(name=name).first() if name else None
