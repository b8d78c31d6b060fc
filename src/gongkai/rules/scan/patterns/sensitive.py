"""Sensitive personal data beside a name (敏感个人信息): illness, minors, beliefs, records.

Without a name there is no hit: statistics and policies speak of illness and pupils all the time.
"""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.scan import names, rulebook
from gongkai.rules.scan.names import BEGIN, NAME, is_name
from gongkai.rules.scan.page import CELL, Mark, Page

N = "[0-9一二三四五六七八九十]"
GAP = r"[^。；\n\t]"
SEX = r"(?:[，,（(、]?(?:男|女)(?:性|，|,|、|）|\))?)?"
ROOM = rf"[（(]?{N}{{1,2}}[）)]?班"
CLASS = (
    rf"(?:(?:[一二三四五六七八九1-9]年级|[初高][一二三])(?:{ROOM})?|{N}{{1,2}}{ROOM}"
    rf"|[大中小]班|{N}{{1,4}}班)"
)
MINOR_AGE = rf"(?<!{N})(?:[1-9]|1[0-7]|[一二三四五六七八九]|十[一二三四五六七]?)周?岁"
# After the name of an illness: who treats or studies it has it no more than others.
CLINIC = "专家|门诊|科|防治|研究|医院|基金|中心|筛查|知识|预防|专班|救治|联盟"
SCHOOL = r"(?:小学|中学|幼儿园|学校|特教)"


def marks(page: Page) -> Iterator[Mark]:
    """Yield illnesses, minors and other sensitive data that stand beside a name."""
    text = page.folded.tight
    if CELL in text:
        yield from _cells(page)
        return
    for rule, pattern, words in _sentences():
        if not words.search(text):
            continue
        for found in pattern.finditer(text):
            if names.is_word(found["name"]):
                continue
            start, end = found.span("quote")
            yield page.mark(rule, *page.folded.clean_span(start, end))


@cache
def _sentences() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    ill = rulebook.pattern("illness")
    other = rulebook.pattern("sensitive")
    name = rf"(?P<quote>(?P<name>{NAME})"
    bound = r"(?=[，,、（(：:因患身于被确系有，男女现曾])"
    return (
        ("illness-name",
         re.compile(rf"{BEGIN}{name}{bound}{SEX}{GAP}{{0,24}}?(?:患有?|确诊(?:为)?|诊断为|罹患|身患|因|系|为|有|[，,（(])"
                    rf"{GAP}{{0,6}}?(?:{ill.pattern}))(?!{CLINIC})"), ill),
        ("minor",
         re.compile(rf"{BEGIN}{name}(?:同学|学生|小朋友)?(?=[，,（(：:男女就])"
                    rf"{SEX}{GAP}{{0,16}}?(?:{MINOR_AGE}|{SCHOOL}{GAP}{{0,8}}?{CLASS}|{CLASS}))"),
         re.compile("岁|班|年级|初|高")),
        ("minor",
         re.compile(rf"(?P<quote>{CLASS}(?:的)?(?:学生|同学|幼儿)?[:：]?(?P<name>{NAME}))(?=[，,、。；\s）)同]|$)"),
         re.compile("班|年级|初|高")),
        ("sensitive-information",
         re.compile(rf"{BEGIN}{name}{bound}{SEX}{GAP}{{0,24}}?(?:{other.pattern}))"), other),
    )  # fmt: skip


def _cells(page: Page) -> Iterator[Mark]:
    """Yield the illnesses and classes in rows that hold a name."""
    for start, end in page.lines():
        cells = page.clean[start:end].split(CELL)
        if not any(is_name(cell) for cell in cells):
            continue
        at = start
        for cell in cells:
            bare = cell.strip()
            rule = _rule(bare)
            if rule:
                left = at + cell.index(bare)
                yield page.mark(rule, left, left + len(bare))
            at += len(cell) + 1


def _rule(cell: str) -> str:
    if rulebook.pattern("illness").search(cell):
        return "illness-name"
    if re.fullmatch(rf"(?:{GAP}{{0,16}}{SCHOOL})?{GAP}{{0,4}}{CLASS}", cell):
        return "minor"
    return "sensitive-information" if rulebook.pattern("sensitive").search(cell) else ""
