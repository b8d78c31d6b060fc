"""Feeds as text: Atom, RSS 2.0, JSON Feed, and the days on which a time is over as a calendar.

Everything is short and whole in memory, so that a reader who never reads holds nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from gongkai.portal.plain_text import printable

LONGEST_SUMMARY = 500


@dataclass(frozen=True, slots=True)
class Post:
    """An item as a feed tells it."""

    code: str
    url: str
    title: str
    summary: str
    author: str
    category: str
    published_at: datetime
    updated_at: datetime
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is called, where its page and itself are, and its items."""

    title: str
    home: str
    url: str
    posts: Sequence[Post]


def atom(feed: Feed) -> bytes:
    """Return Atom 1.0."""
    return _written(Atom1Feed, feed)


def rss(feed: Feed) -> bytes:
    """Return RSS 2.0."""
    return _written(Rss201rev2Feed, feed)


def _written(kind: type[SyndicationFeed], feed: Feed) -> bytes:
    made = kind(
        title=printable(feed.title), link=feed.home, description=printable(feed.title),
        language="zh-CN", feed_url=feed.url, feed_guid=feed.url,
    )  # fmt: skip
    for post in feed.posts:
        made.add_item(
            title=printable(post.title), link=post.url, description=printable(_summary(post)),
            author_name=printable(post.author), pubdate=post.published_at,
            updateddate=post.updated_at, unique_id=post.url, unique_id_is_permalink=True,
            categories=[printable(post.category)],
        )  # fmt: skip
    if not feed.posts:
        # Without an item the library would write the hour at which it was asked.
        made.latest_post_date = lambda: datetime(1970, 1, 1, tzinfo=UTC)  # type: ignore[method-assign] # one feed alone
    text: str = made.writeString("utf-8")
    return text.encode()


def json_feed(feed: Feed) -> bytes:
    """Return JSON Feed 1.1."""
    data = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title,
        "home_page_url": feed.home, "feed_url": feed.url, "language": "zh-CN",
        "items": [
            {
                "id": post.url, "url": post.url, "title": printable(post.title),
                "content_text": printable(_summary(post)), "authors": [{"name": post.author}],
                "tags": [post.category], "date_published": post.published_at.isoformat(),
                "date_modified": post.updated_at.isoformat(),
            }
            for post in feed.posts
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def calendar(feed: Feed) -> bytes:
    """Return the last days of what runs out as a calendar (RFC 5545)."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongkai//feeds//ZH", "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(feed.title)}",
    ]  # fmt: skip
    for post in feed.posts:
        if post.expires_on is None:
            continue
        lines += [
            "BEGIN:VEVENT",
            f"UID:{post.code}@gongkai",
            f"DTSTAMP:{post.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{post.expires_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{post.expires_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped('截止：' + post.title)}",
            f"DESCRIPTION:{_escaped(_summary(post))}",
            f"URL:{post.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return b"\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR", ""])


def _summary(post: Post) -> str:
    return post.summary[:LONGEST_SUMMARY]


def _escaped(text: str) -> str:
    text = printable(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 bytes, never cut inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode()
        if len(piece) + len(encoded) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join([*pieces, piece])
