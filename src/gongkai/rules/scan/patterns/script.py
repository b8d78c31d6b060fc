"""Traditional characters in a text of a body (误用繁体字): one may be a name, two are looked at."""

import re
from collections.abc import Iterator
from functools import cache

from gongkai.rules.scan.folding import fold, traditional
from gongkai.rules.scan.page import Mark, Page

FEWEST = 2
QUOTE = re.compile(r"[\u3400-\u9fff]{0,12}")
REACH = 6


def marks(page: Page) -> Iterator[Mark]:
    """Yield one mark on the first run of a passage that mixes in traditional characters."""
    text = page.passage.text
    places = [found.start() for found in _traditional().finditer(text)]
    if len({text[place] for place in places}) < FEWEST:
        return
    start = places[0]
    while (
        start
        and places[0] - start < REACH
        and QUOTE.fullmatch(text[start - 1])
        and text[start - 1].strip()
    ):
        start -= 1
    found = QUOTE.match(text, start)
    end = max(found.end() if found else start, places[0] + 1)
    quote = text[start:end]
    yield Mark("traditional-text", start, end, suggestion=fold(quote), count=len(places))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile("[" + "".join(traditional()) + "]")
