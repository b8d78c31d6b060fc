"""Beginnings of texts that are written again and again (模板), in our own words; ○○ is filled in.

They fill the form of a new draft and decide nothing.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The beginning of a text: its name, a gloss in English, and the values of its draft."""

    key: str
    label: str
    gloss: str
    values: dict[str, Any]


SKELETONS = (
    Skeleton(
        "notice", "通知", "Notice",
        {
            "title": "关于○○的通知", "category": "20.15", "genre": "notification",
            "html":
            "<p>各○○：</p>"
            "<p>为○○，现就有关事项通知如下：</p>"
            "<h2>一、○○</h2>"
            "<p>○○</p>"
            "<h2>二、○○</h2>"
            "<p>○○</p>"
            "<p>联系人及电话：○○</p>",
        },
    ),
    Skeleton(
        "public_notice", "公示", "Public notice for comment",
        {
            "title": "关于○○的公示", "category": "20.15", "genre": "public_notice",
            "html":
            "<p>根据○○，现将○○予以公示，公示期为○○年○月○日至○○年○月○日。对公示内容有异议的，请在公示期内反映。</p>"
            "<p>受理部门：○○</p>"
            "<p>电话：○○</p>"
            "<p>地址：○○</p>",
        },
    ),
    Skeleton(
        "emergency", "突发事件和预警信息", "Warnings and emergencies",
        {
            "title": "关于○○的预警通知", "category": "20.12", "genre": "notification",
            "html":
            "<p>预计○○日○时至○时，○○将出现○○。请注意：</p>"
            "<ul>"
            "<li>○○</li>"
            "<li>○○</li>"
            "</ul>"
            "<p>值班电话：○○</p>",
        },
    ),
    Skeleton(
        "interpretation", "政策解读", "Interpretation of a policy",
        {
            "title": "《○○》政策解读", "category": "20.1", "genre": "interpretation",
            "html":
            "<h2>一、制定背景</h2>"
            "<p>○○</p>"
            "<h2>二、主要内容</h2>"
            "<p>○○</p>"
            "<h2>三、与您有关的办理事项</h2>"
            "<p>○○</p>"
            "<p>咨询电话：○○</p>",
        },
    ),
)  # fmt: skip


def skeleton(key: str) -> Skeleton | None:
    """Return the skeleton of that key, None where there is none."""
    return next((each for each in SKELETONS if each.key == key), None)
