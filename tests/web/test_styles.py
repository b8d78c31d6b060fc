"""The style sheets: rules of the house, and contrast computed from the tokens themselves."""

import re
from pathlib import Path

import pytest

import gongkai.web
from gongkai.web import stylesheets

STATIC = Path(gongkai.web.__file__).parent / "static"
SHEETS = sorted(STATIC.rglob("*.css"))
TEMPLATES = Path(gongkai.web.__file__).parent / "templates"
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
BACKGROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *(
        (ink, ground, 4.5)
        for ink in ("accent", "danger", "warning", "success")
        for ground in BACKGROUNDS
    ),
    *(
        ("ink", ground, 7)
        for ground in (*BACKGROUNDS, "accent-wash", "danger-wash", "warning-wash")
    ),
    *(("ink-soft", ground, 4.5) for ground in (*BACKGROUNDS, "accent-wash")),
    *((name, f"{name}-wash", 4.5) for name in ("accent", "danger", "warning", "success")),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-strong", 4.5),
    *(("line-strong", ground, 3) for ground in BACKGROUNDS),
    *(("chart-2", ground, 3) for ground in BACKGROUNDS[:2]),
    *(("chart-3", ground, 3) for ground in BACKGROUNDS[:2]),
]


def text(path):
    return COMMENTS.sub("", path.read_text(encoding="utf-8"))


def blocks(name):
    """Return selector and hex colours of every rule of a token file."""
    found = re.findall(r"(:root[^{]*)\{([^}]*)\}", text(STATIC / "gongkai/css" / name))
    return [
        (selector.strip(), dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body)))
        for selector, body in found
    ]


def schemes():
    """Yield every scheme with every accent as one table of colours."""
    light = blocks("tokens.css")[0][1]
    dark = {**light, **blocks("dark.css")[0][1]}
    for name, base, sheet in (("light", light, "tokens.css"), ("dark", dark, "dark.css")):
        yield pytest.param(base, id=name)
        for selector, colours in blocks(sheet):
            if "data-accent" in selector:
                accent = selector.split('"')[1]
                yield pytest.param({**base, **colours}, id=f"{name} {accent}")


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", list(schemes()))
def test_words_and_edges_stand_out_from_their_ground(colours):
    poor = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(colours[ink], colours[ground]) < least
    }
    assert poor == {}


def test_every_sheet_is_linked_and_every_link_leads_to_a_sheet():
    linked = {STATIC / path for path in (*stylesheets.SHEETS, stylesheets.DARK, stylesheets.PRINT)}
    assert linked <= set(SHEETS)
    templates = "".join(
        path.read_text(encoding="utf-8") for path in TEMPLATES.parent.parent.rglob("*.html")
    )
    of_some_pages = {path for path in SHEETS if str(path.relative_to(STATIC)) in templates}
    assert linked | of_some_pages == set(SHEETS)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_keeps_the_rules_of_the_house(path):
    sheet = text(path)
    assert "!important" not in sheet
    assert "@import" not in sheet
    assert not re.search(r"(^|[\s,}])#[A-Za-z][\w-]*\s*[{,:]", sheet), "an id selector"
    assert not re.search(r"url\((?!['\"]?data:)", sheet), "a picture from elsewhere"


def test_every_property_that_is_used_is_defined():
    everything = "".join(text(path) for path in SHEETS)
    used = set(re.findall(r"var\(--([\w-]+)", everything))
    defined = set(re.findall(r"--([\w-]+):", everything))
    assert used <= defined


def test_colours_stand_in_the_tokens_and_nowhere_else():
    for path in SHEETS:
        if path.stem not in ("tokens", "dark", "print"):
            assert not re.search(r"#[0-9a-f]{3,6}\b", text(path)), path.name


def named_in_templates():
    """Return the classes that the templates of the look write out in full."""
    found = set()
    for path in TEMPLATES.rglob("*.html"):
        source = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text(encoding="utf-8"))
        for value in re.findall(r'class="([^"]*)"', source):
            found.update(each for each in value.split() if not each.endswith(("--", "__")))
    return found


def styled():
    return set(re.findall(r"\.([a-z][\w-]*)", "".join(text(path) for path in SHEETS)))


def test_every_class_of_a_template_is_styled():
    assert named_in_templates() <= styled()


def test_nothing_is_styled_that_no_page_uses():
    package = Path(gongkai.web.__file__).parent.parent
    sources = "".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.html", "*.py", "*.js")
        for path in package.rglob(kind)
    )
    made = set(re.findall(r"([a-z][\w-]*(?:--|__))\{", sources))  # tag--{{ tone }}
    unused = {
        name
        for name in styled()
        if name not in sources and not any(name.startswith(stem) for stem in made)
    }
    assert unused == set()


def test_no_template_is_longer_than_a_screen_and_a_half():
    for path in TEMPLATES.rglob("*.html"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name
