"""Answers: order, filters and their counts, pages, marks, and any text without an error."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.office.search import queries, schema
from gongkai.office.search.asking import counting
from gongkai.office.search.entries import Attachment
from gongkai.office.search.queries import Marked, Match, Place, Question, Sort
from tests.office.search.factories import body, entry, put

pytestmark = pytest.mark.django_db


def keys(**asked: object) -> list[str]:
    return [hit.key for hit in queries.find(Question(**asked)).hits]  # type: ignore[arg-type] # by name


def counted(name: str, **asked: object) -> dict[str, int]:
    answer = queries.find(Question(**asked))  # type: ignore[arg-type] # by name
    return {each.value: each.count for each in answer.counts[name]}


def marked(text: Marked) -> list[str]:
    return [text.text[begin:end] for begin, end in text.marks]


def test_a_title_counts_more_than_keywords_summary_text_and_attachments(
    index_folder: Path,
) -> None:
    of = body()
    put(
        entry(of, "其他事项一", key="text", text="有关防火的内容"),
        entry(of, "其他事项二", key="file", attachments=(Attachment("表.xlsx", "防火物资"),)),
        entry(of, "其他事项三", key="summary", summary="有关防火的内容"),
        entry(of, "其他事项四", key="keyword", keywords=("防火",)),
        entry(of, "春季防火事项", key="title"),
    )
    assert keys(words="防火") == ["title", "keyword", "summary", "text", "file"]


def test_what_is_in_force_stands_above_what_is_not_and_new_above_old(index_folder: Path) -> None:
    of = body()
    put(
        entry(of, "防火规定", key="repealed", is_in_force=False),
        entry(of, "防火规定", key="old", published_on=date(2009, 1, 1)),
        entry(of, "防火规定", key="new"),
        entry(of, "防火规定", key="important", published_on=date(2009, 1, 1), importance=2.0),
    )
    assert keys(words="防火") == ["important", "new", "old", "repealed"]


def test_words_are_all_wanted_and_some_alone_where_nothing_has_all(index_folder: Path) -> None:
    of = body()
    put(entry(of, "防火名单", key="a"), entry(of, "防火须知", key="b"))
    assert keys(words="防火 名单") == ["a"]
    answer = queries.find(Question(words="防火 飞船"))
    assert answer.match is Match.SOME
    assert {hit.key for hit in answer.hits} == {"a", "b"}


def test_quotation_marks_want_the_phrase_and_a_minus_leaves_out(index_folder: Path) -> None:
    of = body()
    put(entry(of, "防火通知", key="a"), entry(of, "防火工作的通知", key="b"))
    assert keys(words="“防火通知”") == ["a"]
    assert keys(words="通知 -防火通知") == ["b"]
    assert sorted(keys(words="-飞船")) == ["a", "b"]


def test_a_phrase_that_nothing_has_is_not_softened(index_folder: Path) -> None:
    put(entry(body(), "防火通知"))
    answer = queries.find(Question(words="“防火须知”"))
    assert (answer.total, answer.match) == (0, Match.NONE)


@pytest.mark.parametrize(
    "typed",
    ["柳政发〔2025〕12号", "柳政发[2025]12号", "柳政发(2025)12", "柳政发２０２５12号", "2025 12号",
     "11341702486344515H/202503-00012", "202503-00012", "11341702486344515h"],
)  # fmt: skip
def test_numbers_are_found_however_they_are_typed(index_folder: Path, typed: str) -> None:
    of = body()
    put(
        entry(of, "甲", key="a", doc_no="柳政发〔2025〕12号",
              index_no="11341702486344515H/202503-00012"),
        entry(of, "乙", key="b", doc_no="柳政发〔2025〕2号", index_no="000014349/2025-00001"),
    )  # fmt: skip
    assert keys(words=typed)[0] == "a"


def test_a_day_finds_what_names_it_and_what_was_published_on_it(index_folder: Path) -> None:
    of = body()
    put(
        entry(of, "甲", key="published", published_on=date(2019, 3, 5)),
        entry(of, "乙", key="named", text="自2019年3月5日起施行"),
        entry(of, "丙", key="neither", text="自2019年3月6日起施行"),
    )
    assert sorted(keys(words="2019-03-05")) == ["named", "published"]


@pytest.mark.parametrize("words", ["*:^[]{}", "？", "——"])
def test_marks_alone_find_nothing(index_folder: Path, words: str) -> None:
    put(entry(body(), "防火通知"))
    assert queries.find(Question(words=words)).total == 0


def test_single_characters_are_found(index_folder: Path) -> None:
    of = body()
    put(entry(of, "水库公告", key="a"), entry(of, "乙", key="b", text="停水"), entry(of, "丙"))
    assert sorted(keys(words="水")) == ["a", "b"]


@pytest.mark.parametrize("typed", ["senlinf", "senl", "fanghuox", "slfh"])
def test_a_word_in_letters_is_found_while_it_is_typed(index_folder: Path, typed: str) -> None:
    of = body()
    put(entry(of, "森林防火须知", key="a"), entry(of, "高龄津贴公示", key="b"))
    assert keys(words=typed) == ["a"]


def test_a_wrong_character_is_corrected_and_the_answer_says_so(index_folder: Path) -> None:
    put(entry(body(), "关于发放高龄津贴的公告", key="a"))
    answer = queries.find(Question(words="高龄经贴"))
    assert answer.is_corrected
    assert answer.did_you_mean == ("高龄津贴",)
    assert [hit.key for hit in answer.hits] == ["a"]
    assert marked(answer.hits[0].title) == ["高龄津贴"]


def test_filters_narrow_and_their_counts_honour_the_others(index_folder: Path) -> None:
    of = body()
    put(
        entry(of, "防火一", key="a", genre="通知", subject=("农业", "林业"),
              channels=("portal", "sms")),
        entry(of, "防火二", key="b", genre="公告", subject=("农业", "水利"), channels=("portal",)),
        entry(of, "防火三", key="c", genre="通知", subject=("科技", "教育"),
              published_on=date(2019, 1, 1), attachments=(Attachment("x", "", "pdf"),)),
    )  # fmt: skip
    assert sorted(keys(words="防火", genre="通知")) == ["a", "c"]
    assert keys(words="防火", genre="通知", subject="农业") == ["a"]
    assert keys(words="防火", subject="农业/水利") == ["b"]
    assert keys(year="2019") == ["c"]
    assert keys(file_type="pdf") == ["c"]
    assert keys(channel="sms") == ["a"]
    assert keys(words="防火", until_on=date(2019, 1, 1)) == ["c"]
    assert sorted(keys(from_on=date(2019, 1, 2), until_on=date(2025, 3, 1))) == ["a", "b"]
    assert counted("genre", words="防火", subject="农业") == {"通知": 1, "公告": 1}
    assert counted("genre", words="防火", genre="通知", subject="农业") == {"通知": 1, "公告": 1}
    assert counted("subject", genre="通知") == {
        "农业": 1,
        "农业/林业": 1,
        "科技": 1,
        "科技/教育": 1,
    }
    assert counted("channel") == {"portal": 2, "sms": 1}
    assert counted("year", words="防火") == {"2025": 2, "2019": 1}


def test_counts_are_those_of_the_index_as_it_stands(index_folder: Path) -> None:
    of = body()
    put(entry(of, "防火一", genre="通知"))
    assert counted("genre", words="防火") == {"通知": 1}
    put(entry(of, "防火二", genre="通知"))
    assert counted("genre", words="防火") == {"通知": 2}


def test_counts_of_very_many_hits_are_estimated_and_the_answer_says_so(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = body()
    put(*(entry(of, f"防火{number}", key=f"k{number}", genre="通知") for number in range(200)))
    assert counted("genre", words="防火") == {"通知": 200}
    assert not queries.find(Question(words="防火")).are_counts_estimated
    monkeypatch.setattr(counting, "ESTIMATED_ABOVE", 100)
    answer = queries.find(Question(words="防火", genre="通知"))
    (estimate,) = answer.counts["genre"]
    assert (answer.total, answer.are_counts_estimated) == (200, True)
    assert estimate.count % schema.SAMPLES == 0
    assert 50 < estimate.count < 400


def test_words_that_only_ask_are_left_out_and_the_answer_says_so(index_folder: Path) -> None:
    put(entry(body(), "城乡居民基本养老保险须知", key="a"))
    answer = queries.find(Question(words="我们村养老保险怎么办理"))
    assert answer.match is Match.REDUCED
    assert [hit.key for hit in answer.hits] == ["a"]


def test_a_question_that_the_engine_refuses_gets_an_empty_answer(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(entry(body(), "防火"))

    def refuse(*_given: object) -> None:
        raise ValueError("too many")

    monkeypatch.setattr(queries, "_searched", refuse)
    assert queries.find(Question(words="防火")).total == 0
    assert "was refused" in caplog.text


def test_a_body_is_searched_alone_or_with_those_below(index_folder: Path) -> None:
    county = body("冯河县人民政府")
    town = body("柳溪镇人民政府", county)
    put(entry(county, "防火", key="county"), entry(town, "防火", key="town"),
        entry(body("远山县人民政府"), "防火", key="far"))  # fmt: skip
    assert sorted(keys(body=county.code)) == ["county", "town"]
    assert keys(body=county.code, include_below=False) == ["county"]
    assert keys(body=town.code) == ["town"]
    assert keys(body="nosuchbody") == []
    assert counted("body", words="防火", body=town.code)[county.code] == 1


@pytest.mark.parametrize(("words", "sort"), [("", Sort.NEWEST), ("防火", Sort.NEWEST),
                                              ("防火", Sort.RELEVANCE)])  # fmt: skip
def test_pages_follow_one_another_without_gap_or_double(
    index_folder: Path, words: str, sort: Sort
) -> None:
    of = body()
    put(*(entry(of, f"防火{number}", published_on=date(2020, 1, 1 + number % 3))
          for number in range(25)))  # fmt: skip
    seen: list[str] = []
    after, pages = "", 0
    while pages == 0 or after:
        answer = queries.find(Question(words=words, sort=sort, page_size=10, after=after))
        assert answer.total == 25
        seen += [hit.key for hit in answer.hits]
        after, pages = answer.next_after, pages + 1
    assert (len(seen), len(set(seen)), pages) == (25, 25, 3)


def test_newest_first_is_by_the_day(index_folder: Path) -> None:
    of = body()
    put(*(entry(of, "防火", key=str(day), published_on=date(2020, 1, day)) for day in (3, 9, 5)))
    assert keys(words="防火", sort=Sort.NEWEST) == ["9", "5", "3"]
    assert keys() == ["9", "5", "3"]


def test_marks_show_why_a_thing_was_found(index_folder: Path) -> None:
    of = body()
    long = "各单位要加强领导。" * 30
    put(
        entry(
            of, "關於森林防火的通知", key="title", text=f"{long}本季森林防火期为十月至四月。{long}"
        ),
        entry(of, "其他事项", key="file", attachments=(Attachment("防火物资表.xlsx", "铁锹"),)),
    )
    first, second = queries.find(Question(words="防火")).hits
    assert (first.key, first.place, marked(first.title)) == ("title", Place.TITLE, ["森林防火"])
    assert marked(first.snippet) == ["森林防火"]
    assert "森林防火期" in first.snippet.text
    assert len(first.snippet.text) <= 96
    assert (second.place, second.attachment) == (Place.ATTACHMENT, "防火物资表.xlsx")
    (spoken,) = queries.find(Question(words="senlin fanghuo")).hits
    assert marked(spoken.title) == ["森林防火"]


def test_a_figure_within_a_longer_one_is_not_marked(index_folder: Path) -> None:
    put(entry(body(), "第15号和第5号"))
    (hit,) = queries.find(Question(words="5号")).hits
    assert hit.title.marks == ((6, 8),)


HOSTILE = [
    '"', '""" " "', "a:b", "title:防火 OR *", "防火~2", "[a TO b]", "{!}", "^10", "\\", "-",
    "--防火",
    "+-&&||!(){}[]^\"~*?:/", "\x00\x01防火\x7f", "防" * 10_000, "x" * 10_000, "-\"防火",
    " ".join(["防火"] * 3_000), "'; DROP TABLE search_indexchange; --", "\ud800", "😀", "𠮷野家",
    "…", "①②", "%E9%98%B2", "a\u0301" * 300, "<script>alert(1)</script>", "#position",
    "key:#position",
]  # fmt: skip


