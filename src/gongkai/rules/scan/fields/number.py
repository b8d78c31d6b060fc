"""Document numbers (发文字号): 〔2024〕, no padding, no 第, with 号; entered and printed alike.

Only what is shaped like a number of a document is judged: a code, a year in brackets, a serial.
"""

import re
from collections.abc import Iterator, Sequence

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.fields.required import Entered
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.page import Mark, Page

CODE = r"[\u4e00-\u9fff]{1,14}"
OPEN, CLOSE = "〔[(（【﹝〈［", "〕])）】﹞〉］"
NUMBER = re.compile(
    rf"(?P<code>{CODE})[ ]?(?P<open>[{re.escape(OPEN)}])[ ]?(?P<year>[0-9]{{2,4}})年?[ ]?"
    rf"(?P<close>[{re.escape(CLOSE)}])"
    r"[ ]?(?P<nth>第)?[ ]?(?P<serial>[0-9]{1,5})[ ]?(?P<hao>号)?"
)
# A code of a body ends in one of these; so 表（2024）3 is no number of a document.
ENDS = re.compile(
    r"(?:发|函|办|字|通|告|令|规|批|复|议|报|纪|呈|请|任|电|公告|通告|决|综|文|审|监|罚|许|教|财|农|水|民|卫|安|规发|委|党)$"
)
HEAD = 6
YEAR_DIGITS = 4


def marks(page: Page) -> Iterator[Mark]:
    """Yield the malformed document numbers in a text."""
    if not page.has_digits or "号" not in page.clean:
        return
    for found in NUMBER.finditer(page.clean):
        if ENDS.search(found["code"]) and found["hao"] and (wrong := faults(found)):
            start = found.end("code") - len(_code(found["code"]))
            yield _mark(page, start, found.end(), found, wrong)


def heads(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield the number that stands alone in the head of a text and is not the one entered."""
    number = pages[0].metadata.doc_no if pages else ""
    if not number:
        return
    bodies = [
        page for page in pages if not page.passage.hidden and page.passage.place.startswith("正文")
    ]
    lines = [(page, *line) for page in bodies for line in page.lines()]
    for page, start, end in lines[:HEAD]:
        found = NUMBER.fullmatch(page.clean, start, end)
        if found and found["hao"] and _plain(found) != _canonical(number):
            yield (
                page,
                page.mark(
                    "document-number-differs", start, end, detail=f"“{number}”", detail_en=number
                ),
            )


def entered(metadata: Metadata) -> Iterator[Entered]:
    """Yield what is wrong with the document number that was entered."""
    value = metadata.doc_no.strip()
    if not value:
        return
    found = NUMBER.fullmatch(value)
    if found is None:
        if re.search("[0-9]", value) and re.search("令|公告|通告", value):
            return
        said = "应由机关代字、六角括号括入的年份、序号和“号”组成"
        told = "it consists of the body's code, the year in brackets, a serial and 号"
        yield "doc_no", value, Mark("document-number", 0, len(value), said, told,
                                    suggestion="如“×政发〔2024〕1号”的形式")  # fmt: skip
        return
    wrong = faults(found)
    if metadata.signed_on and found["year"] != str(metadata.signed_on.year):
        wrong = [
            *wrong,
            ("年份与成文日期不在同一年", "its year is not that of the date of signing"),
        ]
    if wrong:
        said, told = _joined(wrong)
        yield (
            "doc_no",
            value,
            Mark("document-number", 0, len(value), said, told, suggestion=f"“{_plain(found)}”"),
        )


def faults(found: re.Match[str]) -> list[tuple[str, str]]:
    """Return what is wrong with a document number, in Chinese and in English."""
    wrong = []
    if (found["open"], found["close"]) != ("〔", "〕"):
        wrong.append(("年份应当用六角括号〔〕", "the year stands in 〔〕"))
    if len(found["year"]) != YEAR_DIGITS:
        wrong.append(("年份应当用四位数", "the year has four digits"))
    if found["nth"]:
        wrong.append(("序号前不加“第”", "no 第 stands before the serial"))
    if found["serial"].startswith("0"):
        wrong.append(("序号不编虚位", "the serial is not padded"))
    if not found["hao"]:
        wrong.append(("序号后缺“号”", "号 is missing"))
    return wrong


def _mark(
    page: Page, start: int, end: int, found: re.Match[str], wrong: list[tuple[str, str]]
) -> Mark:
    said, told = _joined(wrong)
    return page.mark(
        "document-number", start, end, detail=said, detail_en=told,
        suggestion=f"“{_plain(found, _code(found['code']))}”",
    )  # fmt: skip


def _joined(wrong: list[tuple[str, str]]) -> tuple[str, str]:
    return "，".join(said for said, _told in wrong), ", ".join(told for _said, told in wrong)


def _code(text: str) -> str:
    """Return the code of a body at the end of a run of characters: 根据《 and the like left out."""
    return re.split(rulebook.pattern("before_numbers"), text)[-1] or text


def _plain(found: re.Match[str], code: str = "") -> str:
    year = found["year"] if len(found["year"]) == YEAR_DIGITS else f"20{found['year'][-2:]}"
    return f"{code or found['code']}〔{year}〕{int(found['serial'])}号"


def _canonical(number: str) -> str:
    found = NUMBER.fullmatch(number.strip())
    return _plain(found) if found else "".join(number.split())
