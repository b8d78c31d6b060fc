"""Attachments: the bytes of what is public now, sent so that nothing in them can act."""

import pytest
from django.urls import reverse
from django_scopes import scope

from gongkai.office.publishing import actions
from gongkai.office.publishing.models import PublicItem
from tests.office.publishing import gate

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND"
    b"\xaeB`\x82"
)


@pytest.fixture
def with_file(office):
    """Return how an item with one attachment goes public."""

    def made(name: str, data: bytes, media_type: str = "") -> PublicItem:
        with scope(body=office.body.pk):
            version = gate.drafted(office)
            attachment = gate.attached(office, version, name, data)
            if media_type:
                attachment.media_type = media_type
                attachment.save()
            actions.submit(version, answers=gate.SELF_CHECK, by=office.clerk, at=gate.AT)
            actions.endorse(version, answers=gate.BUSINESS, by=office.reviewer, at=gate.AT)
            actions.clear(version, gate.CLEAN, by=office.secrecy, at=gate.AT)
            actions.release(version, by=office.approver, at=gate.AT)
            return PublicItem.objects.get(item=version.item)

    return made


def _url(copy: PublicItem) -> str:
    each = copy.attachments[0]
    return reverse("portal:file", args=[copy.code, each["code"], each["name"]])


def test_a_text_is_shown_in_a_sandbox_without_sniffing(visitor, with_file):
    copy = with_file("说明.txt", "说明文字".encode())
    answer = visitor.get(_url(copy))
    assert answer.content.decode() == "说明文字"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_what_a_browser_could_run_is_never_shown(visitor, with_file, media_type):
    copy = with_file("说明.txt", b"plain words", media_type)
    answer = visitor.get(_url(copy))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_known_is_not_sent_again(visitor, with_file):
    copy = with_file("说明.txt", b"words")
    tag = visitor.get(_url(copy)).headers["ETag"]
    again = visitor.get(_url(copy), headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize(
    ("asked", "sent", "said"),
    [
        ("bytes=0-1", b"01", "bytes 0-1/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
    ],
)
def test_a_part_is_sent_where_a_part_is_asked_for(visitor, with_file, asked, sent, said):
    copy = with_file("录音.txt", b"0123456789")
    answer = visitor.get(_url(copy), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, sent)
    assert answer.headers["Content-Range"] == said


@pytest.mark.parametrize("asked", ["bytes=99-", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(visitor, with_file, asked):
    answer = visitor.get(_url(with_file("录音.txt", b"0123456789")), headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */10"


def test_files_of_what_was_taken_down_or_replaced_are_not_found(visitor, office, with_file):
    copy = with_file("说明.txt", b"words")
    url = _url(copy)
    with scope(body=office.body.pk):
        actions.withdraw(
            copy.item, public_reason="inaccurate", reason="有误", by=office.approver, at=gate.AT
        )
    assert visitor.get(url).status_code == 404


def test_a_file_of_a_draft_is_not_found(visitor, office):
    with scope(body=office.body.pk):
        version = gate.drafted(office)
        attachment = gate.attached(office, version, "草稿.txt", b"words")
    url = reverse("portal:file", args=[version.item.code, attachment.code, "草稿.txt"])
    assert visitor.get(url).status_code == 404


def test_an_attachment_is_listed_with_kind_and_size(visitor, with_file):
    copy = with_file("申请表.png", PNG)
    page = visitor.get(reverse("portal:item", args=[copy.code])).content.decode()
    assert "申请表.png" in page
    assert "PNG" in page