@pytest.mark.parametrize("sort", Sort)
def test_any_text_gets_an_answer(index_folder: Path, sort: Sort) -> None:
    put(entry(body(), "关于森林防火的通知 A/B 𠮷 ①", text="一二三" * 50))
    for words in HOSTILE:
        answer = queries.find(Question(words=words, sort=sort))
        assert answer.is_ready
        assert all("#position" not in hit.key for hit in answer.hits)
        assert answer.is_shortened is (len(words) > 200)


@given(words=st.text(max_size=60), after=st.text(max_size=12), value=st.text(max_size=12))
@example(words="防火", after="n99999999999999999999", value="")
@example(words="防火", after="n9999999999999999999", value="")
@example(words="防火", after="r9999999999999999999", value="")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_text_filter_or_cursor_is_an_error(
    index_folder: Path, words: str, after: str, value: str
) -> None:
    if not queries.find(Question()).is_ready:
        put(entry(body(), "关于森林防火的通知"))
    for sort in Sort:
        queries.find(Question(words=words, after=after, sort=sort, genre=value, year=value))


def test_the_number_of_queries_does_not_grow_with_the_hits(
    index_folder: Path, django_assert_num_queries: object
) -> None:
    of = body()
    put(*(entry(of, f"防火{number}") for number in range(30)))
    with django_assert_num_queries(1):  # type: ignore[operator] # a fixture that is called
        queries.find(Question(words="防火", body=of.code, page_size=30))
    with django_assert_num_queries(0):  # type: ignore[operator] # a fixture that is called
        queries.find(Question(words="防火"))
