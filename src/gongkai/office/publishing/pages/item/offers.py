"""What may be done next with an item, and nothing else: as buttons, or as words why not by you.

Order and persons are `rules.gate.steps`'s judgement, permissions `duties`'; here they meet.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.permissions import Permission
from gongkai.office.bodies.queries import Standing
from gongkai.office.publishing import duties
from gongkai.office.publishing.actions import moving
from gongkai.office.publishing.models import Item, ItemVersion
from gongkai.office.publishing.pages.names import is_english
from gongkai.rules.gate import steps
from gongkai.rules.gate.steps import Stage, Step, Taken
from gongkai.web.facts.parts import Link


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as a page offers it: the page that takes it, its verb, how loud its button is."""

    page: str
    verb: Promise
    kind: str = ""
    icon: str = ""


_STEPS: dict[Step, Offered] = {
    Step.WRITE: Offered("edit", _("修改"), "secondary", "edit"),
    Step.SUBMIT: Offered("submit", _("自查并送审"), "", "forward"),
    Step.ENDORSE: Offered("endorse", _("业务审核"), "", "check"),
    Step.CLEAR: Offered("secrecy", _("保密审查"), "", "lock"),
    Step.DETERMINE: Offered("determine", _("登记确定意见"), "", "mail"),
    Step.RELEASE: Offered("release", _("批准发布"), "", "publish"),
    Step.ENDORSE_AFTERWARDS: Offered("afterwards", _("补办业务审核"), "", "check"),
    Step.SEND_BACK: Offered("send_back", _("退回修改"), "secondary", "return"),
    Step.TAKE_BACK: Offered("take_back", _("撤回送审"), "secondary", "back"),
    Step.SUBMIT_URGENT: Offered("submit_urgent", _("紧急送审"), "secondary", "warning"),
    Step.DISCARD: Offered("discard", _("作废"), "quiet", "cross"),
}
# Not a step of the gate: what was released already is opened after all.
_RETRY = Offered("retry_release", _("重新公开"), "", "publish")
# What is withheld becomes a draft again through its reassessment alone.
_CLOSED = (Stage.PUBLISHED, Stage.RETURNED, Stage.DISCARDED)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the item: the people in whose place they act come with them."""

    staff: Any
    permissions: Collection[Permission]
    on: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class NotYou:
    """A step that is open but not for this person, and why."""

    verb: str
    why: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What the page offers: buttons for the steps of the gate, links beside it, and refusals."""

    steps: tuple[Link, ...]
    besides: tuple[Link, ...]
    not_you: tuple[NotYou, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do and nothing to explain."""
        return not (self.steps or self.besides or self.not_you)


def offers(
    item: Item, version: ItemVersion, taken: Collection[Taken], viewer: Viewer, *,
    owes_afterwards: bool, is_stopped: bool = False,
) -> Offers:  # fmt: skip
    """Return what this person may do with an item whose newest version stands as given."""
    stage = Stage(version.state)
    buttons, refused = [], []
    if is_stopped and duties.may(Step.RELEASE, Stage.CLEARED, viewer.permissions):
        why = refusal(Stage.CLEARED, taken, Step.RELEASE, viewer)
        if why:
            refused.append(NotYou(str(_RETRY.verb), why))
        else:
            buttons.append(_link(item, _RETRY))
    for step, shown in _STEPS.items():
        if steps.after(stage, step) is None or not duties.may(step, stage, viewer.permissions):
            continue
        if step is Step.ENDORSE_AFTERWARDS and not owes_afterwards:
            continue
        if step is Step.TAKE_BACK and not _wrote(taken, viewer):
            continue
        why = refusal(stage, taken, step, viewer)
        if why:
            refused.append(NotYou(str(shown.verb), why))
        else:
            buttons.append(_link(item, shown))
    return Offers(tuple(buttons), tuple(_besides(item, version, viewer)), tuple(refused))


def refusal(stage: Stage, taken: Collection[Taken], step: Step, viewer: Viewer) -> str:
    """Return why this person may not take a step, in a sentence; empty: they may."""
    found = steps.refusal(stage, taken, step, by=str(viewer.staff.pk), on=viewer.on)
    if found is not None:
        return found.message_en if is_english() else found.message
    absent = viewer.standing.acts_for(duties.asked_for(step, stage))
    if absent and steps.refusal(stage, taken, step, by=str(absent.pk), on=viewer.on):
        return moving.refusal_of_deputy(absent)
    return ""


def _wrote(taken: Collection[Taken], viewer: Viewer) -> bool:
    own = str(viewer.staff.pk)
    return any(each.step is Step.WRITE and each.person == own for each in taken)


def _link(item: Item, shown: Offered) -> Link:
    return Link(
        str(shown.verb), _url(item, shown.page), icon=shown.icon, kind=shown.kind,  # type: ignore[arg-type] # kinds of buttons
    )  # fmt: skip


def _url(item: Item, page: str) -> str:
    return reverse(f"publishing:{page}", args=[item.body.code, item.code])


def _besides(item: Item, version: ItemVersion, viewer: Viewer) -> Iterator[Link]:
    may = viewer.permissions
    if Stage(version.state) in _CLOSED and Permission.WRITE in may:
        yield Link(str(_("修订为新的一版")), _url(item, "revise"), "edit", "secondary")
    if item.is_public:
        if Permission.RELEASE in may:
            yield Link(str(_("标注有效性")), _url(item, "validity"), "book", "secondary")
        if Permission.WRITE in may or Permission.RELEASE in may:
            yield Link(str(_("撤下")), _url(item, "withdraw"), "remove", "danger")
    if item.index_no and not item.is_public and {Permission.WRITE, Permission.RELEASE} & set(may):
        yield Link(str(_("隐去标题")), _url(item, "hide_title"), "remove", "quiet")
    if Permission.WRITE in may:
        yield Link(str(_("关联解读或文件")), _url(item, "link"), "link", "quiet")
        copied = f"{reverse('publishing:new', args=[item.body.code])}?from={item.code}"
        yield Link(str(_("复制为新信息")), copied, "add", "quiet")
