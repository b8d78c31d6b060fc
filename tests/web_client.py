"""A test client that reads every HTML page it fetches and fails on what a reader would trip over.

Use it wherever a test fetches a page: `PageClient().get(url)`. `faults(html)` is the same
check without Django. Each fault says what is wrong, where, and what to do about it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client
from lxml import html
from lxml.html import HtmlElement

ENGLISH_TOKENS = frozenset(
    (
        *("CSV", "DOC", "DOCX", "HTML", "JSON", "MD", "OFD", "PDF", "SVG", "TXT", "XLS", "XLSX"),
        *("XML",),
        *("ZIP", "KB", "MB", "GB", "ID", "IP", "LED", "QR", "SHA", "SMS", "TOTP", "URL", "UTF"),
        *("Excel", "Office", "Word", "WPS"),
        "gongkai",
    )
)
OFFICIAL = "ancestor-or-self::*[@data-official]"
CHINESE = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+")
ADDRESS = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|[\w-]+\.[a-z]{2,4}\b|“[^“”]+\.[a-z]{2,4}”", re.ASCII
)
HALF_WIDTH = re.compile(
    r"[\u3400-\u9fff][,;:?!()\"]|[,;:?!()\"][\u3400-\u9fff]|[\u3400-\u9fff]\.(?!\w)"
)
SPOKEN = ("aria-label", "title", "placeholder", "alt")
UNREAD = " or ".join(
    f"self::{name}" for name in ("script", "style", "template", "code", "kbd", "pre", "textarea")
)
LABELLED = "//input[not(@type='hidden' or @type='submit' or @type='button')]|//select|//textarea"
HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"


class PageClient(Client):
    """Django's test client, with an eye on every page."""

    def request(self, **request: Any) -> Any:
        """Fetch, and raise AssertionError with every fault of the page."""
        response = super().request(**request)
        is_file = "attachment" in response.headers.get("Content-Disposition", "")
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not is_file
        if is_page and not response.streaming and response.content:
            found = faults(response.content.decode())
            path = request.get("PATH_INFO", "?")
            assert not found, f"{path} (status {response.status_code}):\n- " + "\n- ".join(found)
        return response


def faults(page: str) -> list[str]:
    """Return what is wrong with an HTML page, in sentences; an empty list for a sound page."""
    tree = html.document_fromstring(page)
    return [fault for check in CHECKS for fault in check(tree)]


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _where(element: HtmlElement) -> str:
    """Return the opening tag of an element, short enough for a line."""
    opening = html.tostring(element, encoding="unicode", with_tail=False).split(">")[0] + ">"
    return " ".join(opening.split())[:120]


def _language(tree: HtmlElement) -> str:
    return str(tree.get("lang") or "")


def _one_h1(tree: HtmlElement) -> Iterator[str]:
    count = len(tree.findall(".//h1"))
    if count != 1:
        yield f"The page has {count} h1; give it exactly one, which says what the page is."


def _title(tree: HtmlElement) -> Iterator[str]:
    title = tree.find(".//title")
    heading = tree.find(".//h1")
    if title is None or heading is None:
        if title is None:
            yield "The page has no title; fill the block `title` with the words of the h1."
        return
    if not _text(title).startswith(_text(heading)):
        yield (
            f"The title {_text(title)!r} does not begin with the h1 {_text(heading)!r}; "
            "put the same words in the block `title`."
        )


def _page_language(tree: HtmlElement) -> Iterator[str]:
    if _language(tree) not in ("zh-CN", "en"):
        yield f"The html element says lang={_language(tree)!r}; use the tag `html_lang`."


def _one_main(tree: HtmlElement) -> Iterator[str]:
    count = len(tree.findall(".//main"))
    if count != 1:
        yield f"The page has {count} main elements; extend base_staff.html or base_public.html."


def _unique_ids(tree: HtmlElement) -> Iterator[str]:
    for each, count in Counter(tree.xpath("//@id")).items():
        if count > 1:
            yield f"The id {each!r} stands {count} times; give forms a prefix or an auto_id."


def _known_references(tree: HtmlElement) -> Iterator[str]:
    known = set(tree.xpath("//@id"))
    for name in ("aria-describedby", "aria-labelledby", "for"):
        for element in tree.xpath(f"//*[@{name}]"):
            for missing in set(element.get(name).split()) - known:
                yield f"{_where(element)}: {name} names {missing!r}, which is not on the page."


def _labelled(tree: HtmlElement) -> Iterator[str]:
    named = set(tree.xpath("//label/@for"))
    for field in tree.xpath(LABELLED):
        spoken = field.get("aria-label") or field.get("aria-labelledby")
        if not spoken and field.get("id") not in named and not field.xpath("ancestor::label"):
            yield (
                f"{_where(field)}: no label; render the field with components/form_field.html "
                "or give it a label with for."
            )


def _named_controls(tree: HtmlElement) -> Iterator[str]:
    for control in tree.xpath("//button|//a[@href]"):
        words = _text(control) or control.get("aria-label") or control.xpath(".//img/@alt")
        if not words:
            yield f"{_where(control)}: nothing says what it does; put a word beside the icon."


