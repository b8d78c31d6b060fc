"""Hidden content (隐藏内容): what a file carries and no reader sees is a finding of its own.

Hidden passages of one kind that follow each other in one table or file make one mark.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page


def marks(pages: Sequence[Page]) -> Iterator[tuple[Page, Mark]]:
    """Yield one mark for every run of hidden passages with words."""
    worded = (page for page in pages if page.passage.hidden and page.clean.strip())
    for (hidden, _stem), run in groupby(worded, key=lambda each: (each.passage.hidden, each.stem)):
        group = list(run)
        first = group[0]
        name, gloss = rulebook.labels("hidden")[str(hidden)]
        start = len(first.passage.text) - len(first.passage.text.lstrip())
        end = len(first.passage.text.rstrip())
        yield first, Mark(
            "hidden-content", start, end, detail=name, detail_en=gloss, count=len(group),
            about="".join(page.passage.text for page in group),
        )  # fmt: skip
