from decimal import Decimal

import pytest

from gongkai.rules.annual_report import build, check, editions, narrative
from gongkai.rules.annual_report.form import FilledForm
from gongkai.rules.annual_report.narrative import Proposal
from gongkai.rules.ledger import Fact, Measure, fact, total


def posted(n: int, family: str, channel: str) -> Fact:
    return fact(Measure.POSTINGS, n, room="channels", family=family, channel=channel)


def trained(topic: str, sessions: int, attendances: int) -> list[Fact]:
    return [
        fact(Measure.TRAINING_SESSIONS, sessions, room="outreach", topic=topic),
        fact(Measure.TRAINING_ATTENDANCES, attendances, room="outreach", topic=topic),
    ]


TOWNSHIP = [
    posted(180, "portal", "盐池政府网"),
    posted(400, "messaging", "短信平台"),
    posted(700, "messaging", "微信群"),
    posted(350, "boards", "乡村宣传栏"),
    posted(200, "boards", "LED显示屏"),
    fact(Measure.ITEMS_PUBLISHED, 180, room="publishing", category="20.4"),
    fact(Measure.HOTLINE_RECEIVED, 2, room="hotline", kind="help"),
    fact(Measure.HOTLINE_RECEIVED, 1, room="hotline", kind="petition"),
    fact(Measure.HOTLINE_CLOSED, 3, room="hotline", kind="help"),
    *trained("脱贫富民", 3, 64),
    *trained("医疗卫生", 2, 36),
    *trained("农业农村", 3, 57),
    *trained("安全生产", 2, 43),
    fact(Measure.STAFF, 2, room="bodies"),
    fact(Measure.STAFF_FULL_TIME, 1, room="bodies"),
]


def proposed(edition: str, *facts: Fact) -> Proposal:
    form = editions.get(edition)
    return narrative.propose(form, facts, body="冯记沟乡人民政府", year=form.first_year)


def closed(outcome: str, n: int) -> Fact:
    return fact(Measure.REQUESTS_CLOSED, n, room="requests", outcome=outcome, applicant="business")


REQUESTS = [
    fact(Measure.REQUESTS_RECEIVED, 9, room="requests", applicant="business"),
    fact(Measure.REQUESTS_CARRIED_IN, 2, room="requests", applicant="business"),
    closed("GRANT", 4),
    closed("DENY_SECRET", 1),
    closed("DENY_PROCESS", 2),
    closed("OT_OTHER", 3),
    fact(Measure.REQUESTS_CARRIED_OUT, 1, room="requests", applicant="business"),
    fact(Measure.PROCEEDINGS, 2, room="remedies", kind="review", result="upheld"),
]


def test_the_demonstration_year_tells_the_published_counts():
    counts = proposed("2019", *TOWNSHIP).narrative_counts

    assert [(c.n, c.unit, c.channel) for c in counts] == [
        (180, "条", "盐池政府网"),
        (1100, "条", "短信平台、微信群"),
        (550, "条", "乡村宣传栏、LED显示屏"),
        (3, "条", "12345便民服务平台"),
        (10, "场次", "培训"),
        (200, "人次", "培训"),
        (2, "名", "人员"),
        (1, "名", "人员"),
    ]


def test_the_sentences_read_as_a_clerk_would_write_them():
    (section, *_) = proposed("2019", *TOWNSHIP).sections

    assert section.paragraphs == (
        "2019年，本机关在盐池政府网公开政务信息180条，通过短信平台、微信群公开政务信息1100条，"
        "通过乡村宣传栏、LED显示屏公开政务信息550条。",
        "12345便民服务平台收到群众诉求3条，均已办结。",
        "共开展脱贫富民、医疗卫生、农业农村、安全生产等各类培训10场次，接受培训人员200人次。"
        "配备政务公开工作人员2名，其中专职人员1名。",
    )


def test_every_quote_stands_in_the_text_and_every_number_is_the_sum_of_its_facts():
    for edition in ("2019", "2021"):
        proposal = proposed(edition, *TOWNSHIP, *REQUESTS)
        text = "".join(p for section in proposal.sections for p in section.paragraphs)

        for count in proposal.narrative_counts:
            assert count.quote in text
            assert count.n == total(count.facts)


def test_a_page_can_link_each_number_to_its_count():
    proposal = proposed("2021", *TOWNSHIP, *REQUESTS)
    linked = {s.position: s.text for p in proposal.paragraphs for s in p.segments if s.position}

    assert linked == {at: str(c.n) for at, c in enumerate(proposal.narrative_counts, 1)}


def test_without_facts_nothing_is_invented():
    proposal = proposed("2019")

    assert proposal.narrative_counts == ()
    assert [len(section.paragraphs) for section in proposal.sections] == [0, 1, 1, 1, 0, 0]
    assert proposal.sections[1].paragraphs == ("2019年主动公开政府信息情况见下表。",)


def test_the_edition_of_2021_shows_its_five_heads():
    (section, *_) = proposed("2021").sections

    assert section.paragraphs == (
        "（一）主动公开。",
        "（二）依申请公开。",
        "（三）政府信息管理。",
        "（四）政府信息公开平台建设。",
        "（五）监督保障。",
    )


def test_requests_are_told_by_the_groups_of_the_table():
    paragraph = proposed("2021", *REQUESTS).sections[0].paragraphs[1]

    assert paragraph == (
        "（二）依申请公开。2021年，新收政府信息公开申请9件，上年结转2件，办理政府信息公开申请10件。"
        "其中，予以公开4件，不予公开3件，其他处理3件。结转下年度继续办理1件。"
        "涉及政府信息公开的行政复议案件2件。"
    )


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_check_has_nothing_to_say_of_a_proposal(edition: str):
    form = editions.get(edition)
    facts = [*TOWNSHIP, *REQUESTS]
    proposal = proposed(edition, *facts)
    report: FilledForm = build.fill(
        form,
        facts,
        body="冯记沟乡人民政府",
        year=form.first_year,
        sections=proposal.sections,
        narrative_counts=proposal.narrative_counts,
    )

    assert check.findings(report) == ()


def test_open_tickets_are_told_apart_from_closed_ones():
    proposal = proposed(
        "2019",
        fact(Measure.HOTLINE_RECEIVED, 5, room="hotline", kind="help"),
        fact(Measure.HOTLINE_CLOSED, 3, room="hotline", kind="help"),
    )

    (paragraph,) = proposal.sections[0].paragraphs
    assert paragraph == ("12345便民服务平台收到群众诉求5条，12345便民服务平台已办结3条。")


def test_items_are_told_only_where_postings_do_not_tell_them():
    items = fact(Measure.ITEMS_PUBLISHED, 33, room="publishing", category="20.4")

    assert [c.n for c in proposed("2019", items).narrative_counts] == [33]
    both = proposed("2019", items, posted(33, "portal", "门户网站"))
    assert [c.channel for c in both.narrative_counts] == ["门户网站"]


def test_fee_income_is_told_in_section_six():
    proposal = proposed(
        "2021",
        fact(Measure.FEE_NOTICES, 1, room="requests"),
        fact(Measure.PROCESSING_FEE_INCOME, Decimal("380.00"), room="requests"),
    )

    assert proposal.sections[5].paragraphs == (
        "2021年，发出信息处理费收费通知1件，收取政府信息公开信息处理费380元。",
    )
