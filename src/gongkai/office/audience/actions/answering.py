"""A reader's word (意见反馈): received, answered, and the answer made public by another person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.office.audience.models import Feedback, FeedbackKind, FeedbackState
from gongkai.office.publishing import scanner
from gongkai.office.publishing.models import PublicItem
from gongkai.office.records import actions as records

FOLLOWS = {
    "answer_feedback": ((FeedbackState.NEW, FeedbackState.ANSWERED), FeedbackState.ANSWERED),
    "publish_feedback": ((FeedbackState.ANSWERED,), FeedbackState.PUBLIC),
    "close_feedback": ((FeedbackState.NEW, FeedbackState.ANSWERED), FeedbackState.CLOSED),
}
NEEDS_WORDS = (FeedbackKind.MISTAKE, FeedbackKind.QUESTION, FeedbackKind.SUGGESTION)


@dataclass(frozen=True, slots=True)
class Word:
    """What a reader says: a kind, some words, and how to reach them, if they wish."""

    kind: str
    text: str = ""
    contact: str = ""


@transaction.atomic
def receive(copy: PublicItem, word: Word, *, by: Any = None, at: datetime) -> Feedback:
    """Keep a reader's word about a public item and return it. Raises ValidationError."""
    moment = records.begin(body_id=copy.body_id, at=at)
    if word.kind in NEEDS_WORDS and len(word.text.strip()) < 4:
        raise ValidationError({"text": _("请写明具体内容，至少四个字。")})
    feedback = Feedback(
        body_id=copy.body_id, item_code=copy.code, item_title=copy.title, kind=word.kind,
        text=word.text.strip(), contact=word.contact.strip(), received_at=moment,
        state=FeedbackState.NEW if word.kind in NEEDS_WORDS else FeedbackState.CLOSED,
    )  # fmt: skip
    feedback.full_clean(
        exclude=["answered_by", "answered_at", "published_by", "published_at"],
        validate_constraints=False,
    )
    feedback.save(force_insert=True)
    records.note(
        body_id=copy.body_id, by=by, at=moment, verb="receive_feedback",
        subject=records.subject_of(feedback), details={"item": copy.code, "kind": word.kind},
    )  # fmt: skip
    return feedback


@transaction.atomic
def answer(
    feedback: Feedback, *, text: str, public_text: str = "", by: Any, at: datetime
) -> Feedback:
    """Answer a reader; `public_text` is the question as it may be shown. Raises ValidationError."""
    if len(text.strip()) < 4:
        raise ValidationError({"answer": _("请写明答复内容，至少四个字。")})
    moment = records.begin(body_id=feedback.body_id, at=at)
    held = _locked(feedback)
    held.answer, held.public_text = text.strip(), public_text.strip()
    held.answered_at, held.answered_by = moment, by
    return _move(held, "answer_feedback", by=by, at=moment, answer=held.answer)


@transaction.atomic
def publish_answer(feedback: Feedback, *, by: Any, at: datetime) -> Feedback:
    """Make question and answer public beside the item.

    Raises ValidationError where the person answered it, no question for the public was written,
    or the scan finds what must not go out.
    """
    moment = records.begin(body_id=feedback.body_id, at=at)
    held = _locked(feedback)
    if held.answered_by_id == getattr(by, "pk", None):
        raise ValidationError(_("答复须由另一人审核后公开，请交分管领导或者业务审核人办理。"))
    if not held.public_text:
        raise ValidationError(_("还没有写明对外公开的问题，请先在答复中补充，隐去个人信息。"))
    found = scanner.blocking_in(
        {_("问题"): held.public_text, _("答复"): held.answer}, body=held.body, at=moment
    )
    if found:
        raise ValidationError(_("不能公开：%s") % found[0]["message"])
    held.published_at, held.published_by = moment, by
    return _move(held, "publish_feedback", by=by, at=moment)


@transaction.atomic
def close(feedback: Feedback, *, reason: str, by: Any, at: datetime) -> Feedback:
    """Close a reader's word without a public answer, with the reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写明办结情况。")})
    moment = records.begin(body_id=feedback.body_id, at=at)
    return _move(_locked(feedback), "close_feedback", by=by, at=moment, reason=reason.strip())


def _locked(feedback: Feedback) -> Feedback:
    held: Feedback = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    return held


def _move(feedback: Feedback, verb: str, *, by: Any, at: datetime, **details: Any) -> Feedback:
    before, after = FOLLOWS[verb]
    if feedback.state not in before:
        raise ValidationError(_("这条反馈已经办理过这一步，请刷新页面。"))
    feedback.state = after
    feedback.save()
    records.note(
        body_id=feedback.body_id, by=by, at=at, verb=verb,
        subject=records.subject_of(feedback), details={"item": feedback.item_code, **details},
    )  # fmt: skip
    return feedback
