"""The style sheets of a page, in the order in which they are linked.

Plain files, no build: a page lists them, and the browser keeps each for a year because its
name carries its hash. `dark.css` stands last and is linked with the media of the chosen theme.
"""

COMPONENTS = (
    "masthead",
    "side_nav",
    "page_heading",
    "button",
    "icon",
    "switch",
    "footer",
    "chart",
    "form",
    "table",
    "tag",
    "notice",
    "list",
    "story",
    "printed",
    "drawer",
    "sheet",
    "guide",
)

SHEETS = (
    "gongkai/css/tokens.css",
    "gongkai/css/base.css",
    "gongkai/css/layout.css",
    *(f"gongkai/css/components/{name}.css" for name in COMPONENTS),
)
PRINT = "gongkai/css/print.css"
DARK = "gongkai/css/dark.css"
