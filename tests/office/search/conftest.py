"""An index of its own for every test of the room, and one of two thousand texts for all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.office.search import indexer, shelf


@pytest.fixture
def index_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Let this test have an index; it is closed afterwards."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    yield settings.SEARCH_FOLDER
    indexer.release()
    shelf.close()
