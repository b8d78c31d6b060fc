"""A large site of items that are public already, written in bulk and past the gate.

For benchmarks alone: nothing in `src` can do this. The items of five years, of one city with twenty
bodies, with texts of the usual length.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import connection, transaction  # noqa: E402 - the settings come first
from django_scopes import scopes_disabled  # noqa: E402

from gongkai.office.bodies import actions as bodies  # noqa: E402
from gongkai.office.bodies.models import Body, Staff  # noqa: E402
from gongkai.office.publishing import categories  # noqa: E402
from gongkai.office.publishing.models import (  # noqa: E402
    Item,
    ItemVersion,
    PublicItem,
    PublicSpan,
    Release,
    SecrecyReview,
)

BATCH = 2_000
FIRST = datetime(2021, 1, 4, 1, 0, tzinfo=UTC)
DAYS = 5 * 365
BODIES = 20
_SENTENCES = (
    "为进一步做好相关工作，现将有关事项通知如下。",
    "各单位要提高认识，落实责任，按时完成各项任务。",
    "请于本月底前将工作情况书面报送，联系电话见附件。",
    "本通知自印发之日起施行，由办公室负责解释。",
    "资金使用应当公开透明，接受审计和社会监督。", "办理时限为二十个工作日，遇节假日顺延。",
)  # fmt: skip
_KINDS = ("通知", "公告", "意见", "方案", "公示", "通报")
_MATTERS = ("春季防火", "道路养护", "义务教育招生", "农业补贴发放", "饮用水监测", "征地补偿")


def fill(count: int) -> None:
    """Write `count` public items."""
    call_command("migrate", verbosity=0)
    chance = random.Random(711)
    city = bodies.found(
        name="基准市人民政府", level="city", kind="government", parent=None, by=None, at=FIRST
    )
    offices = [city] + [
        bodies.found(
            name=f"基准市第{number}局", level="city", kind="department", parent=city, by=None,
            at=FIRST,
        )
        for number in range(1, BODIES)
    ]  # fmt: skip
    author = Staff.objects.create_user("author", post="基准起草")
    staff = Staff.objects.create_user("benchmark", post="基准审查")
    with scopes_disabled():
        rows = _items(offices, chance, count)
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                _save(batch, author, staff)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _items(offices: list[Body], chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    kinds = [each.key for each in categories.categories()]
    for number in range(count):
        at = FIRST + timedelta(days=number * DAYS / count)
        matter, kind = chance.choice(_MATTERS), chance.choice(_KINDS)
        text = "".join(
            f"<p>{''.join(chance.choice(_SENTENCES) for _sentence in range(4))}</p>"
            for _paragraph in range(chance.randrange(4, 14))
        )
        yield {
            "body": chance.choice(offices), "at": at, "code": f"b{number:09}",
            "said": {
                "title": f"关于{matter}工作的{kind}（{number}）", "category": chance.choice(kinds),
                "publisher": "基准市人民政府办公室", "html": text,
                "doc_no": f"基政办〔{at.year}〕{number}号", "signed_on": at.date(),
                "genre": "notice", "subject": "综合政务", "keywords": matter,
                "summary": f"就{matter}作出部署。",
            },
        }  # fmt: skip


def _save(batch: list[dict[str, Any]], author: Staff, staff: Staff) -> None:
    items = Item.objects.bulk_create(
        Item(body=each["body"], code=each["code"], index_no=each["code"], created_at=each["at"])
        for each in batch
    )
    versions = ItemVersion.objects.bulk_create(
        ItemVersion(
            body=each["body"], item=item, number=1, state="published", written_at=each["at"],
            digest="0" * 64, **each["said"],
        )
        for each, item in zip(batch, items, strict=True)
    )  # fmt: skip
    Item.objects.bulk_update(
        [_pointed(item, version) for item, version in zip(items, versions, strict=True)],
        ["newest_version", "public_version"],
    )
    reviews = SecrecyReview.objects.bulk_create(
        SecrecyReview(
            body=each["body"], version=version, verdict="publish", digest="0" * 64,
            at=each["at"], reviewer=staff, reviewed_on=each["at"].date(), basis="基准", answers={},
        )
        for each, version in zip(batch, versions, strict=True)
    )  # fmt: skip
    releases = Release.objects.bulk_create(
        Release(
            body=each["body"], version=version, secrecy_review=review, verdict="publish",
            digest="0" * 64, author=author, released_by=staff, at=each["at"],
            publish_at=each["at"], published_at=each["at"],
        )
        for each, version, review in zip(batch, versions, reviews, strict=True)
    )  # fmt: skip
    PublicItem.everywhere.bulk_create(
        PublicItem(
            body=each["body"], item=item, release=release, code=each["code"], version_number=1,
            index_no=each["code"], first_published_at=each["at"], published_at=each["at"],
            changed_at=each["at"], format="text", **each["said"],
        )
        for each, item, release in zip(batch, items, releases, strict=True)
    )  # fmt: skip
    PublicSpan.objects.bulk_create(
        PublicSpan(
            body=each["body"], item=item, version=version, release=release, from_at=each["at"]
        )
        for each, item, version, release in zip(batch, items, versions, releases, strict=True)
    )


def _pointed(item: Item, version: ItemVersion) -> Item:
    item.newest_version = item.public_version = version
    return item


def change() -> None:
    """Change the title of the newest item, as a correction does."""
    copy = PublicItem.everywhere.order_by("-first_published_at", "-pk")[0]
    PublicItem.everywhere.filter(pk=copy.pk).update(
        title=f"{copy.title}（更正）", changed_at=datetime.now(tz=UTC)
    )


if __name__ == "__main__":
    fill(int(sys.argv[2])) if sys.argv[1] == "fill" else change()
