"""A citation reads as a lawyer writes it."""

import pytest

from gongkai.rules import sources
from gongkai.rules.sources import Source


def test_a_source_reads_as_a_chinese_citation():
    assert (
        str(sources.regulation("第三十三条")) == "《政府信息公开条例》（国务院令第711号）第三十三条"
    )


def test_a_source_without_number_has_no_empty_brackets():
    assert (
        str(Source("中华人民共和国民法典", "", "第二百零一条"))
        == "《中华人民共和国民法典》第二百零一条"
    )


def test_a_note_follows_the_article():
    assert str(sources.regulation("第三十条", note="实务")).endswith("第三十条（实务）")


def test_a_table_of_a_data_file_becomes_a_source():
    table = {"instrument": "政府信息公开条例", "number": "国务院令第711号", "article": "第三十条"}
    assert sources.from_table(table) == sources.regulation("第三十条")


@pytest.mark.parametrize(
    "table",
    ["第三十条", {}, {"instrument": " "}, {"instrument": 30}, {"instrument": "条例", "page": "3"}],
)
def test_a_source_that_names_no_instrument_is_refused(table):
    with pytest.raises(sources.UnreadableSource):
        sources.from_table(table)
