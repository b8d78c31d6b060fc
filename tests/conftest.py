"""What every test may use: the corpus of real documents, where it is; and what no test leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what reads the corpus where there is none, and say so."""
    if item.get_closest_marker("corpus") and not CORPUS.is_dir():
        pytest.skip("the real documents are not beside this checkout (../shared/corpus)")


@pytest.fixture
def corpus() -> Path:
    """Return the folder of the real documents; for tests marked `corpus`."""
    return CORPUS


@pytest.fixture(autouse=True)
def _language_ends_with_the_test() -> Iterator[None]:
    """A page fetched in English leaves its language behind for whatever runs next."""
    yield
    translation.deactivate()
