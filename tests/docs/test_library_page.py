"""The reference page of the library: its examples run, and it names everything that is public."""

import doctest
import re
from pathlib import Path
from types import ModuleType

import pytest

import gongkai
from gongkai.rules import annual_report

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "library.md"


def test_the_examples_give_what_the_page_shows():
    words = PAGE.read_text(encoding="utf-8")
    parser = doctest.DocTestParser()
    example = parser.get_doctest(words.replace("```", ""), {}, "library.md", str(PAGE), 0)
    assert len(example.examples) > 30
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("name", annual_report.__all__)
def test_a_public_name_is_there_and_told(name):
    assert hasattr(annual_report, name)
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8"), f"library.md does not name {name}"


def test_the_page_calls_functions_that_are_there():
    table = re.findall(r"^\| `(\w+)` \| (.+?) \|", PAGE.read_text(encoding="utf-8"), re.M)
    modules = {
        name: getattr(annual_report, name) for name, _ in table if name in dir(annual_report)
    }
    named = [
        (module, function)
        for name, functions in table
        if isinstance(module := modules.get(name), ModuleType)
        for function in re.findall(r"`(\w+)\(", functions)
    ]
    assert len(named) > 15
    assert all(callable(getattr(module, function, None)) for module, function in named), named


def test_the_package_carries_its_types():
    assert (Path(gongkai.__file__).parent / "py.typed").is_file()
