"""The record of a secrecy review (保密审查表) as it is printed and filed."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Item, ItemVersion, SecrecyReview, VerdictKind
from gongkai.office.publishing.pages import names
from gongkai.rules.gate import questions
from gongkai.rules.gate.questions import Reply
from gongkai.web.facts.story import SummaryItem
from gongkai.web.words import day, moment


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, its answer, and its legal basis."""

    question: str
    answer: str
    source: str


@dataclass(frozen=True, slots=True)
class Record:
    """A secrecy review in words."""

    body: str
    facts: tuple[SummaryItem, ...]
    answers: tuple[Answered, ...]
    conclusion: tuple[SummaryItem, ...]
    digest: str


def _day(version: ItemVersion) -> str:
    return day(version.signed_on, get_language() or "") if version.signed_on else ""


def record(item: Item, review: SecrecyReview) -> Record:
    """Return the record of one review with the questions of its day."""
    replies = {Reply.YES: _("是"), Reply.NO: _("否"), Reply.UNSURE: _("不能确定")}
    version, language = review.version, get_language() or ""
    asked = questions.asked("secrecy", on=review.reviewed_on)
    return Record(
        body=item.body.name,
        facts=(
            SummaryItem(_("标题"), version.title, is_official=True),
            SummaryItem(_("文号"), version.doc_no or _("无"), is_official=True),
            SummaryItem(_("成文日期"), _day(version)),
            SummaryItem(_("版次"), _("第%(number)s版") % {"number": version.number}),
        ),
        answers=tuple(
            Answered(
                each.gloss if names.is_english() else each.text,
                str(replies[Reply(review.answers[each.key])]) if each.key in review.answers else "",
                str(each.source),
            )
            for each in asked
        ),
        conclusion=(
            SummaryItem(_("结论"), str(VerdictKind(review.verdict).label)),
            SummaryItem(_("依据"), review.basis, is_official=True),
            SummaryItem(
                _("不公开的事由"),
                names.joined(names.ground(each) for each in review.grounds) or _("无"),
            ),
            SummaryItem(_("理由"), review.reason or _("无"), is_official=True),
            SummaryItem(_("审查人"), str(review.reviewer), is_official=True),
            SummaryItem(_("审查时间"), moment(timezone.localtime(review.at), language)),
        ),
        digest=review.digest,
    )  # fmt: skip
