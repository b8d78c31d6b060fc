"""What the reviewers are asked (审查事项) and what their answers allow.

The answers are people's; only whether they fit the verdict is judged here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Literal

from gongkai.rules import effective, sources
from gongkai.rules.gate.steps import Refusal
from gongkai.rules.sources import Source

Part = Literal["self_check", "business", "secrecy"]
SHORTEST_REASON = 5


class Reply(StrEnum):
    """An answer to a question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Verdict(StrEnum):
    """What the secrecy review finds (保密审查结论)."""

    PUBLISH = "publish"  # 可以公开
    REFER = "refer"  # 不能确定，送请确定
    WITHHOLD = "withhold"  # 不予公开


class Weight(StrEnum):
    """What a "yes" to a question of the secrecy review means."""

    FORBIDS = "forbids"
    REASON = "reason"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its gloss in English and its legal basis.

    `weight` and `ground` are of the secrecy review alone: what a "yes" means, and the ground on
    which the information would be withheld.
    """

    key: str
    text: str
    gloss: str
    source: Source
    weight: Weight | None = None
    ground: str = ""


@cache
def _all(part: Part) -> tuple[tuple[date, Question], ...]:
    rows = effective.read_file("gate.toml")[part]
    if not isinstance(rows, list):
        raise effective.UnreadableData(f"{part} is not an array of tables.")
    return tuple((row["from"], _question(row)) for row in rows)


def _question(row: Mapping[str, str]) -> Question:
    return Question(
        row["key"], row["text"], row["gloss"], sources.from_table(row["source"]),
        Weight(row["yes"]) if "yes" in row else None, row.get("ground", ""),
    )  # fmt: skip


def asked(part: Part, *, on: date) -> tuple[Question, ...]:
    """Return the questions of a part of the review that are asked on a day.

    Source: Regulation Art. 17 (the body sets its procedure); per question in the data.
    """
    newest: dict[str, Question] = {}
    for from_on, question in _all(part):
        if from_on <= on:
            newest[question.key] = question
    return tuple(newest.values())


_UNANSWERED = Refusal(
    "unanswered",
    "还有审查事项没有回答，请逐项回答。",
    "Not every question was answered: answer each one.",
)
_NOT_YET = Refusal(
    "not_yet",
    "有审查事项没有做到，不能送出。请先改好，或者退回修改并写明原因。",
    "A point is not met, so it cannot go on: put it right, or send it back with the reason.",
)
_FORBIDDEN = Refusal(
    "forbidden",
    "回答说明含有依法不得公开的内容，结论不能是“可以公开”。请退回修改，或者决定不予公开。",
    "By the answers it holds what may not be made public, so the verdict cannot be to publish. "
    "Send it back, or decide to withhold it.",
)
_UNSURE = Refusal(
    "unsure",
    "有事项不能确定，结论不能是“可以公开”。请送请主管部门或者保密行政管理部门确定（条例第十七条）。",
    "A point is unsure, so the verdict cannot be to publish: refer it to the competent authority "
    "or the secrecy administration (Regulation Art. 17).",
)
_NO_REASON = Refusal(
    "no_reason",
    "涉及第三方权益仍要公开，请写明理由：第三方同意，或者不公开会对公共利益造成重大影响（条例第十五条）。",
    "It touches a third party's interests: say why it is published all the same — consent, or "
    "serious harm to the public interest otherwise (Regulation Art. 15).",
)
_NO_GROUND = Refusal(
    "no_ground",
    "不予公开应当有依据：请至少有一项回答为“是”，并写明理由。",
    "Withholding needs a ground: answer at least one question with yes, and give the reason.",
)


def unmet(part: Part, answers: Mapping[str, str], *, on: date) -> Refusal | None:
    """Return why a self-check or a business review cannot pass; None: every point is met."""
    questions = asked(part, on=on)
    if any(answers.get(each.key) not in set(Reply) for each in questions):
        return _UNANSWERED
    met = all(answers[each.key] == Reply.YES for each in questions)
    return None if met else _NOT_YET


def misfit(
    answers: Mapping[str, str], verdict: Verdict, *, reason: str, on: date
) -> Refusal | None:
    """Return why a verdict of the secrecy review does not fit its answers; None: it does.

    Source: Regulation Art. 14 (must not), 15 (not without consent or major public interest), 16
    (may be withheld), 17 ¶3 (in doubt, refer).
    """
    questions = asked("secrecy", on=on)
    if any(answers.get(each.key) not in set(Reply) for each in questions):
        return _UNANSWERED
    has_reason = len(reason.strip()) >= SHORTEST_REASON
    said_yes = {each.weight for each in questions if answers[each.key] == Reply.YES}
    if verdict == Verdict.WITHHOLD:
        return None if said_yes and has_reason else _NO_GROUND
    if verdict == Verdict.REFER:
        return None
    if Weight.FORBIDS in said_yes:
        return _FORBIDDEN
    if any(answers[each.key] == Reply.UNSURE for each in questions):
        return _UNSURE
    if Weight.REASON in said_yes and not has_reason:
        return _NO_REASON
    return None


def grounds(answers: Mapping[str, str], *, on: date) -> tuple[str, ...]:
    """Return the grounds that the answers give for withholding, each once (Art. 14 to 16)."""
    given = [each.ground for each in asked("secrecy", on=on) if answers.get(each.key) == Reply.YES]
    return tuple(dict.fromkeys(given))


def months_to_reassessment(*, on: date) -> int:
    """Return after how many months withheld information is looked at again (Art. 18)."""
    rows = effective.read_file("gate.toml")["reassessment"]
    return (
        effective.dated("reassessment", rows, lambda table: int(str(table["months"]))).on(on).value
    )


def afterwards_working_days(*, on: date) -> int:
    """Return within how many working days an urgent item gets its business review."""
    rows = effective.read_file("gate.toml")["urgent"]
    read = effective.dated("urgent", rows, lambda table: int(str(table["afterwards_working_days"])))
    return read.on(on).value
