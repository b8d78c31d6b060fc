"""What a cleaning takes out and what a text still lacks, in words for the clerk (正文的问题)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.documents.rich_text import allowed, source
from gongkai.documents.rich_text.cleaning import clean
from gongkai.documents.rich_text.source import Element, tag_of


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a text; `is_removed` tells what is taken out, the rest is to be mended."""

    message: str
    message_en: str
    is_removed: bool = False


_GONE: Final = {
    "script": ("脚本", "scripts"),
    "style": ("样式表", "style sheets"),
    "iframe": ("嵌入的网页", "embedded pages"),
    "frame": ("嵌入的网页", "embedded pages"),
    "object": ("嵌入的对象", "embedded objects"),
    "embed": ("嵌入的对象", "embedded objects"),
    "applet": ("嵌入的对象", "embedded objects"),
    "svg": ("SVG 图形", "SVG drawings"),
    "math": ("公式标记", "formulas in MathML"),
    "audio": ("音频", "sounds"),
    "video": ("视频", "films"),
    "canvas": ("画布", "canvases"),
    "input": ("表单控件", "form controls"),
    "button": ("表单控件", "form controls"),
    "select": ("表单控件", "form controls"),
    "textarea": ("表单控件", "form controls"),
    "#on": ("网页事件脚本", "event scripts"),
    "#link": ("不安全的链接", "unsafe links"),
    "#data": ("直接写在正文里的图片", "pictures written into the text itself"),
    "#picture": ("外部网站的图片", "pictures from other sites"),
    "#hidden": ("隐藏的内容", "hidden passages"),
}
_REMEDY: Final = {
    "#data": ("请上传图片后再插入。", "Upload the picture and insert it."),
    "#picture": ("请把图片上传到本系统后再插入。", "Upload the pictures here and insert them."),
    "#link": ("链接只能指向网页、邮箱或电话。", "Links lead to pages, mail or telephones only."),
}


def problems(html: str, *, image_prefixes: tuple[str, ...] = ()) -> tuple[Problem, ...]:
    """Return what `clean` takes out of `html`, and what the cleaned text still lacks."""
    found: list[Problem] = []
    body = source.tree(html)
    if body is not None:
        found += _removed(body, image_prefixes)
    elif source.text_lines(html):
        found.append(
            Problem(
                "正文的网页标记过多或层级过深，只保留了文字。请核对段落和表格是否完整。",
                "The text has too many tags or they lie too deep; only its words are kept. "
                "Check paragraphs and tables.",
                is_removed=True,
            )
        )
    kept = source.tree(clean(html, image_prefixes=image_prefixes))
    if kept is not None:
        found += [*_pictures(kept), *_tables(kept), *_headings(kept)]
    return tuple(found)


def _removed(body: Element, prefixes: tuple[str, ...]) -> Iterator[Problem]:
    counted: Counter[tuple[str, str]] = Counter()
    remedies: dict[tuple[str, str], tuple[str, str]] = {}
    has_first = False
    for element in body.iter():
        tag = tag_of(element)
        has_first = has_first or tag == "h1"
        for key in _reasons(element, tag, prefixes):
            counted[_GONE[key]] += 1
            remedies[_GONE[key]] = _REMEDY.get(key, ("", ""))
    for (zh, en), count in counted.items():
        remedy, remedy_en = remedies[zh, en]
        yield Problem(
            f"正文中有 {count} 处{zh}，已删除。{remedy}",
            f"The text has {count} of these: {en}. They are removed. {remedy_en}".strip(),
            is_removed=True,
        )
    if has_first:
        yield Problem(
            "正文用了一级标题，已逐级降低：一级标题是页面的标题。",
            "The text has a heading of the first level, which is that of the page; "
            "its headings are set one level lower.",
            is_removed=True,
        )


def _reasons(element: Element, tag: str, prefixes: tuple[str, ...]) -> Iterator[str]:
    if tag in _GONE:
        yield tag
    elif source.is_hidden(element) and "".join(element.itertext()).strip():
        yield "#hidden"
    if any(str(name).lower().startswith("on") for name in element.attrib):
        yield "#on"
    target = str(element.get("href", ""))
    if tag == "a" and target.strip() and not allowed.link(target):
        yield "#link"
    picture = str(element.get("src", ""))
    if tag == "img" and not allowed.picture(picture, prefixes):
        yield "#data" if picture.strip().lower().startswith("data:") else "#picture"


def _pictures(kept: Element) -> Iterator[Problem]:
    bare = [
        str(each.get("src", "")) for each in kept.iter("img") if not each.get("alt", "").strip()
    ]
    for each in bare:
        yield Problem(
            f"图片“{each.rpartition('/')[2]}”没有替代文字，盲人无法知道图中内容。请补写替代文字。",
            f"The picture “{each.rpartition('/')[2]}” has no alternative text. Write one.",
        )


def _tables(kept: Element) -> Iterator[Problem]:
    for number, table in enumerate(kept.iter("table"), start=1):
        if not any(True for _ in table.iter("th")):
            yield Problem(
                f"第 {number} 个表格没有表头，读屏软件无法读出各列的含义。请把第一行设为表头。",
                f"Table {number} has no header cells. Make its first row the header.",
            )


def _headings(kept: Element) -> Iterator[Problem]:
    level = 1
    for heading in kept.iter(*allowed.HEADINGS):
        found = int(heading.tag[1])
        if found > level + 1:
            said = "".join(heading.itertext()).strip()[:30]
            yield Problem(
                f"标题“{said}”是第 {found} 级，跳过了第 {level + 1} 级。"
                f"请改为第 {level + 1} 级标题。",
                f"The heading “{said}” is of level {found} and skips level {level + 1}. "
                f"Make it one of level {level + 1}.",
            )
        level = found
