"""Marks of state secrecy (密级标志), and texts that only speak of them.

A word such as 秘密 alone means nothing here; a mark, a head of a document or a claim does.
"""

import re
from collections.abc import Iterator, Sequence

from gongkai.rules.scan.page import Mark, Page

S = r"[ \u3000\u00a0\t\n]{0,6}"
GRADE = rf"(?:绝{S}密|机{S}密|秘{S}密)"
STAR = "[★☆✩✪✫✬✭✮✯✰⭐✡✦✧✶✹⋆]"
FLAT = r"[*﹡∗⁎]"
NUMBER = "[0-9一二三四五六七八九十]{1,4}"
TERM = rf"(?:长{S}期|{NUMBER}{S}(?:年|个?月|日|天)|[^，。；、\s“”\"（）()]{{1,15}}[前后])"
MARK = re.compile(
    rf"{GRADE}[）)】\]〕]?{S}"
    rf"(?:{STAR}(?:{S}{TERM})?|{FLAT}{S}{TERM}|{FLAT}{{1,2}}(?=[ \t]{{0,9}}$))",
    re.M,
)
ALONE = re.compile(rf"[（(【\[〔]?{GRADE}(?:级|件)?[）)】\]〕]?{S}(?:{TERM})?")
GIVEN = re.compile(rf"(?:密{S}级|保密等级|秘密等级){S}[:：]{S}(?P<grade>{GRADE})(?![、或和/及])")
CLAIM = re.compile(
    r"(?:本|此|该)(?:文件?|件|材料|资料|信息|内容|附件|方案|报告)[^。；\n，,]{0,8}"
    r"(?:属于|列为|定为|确定为|按照?|为|系)(?:国家秘密|绝密|机密|秘密|涉密|密件)"
)
DENIED = re.compile("不同意|不属于|不涉|是否|如属|若属|非涉|不为|未列|未定|不得|解密|不再")
# What a text about secrecy is known by: it quotes the mark, and says that it speaks of one.
ABOUT = re.compile(
    r"标注|标识|标志|标明|字样|格式|式样|样式|示例|例如|比如|表示|保密法|9704|保密工作"
)
OPENS, CLOSES = "“‘\"'「『（(：:如", "”’\"'」』）)、，,"
COPY = re.compile("[0-9]{6}")
URGENCY = re.compile(rf"{GRADE}|特{S}急|加{S}急|平{S}急")
HEAD_LINES = 4
SHORT = 20


def marks(page: Page) -> Iterator[Mark]:
    """Yield the marks of secrecy on a page, its heads of classified documents and its claims."""
    if "密" not in page.clean:
        return
    for found in MARK.finditer(page.clean):
        if not _speaks_of_it(page, *found.span()):
            yield page.mark("secret-mark", *found.span())
    for found in GIVEN.finditer(page.clean):
        yield page.mark("secret-header", *found.span())
    yield from _alone(page)
    for found in CLAIM.finditer(page.clean):
        if not DENIED.search(page.near(*found.span(), 8)):
            yield page.mark("secret-declared", *found.span())


def copy_numbers(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield the copy numbers that stand beside a grade or an urgency, in the head of a document."""
    lines = [(page, *line) for page in pages if len(page.clean) > 1 for line in page.lines()]
    for place, (page, start, end) in enumerate(lines):
        if end - start != len("000001") or not COPY.fullmatch(page.clean, start, end):
            continue
        beside = lines[max(place - HEAD_LINES, 0) : place + HEAD_LINES + 1]
        if any(_is_urgency(other.clean[first:last]) for other, first, last in beside):
            yield page, page.mark("copy-number", start, end)


def _belongs_in_a_head(cell: str) -> bool:
    return COPY.fullmatch(cell) is not None or _is_urgency(cell)


def _is_urgency(line: str) -> bool:
    return len(line) <= SHORT and URGENCY.match(line) is not None


def _alone(page: Page) -> Iterator[Mark]:
    """Yield the grades that fill a line, or a row together with what a head of a paper has."""
    for start, end in page.lines():
        line = page.clean[start:end]
        if "\t" in line:
            cells = [each for each in line.split("\t") if each.strip()]
            grades = [each for each in cells if ALONE.fullmatch(each.strip())]
            beside = [each for each in cells if each not in grades]
            if len(grades) == 1 and all(_belongs_in_a_head(each.strip()) for each in beside):
                at = start + line.index(grades[0])
                yield page.mark("secret-header", at, at + len(grades[0]))
        elif len(line) <= SHORT + HEAD_LINES and ALONE.fullmatch(line) and not MARK.search(line):
            yield page.mark("secret-header", start, end)


def _speaks_of_it(page: Page, start: int, end: int) -> bool:
    """Return whether a mark is only quoted in a text about secrecy."""
    before, after = page.clean[max(start - 1, 0) : start], page.clean[end : end + 1]
    quoted = bool(before) and before in OPENS and (not after or after in CLOSES + "。；")
    return quoted and page.passage.hidden is None and bool(ABOUT.search(page.near(start, end, 40)))
