"""Which step may follow which on the way to publication, and who may not take two of them.

Source: 政府信息公开条例 Art. 17; 保守国家秘密法实施条例 Art. 42 (reviewed first, then public).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.rules import effective
from gongkai.rules.effective import Dated, Table


class Stage(StrEnum):
    """Where a version of an item stands."""

    DRAFT = "draft"  # 起草
    BUSINESS_REVIEW = "business_review"  # 待业务审核
    SECRECY_REVIEW = "secrecy_review"  # 待保密审查
    REFERRED = "referred"  # 送请确定：疑难，送主管部门或者保密行政管理部门
    CLEARED = "cleared"  # 待发布
    RELEASED = "released"  # 已批准发布，到时公开
    PUBLISHED = "published"  # 已公开
    RETURNED = "returned"  # 已退回；修改在下一版
    WITHHELD = "withheld"  # 不予公开
    DISCARDED = "discarded"  # 作废


class Step(StrEnum):
    """What a person does to a version."""

    WRITE = "write"  # 起草、修改
    SUBMIT = "submit"  # 自查并送审
    SUBMIT_URGENT = "submit_urgent"  # 自查并紧急送审
    TAKE_BACK = "take_back"  # 撤回送审
    ENDORSE = "endorse"  # 业务审核通过
    CLEAR = "clear"  # 保密审查：可以公开
    REFER = "refer"  # 保密审查：送请确定
    DETERMINE = "determine"  # 收到确定意见
    WITHHOLD = "withhold"  # 保密审查：不予公开
    SEND_BACK = "send_back"  # 退回修改
    RELEASE = "release"  # 批准发布
    OPEN = "open"  # 到时公开
    ENDORSE_AFTERWARDS = "endorse_afterwards"  # 紧急发布后的业务审核
    DISCARD = "discard"  # 作废


_NOT_YET_PUBLIC = (
    Stage.BUSINESS_REVIEW, Stage.SECRECY_REVIEW, Stage.REFERRED, Stage.CLEARED, Stage.RELEASED,
)  # fmt: skip
_FOLLOWS: dict[Step, tuple[tuple[Stage, ...], Stage]] = {
    Step.WRITE: ((Stage.DRAFT,), Stage.DRAFT),
    Step.SUBMIT: ((Stage.DRAFT,), Stage.BUSINESS_REVIEW),
    Step.SUBMIT_URGENT: ((Stage.DRAFT,), Stage.SECRECY_REVIEW),
    Step.TAKE_BACK: (_NOT_YET_PUBLIC, Stage.RETURNED),
    Step.ENDORSE: ((Stage.BUSINESS_REVIEW,), Stage.SECRECY_REVIEW),
    Step.CLEAR: ((Stage.SECRECY_REVIEW,), Stage.CLEARED),
    Step.REFER: ((Stage.SECRECY_REVIEW,), Stage.REFERRED),
    Step.DETERMINE: ((Stage.REFERRED,), Stage.SECRECY_REVIEW),
    Step.WITHHOLD: ((Stage.SECRECY_REVIEW,), Stage.WITHHELD),
    Step.SEND_BACK: (_NOT_YET_PUBLIC, Stage.RETURNED),
    Step.RELEASE: ((Stage.CLEARED,), Stage.RELEASED),
    Step.OPEN: ((Stage.RELEASED,), Stage.PUBLISHED),
    Step.ENDORSE_AFTERWARDS: ((Stage.PUBLISHED,), Stage.PUBLISHED),
    Step.DISCARD: ((Stage.DRAFT,), Stage.DISCARDED),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that a person took on a version; `person` is any name that tells people apart."""

    step: Step
    person: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step cannot be taken: a rule and a sentence in two languages."""

    rule: str
    message: str
    message_en: str


_OUT_OF_ORDER = Refusal(
    "out_of_order",
    "这一版现在不能办理这一步，请刷新页面，按页面上列出的事项办理。",
    "This version is not at that step: reload the page and take one of the steps it lists.",
)
_SAME_PERSON = Refusal(
    "same_person",
    "起草、业务审核、保密审查和发布应当分开：您已经办理过这一版的其他环节，请由另一人办理。",
    "Drafting, reviews and release are for different people: you already took a step on this "
    "version, so another person must take this one.",
)


def after(stage: Stage, step: Step) -> Stage | None:
    """Return the stage to which a step leads, None where it cannot be taken."""
    before, then = _FOLLOWS[step]
    return then if stage in before else None


def open_steps(stage: Stage) -> tuple[Step, ...]:
    """Return the steps that may be taken at a stage, in their usual order."""
    return tuple(step for step in Step if after(stage, step) is not None)


def refusal(stage: Stage, taken: Iterable[Taken], step: Step, *, by: str, on: date) -> (
    Refusal | None
):  # fmt: skip
    """Return why `by` may not take `step` on a version at `stage`; None: they may.

    `taken` are the steps taken on this version so far, writing included. Source: Regulation
    Art. 17; the pairs that need two people stand in `rules/data/gate.toml`.
    """
    if after(stage, step) is None:
        return _OUT_OF_ORDER
    own = {each.step for each in taken if each.person == by}
    return _SAME_PERSON if own & _apart_from(step, on) else None


def _apart_from(step: Step, on: date) -> set[Step]:
    pairs = _apart().on(on).value
    return {b if a == step else a for a, b in pairs if step in (a, b)}


def _apart() -> Dated[tuple[tuple[Step, Step], ...]]:
    return effective.dated("apart", effective.read_file("gate.toml")["apart"], _pairs)


def _pairs(table: Table) -> tuple[tuple[Step, Step], ...]:
    pairs = table["pairs"]
    if not isinstance(pairs, list):
        raise ValueError("`pairs` is a list of pairs of steps.")
    return tuple((Step(first), Step(second)) for first, second in pairs)
