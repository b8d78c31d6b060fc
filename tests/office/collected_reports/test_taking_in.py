"""Handing files in: one with its reading at once, many as a batch; what is refused, and how."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope

from gongkai.documents.formats import Format
from gongkai.documents.intake.unreadable import EncryptedDocument, TooLarge, UnreadableDocument
from gongkai.office.collected_reports import actions, queries, reading, uploads, worker
from gongkai.office.collected_reports.models import BatchFile, CollectedReport, SourceFile
from gongkai.office.collected_reports.uploads import Upload
from gongkai.office.records import files
from tests.office.collected_reports import samples
from tests.office.collected_reports.conftest import AT

HTML = samples.document(Format.HTML)


def _post(client, body, *given: tuple[str, bytes]):
    chosen = [SimpleUploadedFile(name, data) for name, data in given]
    address = reverse("collected_reports:upload", args=[body.code])
    return client.post(address, {"documents": chosen})


def _text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_one_file_is_read_and_kept_with_its_reading(client, in_county, township, clerk):
    answer = _post(client, in_county, ("青禾乡.html", HTML))
    made = CollectedReport.objects.get()
    assert answer["Location"] == reverse("collected_reports:look", args=[in_county.code, made.key])
    assert (made.about, made.about_name, made.year) == (township, township.name, 2019)
    assert (made.edition, made.read_by) == ("2019", clerk)
    assert files.content(made.source) == HTML
    assert made.source.digest == files.digest_of(HTML)


def test_the_same_file_again_shows_the_earlier_report(client, in_county):
    first = _post(client, in_county, ("青禾乡.html", HTML))
    again = _post(client, in_county, ("改了名字.html", HTML))
    assert again["Location"] == first["Location"]
    assert "此前已经读取过" in _text(client.get(again["Location"]))
    assert CollectedReport.objects.count() == SourceFile.objects.count() == 1


def test_a_body_that_is_not_on_file_is_kept_by_its_name(in_county, clerk):
    page = HTML.decode().replace("海曲县青禾乡", "远山县白石乡").encode()
    made = actions.take_in(body=in_county, upload=Upload("a.html", page), by=clerk, at=AT).report
    assert made.about is None
    assert made.about_name == "远山县白石乡人民政府"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空.txt", b"", "是空的"),
        ("坏.pdf", b"%PDF-1.7 broken", "已损坏"),
        ("说明.txt", "这里没有表格。".encode(), "没有找到年度报告的统计表"),
        ("图.png", b"\x89PNG\r\n\x1a\n", "实际内容是图片"),
    ],
)
def test_a_refused_file_says_why_and_leaves_nothing(client, in_county, name, data, sentence):
    answer = _post(client, in_county, (name, data))
    assert answer.status_code == 422
    assert sentence in _text(answer)
    assert not CollectedReport.objects.exists()
    assert not SourceFile.objects.exists()


def test_nothing_chosen_is_asked_for(client, in_county):
    answer = client.post(reverse("collected_reports:upload", args=[in_county.code]), {})
    assert "请选择要读取的文件。" in _text(answer)


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, in_county, monkeypatch):
    big = b"x" * (10 * 1024 * 1024 + 1)
    answer = _post(client, in_county, ("大.txt", big))
    assert answer.status_code == 422
    assert "超过上限" in _text(answer)


def test_file_and_reading_are_kept_together_or_not_at_all(in_county, clerk, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the power fails")

    monkeypatch.setattr(actions.taking_in, "noted", broken)
    with pytest.raises(RuntimeError):
        actions.take_in(body=in_county, upload=Upload("a.html", HTML), by=clerk, at=AT)
    assert not CollectedReport.objects.exists()
    assert not SourceFile.objects.exists()


def test_a_changed_original_is_never_handed_out(client, in_county, report):
    place = files._place(report.body_id, report.source.digest)
    kept = files.content(report.source)
    try:
        default_storage.delete(place)
        with pytest.raises(files.FileLost, match="找不到"):
            files.content(report.source)
        default_storage.save(place, io.BytesIO(b"changed"))
        with pytest.raises(files.FileLost, match="内容与收到时不同"):
            files.content(report.source)
        address = reverse("collected_reports:original", args=[in_county.code, report.key])
        assert "从备份恢复" in _text(client.get(address, follow=True))
    finally:
        default_storage.delete(place)
        default_storage.save(place, io.BytesIO(kept))


def test_the_original_is_saved_never_shown(client, in_county, report):
    address = reverse("collected_reports:original", args=[in_county.code, report.key])
    answer = client.get(address)
    assert answer.content == files.content(report.source)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


# Many at once


@pytest.fixture
def batch(client, in_county):
    archive = samples.packed({
        "乡镇/甲乡.html": HTML,
        "乡镇/乙乡.html": samples.with_unreadable_figure(),
        "乡镇/丁乡.pdf": b"%PDF-1.7 broken",
        "乡镇/空.txt": b"",
        "__MACOSX/._甲乡.html": b"junk",
        "乡镇/~$甲乡.docx": b"lock",
    })  # fmt: skip
    answer = _post(client, in_county, ("各乡镇.zip", archive))
    key = answer["Location"].rstrip("/").rpartition("/")[2]
    return queries.batch_of(key=key)


def _page(client, batch) -> str:
    return _text(client.get(reverse("collected_reports:batch", args=[batch.body.code, batch.key])))


def test_a_batch_waits_in_rows_and_is_read_file_by_file(client, in_county, batch):
    names = [each.name for each in queries.files_of(batch)]
    assert names == ["乡镇/丁乡.pdf", "乡镇/乙乡.html", "乡镇/甲乡.html", "乡镇/空.txt"]
    assert "4个文件，已处理1个" in _page(client, batch)
    waiting = list(BatchFile.objects.filter(ended_at=None).order_by("pk"))
    assert actions.read_waiting(waiting[0], by=batch.uploaded_by, at=AT) is True
    assert "4个文件，已处理2个" in _page(client, batch)
    assert worker.read_waiting() == 2
    page = _page(client, batch)
    assert "4个文件全部处理完毕。" in page
    assert "未读出1格" in page
    assert "已损坏" in page
    assert "是空的" in page
    assert CollectedReport.objects.count() == 2


def test_reading_again_changes_nothing(client, in_county, batch):
    worker.read_waiting()
    before = list(CollectedReport.objects.values_list("key", flat=True))
    assert worker.read_waiting() == 0
    for file in queries.files_of(batch):
        assert actions.read_waiting(file, by=batch.uploaded_by, at=AT) is False
    assert list(CollectedReport.objects.values_list("key", flat=True)) == before


def test_a_file_whose_reader_vanished_is_taken_again(in_county, batch):
    file = BatchFile.objects.filter(ended_at=None).order_by("pk").first()
    BatchFile.objects.filter(pk=file.pk).update(begun_at=AT)
    soon, later = AT + timedelta(minutes=5), AT + timedelta(minutes=11)
    assert actions.read_waiting(file, by=batch.uploaded_by, at=soon) is False
    assert actions.read_waiting(file, by=batch.uploaded_by, at=later) is True


def test_one_file_that_breaks_the_program_never_stops_the_rest(in_county, batch, monkeypatch):
    genuine = reading.read

    def broken(data, name):
        if "乙乡" in name:
            raise KeyError("a fault of ours")
        return genuine(data, name)

    monkeypatch.setattr(actions.taking_in.reading, "read", broken)
    worker.read_waiting()
    told = {each.name: each for each in queries.files_of(batch)}
    assert "程序出错" in told["乡镇/乙乡.html"].refusal
    assert told["乡镇/甲乡.html"].report is not None


def test_a_file_that_was_read_before_leads_to_its_report(client, in_county, clerk):
    made = actions.take_in(body=in_county, upload=Upload("a.html", HTML), by=clerk, at=AT).report
    answer = _post(client, in_county, ("a.html", HTML), ("b.docx", samples.document(Format.DOCX)))
    worker.read_waiting()
    assert CollectedReport.objects.count() == 2
    page = client.get(answer["Location"]).content.decode()
    assert "此前已读取过同一文件" in page
    assert str(made.key) in page


def test_the_server_reads_what_waits_of_every_body_in_its_own_scope(in_county, batch, township):
    with scope(body=township.pk):
        assert list(queries.batches()) == []
    worker.read_waiting()
    assert {each.body_id for each in CollectedReport.objects.all()} == {in_county.pk}


# What an archive may hold


def _apart(name: str, data: bytes) -> list[Upload]:
    return list(uploads.taken_apart([(name, data)]))


def test_names_in_gbk_are_read():
    assert [
        each.name for each in _apart("a.zip", samples.packed_in_gbk("青禾乡年报.txt", b"x"))
    ] == ["青禾乡年报.txt"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/a.txt", "etc/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\x1b[31m\u202etxt.exe", "a[31mtxt.exe"),
        ("..", "无名文件"),
    ],
)
def test_a_name_never_leads_out_of_the_folder(given, shown):
    assert uploads.plain_name(given) == shown


def test_an_archive_in_an_archive_is_not_opened():
    inner = samples.packed({"a.txt": b"x"})
    (found,) = _apart("a.zip", samples.packed({"里面.zip": inner}, method=zipfile.ZIP_STORED))
    assert "压缩包" in found.refusal.message


def test_office_documents_stored_in_an_archive_do_not_make_it_one():
    docx = samples.document(Format.DOCX)
    archive = samples.packed({"a.docx": docx, "b.docx": docx}, method=zipfile.ZIP_STORED)
    assert uploads.is_zip(archive)
    assert not uploads.is_zip(docx)
    assert [each.data for each in _apart("a.zip", archive)] == [docx, docx]


def test_a_bomb_is_refused_while_it_unpacks_and_the_rest_is_read():
    bomb = samples.packed({"a.txt": b"0" * 9_000_000, "b.txt": b"fine"})
    first, second = _apart("a.zip", bomb)
    assert "压缩内容异常" in first.refusal.message
    assert second.data == b"fine"


def test_an_entry_over_the_limit_is_refused_alone(monkeypatch):
    monkeypatch.setattr(uploads, "DEFAULT", uploads.DEFAULT.__class__(file_bytes=10))
    first, second = _apart("a.zip", samples.packed({"a.txt": b"x" * 11, "b.txt": b"fine"}))
    assert isinstance(first.refusal, TooLarge)
    assert second.refusal is None


def test_too_many_files_or_bytes_refuse_the_whole(monkeypatch):
    many = samples.packed({f"{n}.txt": b"x" for n in range(6)})
    monkeypatch.setattr(uploads, "MOST_FILES", 5)
    with pytest.raises(TooLarge, match="文件数"):
        _apart("a.zip", many)
    monkeypatch.setattr(uploads, "MOST_FILES", 50)
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    with pytest.raises(TooLarge, match="全部文件的大小"):
        _apart("a.zip", many)


def test_a_locked_entry_says_so():
    data = bytearray(samples.packed({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (found,) = _apart("a.zip", bytes(data))
    assert isinstance(found.refusal, EncryptedDocument)


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_broken_archive_is_refused_whole(cut):
    data = samples.packed({"a.html": HTML})
    with pytest.raises(UnreadableDocument):
        _refused(_apart("a.zip", data[:cut]))


def _refused(found: list[Upload]) -> None:
    """An archive cut so short that it is no archive is a file that cannot be read."""
    for each in found:
        reading.read(each.data, each.name)


def test_an_upload_that_is_refused_whole_leaves_no_rows(client, in_county, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    answer = _post(client, in_county, ("a.html", HTML), ("b.txt", b"x"))
    assert answer.status_code == 422
    assert not BatchFile.objects.exists()
