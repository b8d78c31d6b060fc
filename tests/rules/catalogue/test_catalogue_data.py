"""The data of the catalogue: complete, and true to what they name elsewhere."""

import tomllib
from datetime import date

import pytest

from gongkai.rules import catalogue, check_digits, effective, outcomes
from gongkai.rules.catalogue import attributes, entries, freshness, publication_clock, terms
from gongkai.rules.catalogue import tables as reading
from gongkai.rules.effective import NotInForce, UnreadableData

ON = date(2026, 1, 1)


def test_article_20_has_its_fifteen_items_in_order():
    found = [each.key for each in catalogue.every(ON) if each.key.startswith("20.")]
    assert [key for key in found if key.count(".") == 1] == [f"20.{n}" for n in range(1, 16)]


def test_article_21_has_seven_items_for_cities_and_eight_for_townships():
    labels = {each.key: each.label for each in catalogue.every(ON)}
    city = [labels[f"21.city_county.{n}"] for n in range(1, 8)]
    assert "、".join(city) == (
        "市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助"
    )
    assert labels["21.township.4"] == "宅基地使用情况审核"
    assert "21.township.9" not in labels


def test_the_sections_of_the_platform_stand_on_top():
    tops = catalogue.for_body("county", "government", ON)
    assert "、".join(each.label for each in tops) == (
        "政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报、依申请公开"
    )
    assert {each.section for each in catalogue.walk(tops)} == {each.key for each in tops}


def test_every_entry_has_label_gloss_source_and_known_genres():
    genres = {each.key for each in terms.genres()}
    for each in catalogue.every(ON):
        assert each.label
        assert each.gloss.isascii()
        assert each.source.instrument
        assert set(each.genres) <= genres, each.key
        if each.rhythm and each.rhythm.source is None:
            assert each.rhythm.note, f"{each.key}: practice says so in a note"


def test_before_the_regulation_of_2019_there_is_no_catalogue_of_organs():
    with pytest.raises(NotInForce):
        catalogue.every(date(2008, 4, 30))
    assert not catalogue.for_body("county", "government", date(2019, 5, 14))


def test_an_unknown_key_level_or_kind_is_refused():
    with pytest.raises(catalogue.UnknownEntry, match=r"99\.9"):
        catalogue.for_body("county", "government", ON, chosen=["99.9"])
    with pytest.raises(ValueError, match="empire"):
        catalogue.for_body("empire", "government", ON)
    with pytest.raises(catalogue.UnknownEntry):
        catalogue.entry("20.1", date(2010, 1, 1))


NEW = """
from = 2019-05-15
source = {instrument = "试"}
[groups.organ]
levels = ["county"]
kinds = ["government"]
[[entry]]
key = "a"
label = "旧"
gloss = "Old"
applies = "organ"
[[entry]]
key = "a"
from = 2027-01-01
label = "新"
gloss = "New"
applies = "organ"
[[entry]]
key = "a"
from = 2028-01-01
withdrawn = true
"""


def test_a_later_entry_takes_over_and_an_entry_can_end():
    history = entries.read(tomllib.loads(NEW), reading.read("freshness.toml"))["a"]
    said = [history.on(date(year, 6, 1)).value for year in (2026, 2027, 2028)]
    assert [each and each.label for each in said] == ["旧", "新", None]


def test_an_entry_below_nothing_is_refused():
    data = tomllib.loads(NEW.replace('label = "旧"', 'label = "旧"\nparent = "b"'))
    with pytest.raises(UnreadableData, match="'b'"):
        entries.read(data, reading.read("freshness.toml"))


def test_the_thresholds_are_those_of_the_inspection():
    told = {key: freshness.threshold(key, ON) for key in freshness.threshold_keys()}
    assert (told["news"].days, told["notices"].months, told["policies"].months) == (14, 6, 6)
    assert all(each.source and each.warn_days for each in told.values())


