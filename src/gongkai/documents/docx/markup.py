"""The few words of WordprocessingML that python-docx has no name for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

TWIPS_PER_PT = 20
TWIPS_PER_MM = 20 * 72 / 25.4


def element(tag: str, *children: "etree._Element", **attributes: object) -> "etree._Element":
    """Return `<w:tag>` with attributes of the same namespace: element("sz", val=32)."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), str(value))
    made.extend(children)
    return made


def replace(parent: "etree._Element", child: "etree._Element") -> None:
    """Put `child` into `parent` in the place of one of its kind, else at the end."""
    old = parent.find(child.tag)
    if old is None:
        parent.append(child)
    else:
        parent.replace(old, child)


def fonts(east_asian: str, latin: str) -> "etree._Element":
    """Return the fonts of a run: Chinese text and Latin text each in its own face."""
    return element("rFonts", ascii=latin, hAnsi=latin, eastAsia=east_asian, cs=latin)


def run_properties(east_asian: str, latin: str, size_pt: float) -> "etree._Element":
    """Return run properties: faces and size."""
    half_points = round(size_pt * 2)
    return element(
        "rPr",
        fonts(east_asian, latin),
        element("sz", val=half_points),
        element("szCs", val=half_points),
    )


def run(text: str, properties: "etree._Element | None" = None) -> "etree._Element":
    """Return a run of text, its spaces kept."""
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", *([] if properties is None else [properties]), words)
