"""Parts of the frame of many pages (版面部件), drawn and rewritten once for all of them.

While a page is rewritten a mark stands for each of its parts: a comment, which no text can hold,
because texts are cleaned of comments and words are escaped.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from gongkai.portal.baking import placing
from gongkai.portal.baking.rewriting import Page

_MARK: Final = re.compile(r"<!--kept:(\d+)-->")


class Parts:
    """The parts of the pages that one process bakes."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def of(self, page: Page) -> "PartsOfAPage":
        """Return the parts for one page."""
        return PartsOfAPage(self, page)

    def number(self, page: Page, key: tuple[str, ...], draw: Callable[[], str]) -> int:
        """Return the number of a part as it is in pages of one language and depth."""
        whole = (*key, page.prefix, str(placing.depth_of(page.at)))
        if whole not in self._numbers:
            # The page shares its links with the copy of it, so that they are told with this page.
            self._texts.append(replace(page).rewritten(draw()))
            self._numbers[whole] = len(self._texts) - 1
        return self._numbers[whole]

    def put(self, text: str) -> str:
        """Return a page with its parts in the places of their marks."""
        return _MARK.sub(lambda found: self._texts[int(found[1])], text)


class PartsOfAPage:
    """What a page asks for its parts."""

    def __init__(self, parts: Parts, page: Page) -> None:
        self._parts, self._page = parts, page

    def kept(self, key: tuple[str, ...], draw: Callable[[], str]) -> str:
        """Return the mark that stands for a part."""
        return f"<!--kept:{self._parts.number(self._page, key, draw)}-->"
