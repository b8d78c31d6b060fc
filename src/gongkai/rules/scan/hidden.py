"""Hidden content (隐藏内容): what a file carries and no reader sees is a finding of its own.

Hidden passages of one kind in one table, text or file make one mark, at the first of them.
"""

from collections.abc import Iterator, Sequence

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page
from gongkai.rules.scan.passages import Hidden


def marks(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield one mark for every run of hidden passages with words."""
    groups: dict[tuple[Hidden, str], list[Page]] = {}
    for page in pages:
        if page.passage.hidden and page.clean.strip():
            groups.setdefault((page.passage.hidden, page.stem), []).append(page)
    for (hidden, _stem), group in groups.items():
        first = group[0]
        name, gloss = rulebook.labels("hidden")[hidden]
        start = len(first.passage.text) - len(first.passage.text.lstrip())
        end = len(first.passage.text.rstrip())
        yield first, Mark(
            "hidden-content", start, end, detail=name, detail_en=gloss, count=len(group),
            about="".join(page.passage.text for page in group),
        )  # fmt: skip