def _forms(tree: HtmlElement) -> Iterator[str]:
    for form in tree.findall(".//form"):
        method = (form.get("method") or "").lower()
        if form.get("action") is None and not method:
            yield f"{_where(form)}: neither action nor method; say where the answers go."
        if form.get("action") == "":
            yield f"{_where(form)}: an empty action is not HTML; leave the attribute out."
        if method == "post" and not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            yield f"{_where(form)}: a POST without a token; add the tag `csrf_token`."


def _tables(tree: HtmlElement) -> Iterator[str]:
    for table in tree.findall(".//table"):
        caption = table.find("caption")
        if caption is None or not _text(caption):
            yield f"{_where(table)}: no caption; say what the table shows."
        if not table.findall(".//th"):
            yield f"{_where(table)}: no th; name the columns or the rows."
        for head in table.xpath(".//th[not(@scope)]"):
            yield f"{_where(head)} {_text(head)!r}: no scope; say col, row, colgroup or rowgroup."


def _pictures(tree: HtmlElement) -> Iterator[str]:
    for picture in tree.xpath("//img[not(@alt)]"):
        yield f"{_where(picture)}: no alt; describe the picture, or alt='' for an ornament."


def _heading_levels(tree: HtmlElement) -> Iterator[str]:
    last = 0
    for heading in tree.xpath(HEADINGS):
        level = int(heading.tag[1])
        if level > last + 1:
            yield f"{heading.tag} {_text(heading)!r} comes after h{last}; do not skip a level."
        last = level


def _nothing_inline(tree: HtmlElement) -> Iterator[str]:
    # A block of data runs nothing, so the policy lets it stand.
    runs = "//script[not(@src) and not(@type='application/ld+json')]"
    for element in tree.xpath(f"//*[@style]|//style|{runs}"):
        yield (
            f"{_where(element)}: inline style or script, which the content security policy "
            "refuses; use a class or a file bound by data-gongkai-*."
        )
    for element in tree.xpath("//*[@*[starts-with(name(), 'on')]]"):
        yield f"{_where(element)}: an inline handler; bind it in a file by data-gongkai-*."
    for element in tree.xpath("//a[starts-with(@href, 'javascript:')]"):
        yield f"{_where(element)}: a javascript: link does nothing without script."


def _pieces(tree: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield what a person reads or hears: text and spoken attributes, with their element."""
    for text in tree.xpath("//body//text()"):
        owner = text.getparent()
        element = owner.getparent() if text.is_tail else owner
        if text.strip() and not element.xpath(f"ancestor-or-self::*[{UNREAD}]"):
            yield " ".join(text.split()), element
    for name in SPOKEN:
        for element in tree.xpath(f"//body//*[@{name}]"):
            yield element.get(name), element
    for element in tree.xpath("//input[@type='submit' or @type='button'][@value]"):
        yield element.get("value"), element


def _spoken_in(element: HtmlElement) -> str:
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def _no_english_left(tree: HtmlElement) -> Iterator[str]:
    if _language(tree) != "zh-CN":
        return
    for text, element in _pieces(tree):
        if not _spoken_in(element).startswith("zh") or element.xpath(OFFICIAL):
            continue
        left = [word for word in WORD.findall(ADDRESS.sub("", text)) if word not in ENGLISH_TOKENS]
        if left:
            yield (
                f"English left over: {', '.join(left)} in {text[:60]!r} ({_where(element)}); "
                "write it in Chinese, or mark data with data-official or its lang."
            )


def _full_width(tree: HtmlElement) -> Iterator[str]:
    if _language(tree) != "zh-CN":
        return
    for text, element in _pieces(tree):
        if not _spoken_in(element).startswith("zh") or element.xpath(OFFICIAL):
            continue
        for found in HALF_WIDTH.finditer(ADDRESS.sub("", text)):
            yield (
                f"Half-width punctuation {found.group()!r} in {text[:60]!r}; "
                "in Chinese write ，。；：？（）“”."
            )
        if "！" in text:
            yield f"An exclamation mark in {text[:60]!r}; official words do without."


def _no_chinese_left(tree: HtmlElement) -> Iterator[str]:
    if _language(tree) != "en":
        return
    for text, element in _pieces(tree):
        if CHINESE.search(text) and _spoken_in(element) == "en" and not element.xpath(OFFICIAL):
            yield (
                f"Chinese left over: {text[:60]!r} ({_where(element)}); translate the message, "
                'or mark data and official labels with lang="zh-CN" or data-official.'
            )


CHECKS: tuple[Callable[[HtmlElement], Iterator[str]], ...] = (
    _page_language,
    _one_h1,
    _title,
    _one_main,
    _unique_ids,
    _known_references,
    _labelled,
    _named_controls,
    _forms,
    _tables,
    _pictures,
    _heading_levels,
    _nothing_inline,
    _no_english_left,
    _full_width,
    _no_chinese_left,
)
