"""The reference pages of the catalogue and of the typed tables say what the data say."""

import pytest

from tests.docs import law_pages


@pytest.mark.parametrize("path", law_pages.pages(), ids=lambda path: path.name)
def test_a_page_is_not_stale(path):
    told = path.read_text(encoding="utf-8")
    assert told == law_pages.pages()[path], "Run `python -m tests.docs.law_pages`."