def test_there_are_22_subjects_with_their_parts():
    classes = [each for each in terms.subjects() if not each.parent]
    assert len(classes) == 22
    assert terms.subject("2.1").shown == "综合政务\\政务公开"
    assert terms.subject_shown_as("综合政务 / 政务公开") == terms.subject("2.1")
    assert terms.subject_shown_as("综合政务\\没有") is None
    assert len({each.shown for each in terms.subjects()}) == len(terms.subjects())


def test_there_are_fifteen_kinds_of_official_documents():
    official = [each.label for each in terms.genres() if each.is_official]
    assert "".join(official) == ("决议决定命令（令）公报公告通告意见通知通报报告请示批复议案函纪要")
    assert terms.genre("notification").expects_number
    assert not terms.genre("public_notice").expects_number


@pytest.mark.parametrize("name", terms.LISTS)
def test_every_list_of_terms_has_labels_of_its_own(name):
    found = terms.terms(name)
    assert len({each.key for each in found}) == len({each.label for each in found}) == len(found)
    assert all(each.gloss for each in found)


@pytest.mark.parametrize(
    ("ask", "key"),
    [(terms.genre, "poem"), (terms.subject, "99"), (terms.terms, "x"), (attributes.ground, "EX17")],
)
def test_an_unknown_term_is_refused(ask, key):
    with pytest.raises(terms.UnknownTerm, match=key):
        ask(key)


def test_a_ground_binds_as_its_article_says():
    force = {each.key: each.force.value for each in attributes.grounds()}
    assert force == {
        "EX14A": "absolute", "EX14B": "absolute", "EX14C": "absolute", "EX15": "balanced",
        "EX16A": "discretionary", "EX16B": "discretionary", "EX16C": "discretionary",
    }  # fmt: skip
    assert attributes.ground("EX15").source.article == "第十五条"
    assert attributes.ground("EX14A").is_absolute


def test_every_ground_is_that_of_an_outcome_which_cites_its_article():
    for each in attributes.grounds():
        cited = {article for group in outcomes.get(each.outcome).cites for article in group}
        assert any(each.source.article.startswith(article) for article in cited), each.key


def test_only_withholding_needs_a_ground():
    assert {each.key: each.needs_ground for each in attributes.attributes()} == {
        "proactive": False, "on_request": False, "withheld": True
    }  # fmt: skip


@pytest.mark.parametrize("matter", publication_clock.matters())
def test_every_period_has_its_source_and_its_words(matter):
    found = publication_clock.period(matter, ON)
    assert found.source.instrument
    assert found.value.label
    assert found.value.gloss
    assert found.value.starts
    assert bool(found.value.doubt) == bool(found.value.doubt_en)


def test_what_has_no_period_is_refused():
    with pytest.raises(publication_clock.UnknownMatter, match="weather"):
        publication_clock.due(ON, matter="weather")
    with pytest.raises(NotInForce):
        publication_clock.due(date(2010, 1, 1), matter="penalty")
    with pytest.raises(publication_clock.Backwards, match="早于"):
        publication_clock.due(ON, changed_on=date(2025, 12, 31))


def test_the_two_labels_of_a_township_and_a_county_for_one_matter_agree():
    by_key = {each.key: each for each in catalogue.every(ON)}
    assert by_key["21.township.8"].label == by_key["21.city_county.7"].label
    assert by_key["21.township.8"].tables == by_key["21.city_county.7"].tables


@pytest.mark.parametrize(
    ("number", "sound"),
    [("11010519491231002X", True), ("110105194912310021", False), ("11010519490231002X", False),
     ("11010519491231002", False), ("", False)],
)  # fmt: skip
def test_an_identity_number_is_told_by_its_check_digit_and_its_day(number, sound):
    assert check_digits.is_identity_number(number) is sound


def test_a_data_file_with_a_wrong_value_is_refused():
    with pytest.raises(UnreadableData, match="months"):
        reading.count({"months": "six"}, "months")
    with pytest.raises(UnreadableData, match="words"):
        reading.words({"words": "one"}, "words")
    with pytest.raises(UnreadableData, match="yes"):
        reading.truth({"yes": "ja"}, "yes")
    assert effective.read_file("catalogue", "terms.toml")
