"""The one door through which a version moves (办理一步), and what every step leaves behind.

Order and persons are judged by `rules.gate.steps`; the row of the step and the audit entry are
written together with the state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.bodies import queries as bodies
from gongkai.office.publishing import content, duties
from gongkai.office.publishing.models import ItemVersion, VersionStep
from gongkai.office.records import actions as records
from gongkai.office.records import turns
from gongkai.office.records.actions import EditedMeanwhile
from gongkai.rules.gate import steps
from gongkai.rules.gate.steps import Refusal, Stage, Step, Taken

# Reviews and the release speak of the content that was submitted; the other steps mend or end it.
_NEEDS_WHAT_WAS_SUBMITTED = {
    Step.ENDORSE, Step.CLEAR, Step.REFER, Step.DETERMINE, Step.WITHHOLD, Step.RELEASE, Step.OPEN,
    Step.ENDORSE_AFTERWARDS,
}  # fmt: skip


# What the audit trail calls a step; the annual report has a submission of its own.
VERBS = {
    Step.WRITE: "write_item", Step.SUBMIT: "submit_item", Step.SUBMIT_URGENT: "submit_urgent_item",
    Step.TAKE_BACK: "take_back_item", Step.ENDORSE: "endorse_item", Step.CLEAR: "clear_item",
    Step.REFER: "refer_item", Step.DETERMINE: "determine_item", Step.WITHHOLD: "withhold_item",
    Step.SEND_BACK: "send_back_item", Step.RELEASE: "release_item", Step.OPEN: "open_item",
    Step.ENDORSE_AFTERWARDS: "endorse_item_afterwards", Step.DISCARD: "discard_item",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said with a step: answers to questions, and a note."""

    answers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def locked(version: ItemVersion) -> ItemVersion:
    """Return the version as it stands, held until the transaction ends.

    The turn of the body is taken first, always: whoever held a version and then waited for the
    turn would stand in the way of whoever has the turn and waits for the version.
    """
    turns.take(body_id=version.body_id)
    held: ItemVersion = ItemVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    return held


def refuse(why: Refusal | None) -> None:
    """Raise ValidationError with the sentence of a refusal, in the reader's language."""
    if why is not None:
        is_english = (get_language() or "").startswith("en")
        raise ValidationError(why.message_en if is_english else why.message, code=why.rule)


def taken_on(version: ItemVersion) -> list[Taken]:
    """Return the steps taken on a version, by whom, and who wrote the versions it grew from.

    What was public before was reviewed by others; its writers are free again.
    """
    own = VersionStep.objects.filter(version=version)
    last_public = version.item.versions.filter(
        state=Stage.PUBLISHED.value, number__lt=version.number
    ).aggregate(last=Max("number"))["last"]
    grown_from = VersionStep.objects.filter(
        version__item_id=version.item_id, version__number__lt=version.number,
        version__number__gt=last_public or 0, step=Step.WRITE.value,
    )  # fmt: skip
    told = ("step", "by_id", "on_behalf_of_id")
    rows = [*own.values_list(*told), *grown_from.values_list(*told)]
    # What a deputy did, the person they stood in for did as well.
    return [
        Taken(Step(step), str(person))
        for step, by, absent in rows
        for person in ([by] if absent is None else [by, absent])
    ]


def check(
    version: ItemVersion, step: Step, *, by: Any, at: datetime, stage: Stage | None = None
) -> None:
    """Raise ValidationError where this person may not take this step on this version now.

    With `stage`: where they could not have taken it when the version stood there.
    """
    if by is None and step != Step.OPEN:
        raise ValidationError(_("审查和发布须由工作人员本人办理，系统不能代办。"))
    today, stage = timezone.localdate(at), stage or Stage(version.state)
    taken = taken_on(version)
    refuse(steps.refusal(stage, taken, step, by=str(getattr(by, "pk", None)), on=today))
    absent = stands_in_for(version, step, by=by, at=at)
    if absent is not None and steps.refusal(stage, taken, step, by=str(absent.pk), on=today):
        raise ValidationError(refusal_of_deputy(absent), code="same_person")


def stands_in_for(version: ItemVersion, step: Step, *, by: Any, at: datetime) -> Any:
    """Return in whose place somebody takes a step; None: in their own name."""
    if by is None:
        return None
    standing = bodies.standing_in(staff=by, body_id=version.body_id, on=timezone.localdate(at))
    return standing.acts_for(duties.ever_asked_for(step))


def refusal_of_deputy(absent: Any) -> str:
    """Return why a deputy may not do what the one they stand in for may not."""
    return _("%(who)s办理过这一版的其他环节，代理人同样不能办理这一步，请由另一人办理。") % {
        "who": absent
    }


def unchanged(version: ItemVersion) -> None:
    """Raise EditedMeanwhile where the content is no longer what was submitted."""
    if not version.digest or content.digest_of(version) != version.digest:
        raise EditedMeanwhile(_("这一版的内容与送审时不一致，不能继续办理。请退回修改后重新送审。"))


def move(version: ItemVersion, step: Step, said: Said, *, by: Any, at: datetime) -> VersionStep:
    """Take a step: check it, set the state, write the row and the audit entry; return the row.

    Raises ValidationError where the step cannot be taken. Must run inside a transaction.
    """
    moment = records.begin(body_id=version.body_id, at=at)
    check(version, step, by=by, at=moment)
    if step in _NEEDS_WHAT_WAS_SUBMITTED:
        unchanged(version)
    then = steps.after(Stage(version.state), step)
    version.state = str(then)
    version.save()
    return noted(version, step, said, by=by, at=moment)


def noted(version: ItemVersion, step: Step, said: Said, *, by: Any, at: datetime) -> VersionStep:
    """Write the row of a step and its audit entry."""
    row = VersionStep(
        body_id=version.body_id, version=version, step=step.value, at=at, by=by,
        answers=dict(said.answers), note=said.note.strip(), digest=version.digest,
        on_behalf_of=stands_in_for(version, step, by=by, at=at),
    )  # fmt: skip
    row.save(force_insert=True)
    records.note(
        body_id=version.body_id, by=by, at=at, verb=VERBS[step],
        subject=f"publishing.item:{version.item.code}",
        details={
            "version": version.number, "state": version.state, "digest": version.digest,
            "answers": dict(said.answers), "note": said.note.strip(),
            **({"on_behalf_of": row.on_behalf_of.username} if row.on_behalf_of else {}),
        },
    )  # fmt: skip
    return row


def need(reason: str) -> str:
    """Return a reason without its margins. Raises ValidationError where there is none."""
    if not reason.strip():
        raise ValidationError({"reason": _("请写明理由，理由将随这条信息保存。")})
    return reason.strip()
