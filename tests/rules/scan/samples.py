"""The labelled cases of the scan: read, with invented numbers completed by their check digits."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.rules.scan import (
    Hidden,
    Hit,
    Leader,
    Lists,
    Metadata,
    Passage,
    Term,
    TermList,
    built_in,
    scan,
)
from gongkai.rules.scan.patterns import identity, numbers

FOLDER = Path(__file__).parent / "cases"
ON = date(2024, 4, 1)
WHOLE = Metadata(
    title="关于印发工作方案的通知",
    doc_no="某政办发〔2024〕5号",
    publisher="某县人民政府办公室",
    signed_on=date(2024, 3, 5),
    published_on=date(2024, 3, 8),
    subject="综合政务\\政务公开",
    genre="通知",
    category="规划信息",
    attribute="主动公开",
    methods=("政府网站",),
    keywords=("方案",),
    summary="印发工作方案。",
)
LEADERS = (
    Leader("李明华", ("县长", "县委副书记、县长")),
    Leader("王建军", ("县委副书记",)),
    Leader("赵海燕", ("副县长",)),
)
TOKEN = re.compile(r"\{(?P<form>\w+) (?P<digits>\d+)\}")


def with_check(seventeen: str) -> str:
    """Return an identity number with its check digit."""
    total = sum(int(one) * weight for one, weight in zip(seventeen, identity.WEIGHTS, strict=True))
    return seventeen + identity.CHECK[total % 11].upper()


def wrong_check(seventeen: str) -> str:
    """Return an identity number with a wrong check digit."""
    right = with_check(seventeen)[-1]
    return seventeen + ("1" if right != "1" else "2")


def card(start: str) -> str:
    """Return a card number with its check digit."""
    return next(start + digit for digit in "0123456789" if numbers.is_luhn(start + digit))


def written(found: re.Match[str]) -> str:
    digits = found["digits"]
    number = with_check(digits) if len(digits) == len(identity.WEIGHTS) else ""
    groups = number[:6], number[6:14], number[14:]
    forms = {
        "id": lambda: number,
        "badid": lambda: wrong_check(digits),
        "wide": lambda: "".join(chr(ord(one) + 0xFEE0) for one in number),
        "spaced": lambda: " ".join(groups),
        "dashed": lambda: "-".join(groups),
        "zero": lambda: "\u200b".join(number),
        "broken": lambda: "\n".join((number[:10], number[10:])),
        "card": lambda: card(digits),
        "card4": lambda: " ".join(re.findall(".{1,4}", card(digits))),
    }
    return forms[found["form"]]()


def filled(text: str) -> str:
    """Return a text with its numbers written out."""
    return TOKEN.sub(written, text)


def cases() -> list[dict[str, Any]]:
    """Return every case of every file."""
    return [
        {**case, "file": path.stem}
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def metadata(case: dict[str, Any]) -> Metadata:
    """Return the whole metadata with what the case changes; "" takes a date away."""
    fields = {name: getattr(WHOLE, name) for name in Metadata.__dataclass_fields__}
    for name, value in case.get("metadata", {}).items():
        value = tuple(value) if isinstance(value, list) else value
        fields[name] = None if name.endswith("_on") and value == "" else value
    return Metadata(**fields)


def lists(case: dict[str, Any]) -> Lists:
    """Return the built-in lists with those of the case."""
    own = [Term(TermList.ALLOWED, each) for each in case.get("allowed", ())]
    own += [Term(TermList.SENSITIVE, each) for each in case.get("sensitive", ())]
    return built_in().with_terms(own, LEADERS if case.get("leaders") else ())


def passages(case: dict[str, Any]) -> list[Passage]:
    """Return the passages of a case: one text, or the rows of a sheet."""
    hidden = Hidden(case["hidden"]) if "hidden" in case else None
    if "rows" in case:
        return [
            Passage(f"附件“名单.xlsx”工作表“汇总”第{number}行", filled(row), hidden)
            for number, row in enumerate(case["rows"], start=1)
        ]
    return [
        Passage("正文" if hidden is None else "附件“稿.docx”批注1", filled(case["text"]), hidden)
    ]


def hits(case: dict[str, Any]) -> tuple[Hit, ...]:
    """Return what the scan finds in a case."""
    return scan(passages(case), metadata=metadata(case), on=ON, lists=lists(case))
