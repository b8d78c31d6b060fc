"""Document properties (文档属性): author, company, editor, template, custom ones, custom XML."""

from types import MappingProxyType
from typing import Final

from gongkai.documents.contents.markup import Element, attribute, every, local, words
from gongkai.documents.contents.office.parts import Parts
from gongkai.rules.scan.passages import Hidden

_NAMES: Final = MappingProxyType(
    {
        "creator": "作者",
        "Author": "作者",
        "initial-creator": "作者",
        "lastModifiedBy": "最后修改人",
        "Manager": "经理",
        "Company": "单位",
        "Template": "模板",
        "title": "标题",
        "subject": "主题",
        "description": "备注",
        "keywords": "关键词",
        "keyword": "关键词",
        "category": "类别",
        "contentStatus": "内容状态",
        "HyperlinkBase": "超链接基础",
        "revision": "修订次数",
        "lastPrinted": "上次打印时间",
        "created": "创建时间",
        "modified": "修改时间",
        "creation-date": "创建时间",
        "date": "修改时间",
        "generator": "生成程序",
        "printed-by": "打印人",
    }
)
# What a program says of itself and of the size of a text tells nothing of anybody.
_DULL: Final = frozenset(
    {"TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines",
     "Paragraphs", "ScaleCrop", "HeadingPairs", "TitlesOfParts", "LinksUpToDate",
     "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged", "AppVersion", "Properties",
     "PresentationFormat", "Slides", "Notes", "HiddenSlides", "MMClips", "HLinks", "version",
     "coreProperties", "language", "identifier", "document-statistic", "editing-cycles",
     "editing-duration"}
)  # fmt: skip
_PARTS: Final = ("docProps/core.xml", "docProps/app.xml")
_CUSTOM: Final = "docProps/custom.xml"
_SCHEMAS: Final = (
    "officeDocument/2006/bibliography",
    "coverPageProps",
    "sharepoint/v3/contenttype",
)


def place(name: str) -> str:
    """Return where a property stands, in words."""
    return f"文档属性“{_NAMES.get(name, name)}”"


def read(parts: Parts) -> None:
    """Say every property of a document, and the data of a program that came along."""
    for part in _PARTS:
        for element in _leaves(parts.root(part)):
            parts.held.say(place(local(element)), words(element), Hidden.METADATA)
    custom = parts.root(_CUSTOM)
    for element in () if custom is None else every(custom, "property"):
        name = f"文档属性“{element.get('name', '')}”"
        parts.held.say(name, words(element), Hidden.METADATA)
    for part in parts.named("customXml/item"):
        content = parts.data[part]
        if "Props" not in part and not any(each.encode() in content[:600] for each in _SCHEMAS):
            _say_custom(parts, part)


def _say_custom(parts: Parts, part: str) -> None:
    root = parts.root(part)
    for element in () if root is None else root.iter():
        if local(element) and element.text:
            parts.held.say(f"自定义数据“{local(element)}”", str(element.text), Hidden.METADATA)


def _leaves(root: Element | None) -> list[Element]:
    if root is None:
        return []
    return [each for each in root if local(each) and local(each) not in _DULL]


def say_leaves(parts: Parts, root: Element) -> None:
    """Say the properties that stand in an element of an OpenDocument or OFD file."""
    for element in root.iter():
        name = local(element)
        if name and name not in _DULL and element.text and not len(element):
            label = attribute(element, "Name") or attribute(element, "name") or name
            if label in _DULL:
                continue
            parts.held.say(place(str(label)), str(element.text), Hidden.METADATA)
