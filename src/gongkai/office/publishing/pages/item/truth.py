"""The one line of truth above an item: what it is now, who must act, by when and why."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gongkai.office.publishing.models import Item, ItemVersion, PublicItem, Release, VersionState
from gongkai.office.publishing.pages.deadline import Today
from gongkai.rules.catalogue.publication_clock import PublicationDue
from gongkai.web.words import day, moment

_WHO: dict[str, Promise] = {
    VersionState.DRAFT: gettext_lazy("由起草人写好后自查送审"),
    VersionState.BUSINESS_REVIEW: gettext_lazy("由业务审核人审核"),
    VersionState.SECRECY_REVIEW: gettext_lazy("由保密审查员审查"),
    VersionState.REFERRED: gettext_lazy(
        "已送请主管部门或者保密行政管理部门确定，收到意见后由保密审查员登记"
    ),
    VersionState.CLEARED: gettext_lazy("由有发布权限的领导批准发布"),
}


def line(
    item: Item, version: ItemVersion, *, due: PublicationDue | None, release: Release | None,
    copy: PublicItem | None, today: Today,
) -> str:  # fmt: skip
    """Return the sentence: what the item is, who must act, by when, and why."""
    told = [_standing(item, version, copy)]
    if version.state in _WHO:
        told.append(str(_WHO[version.state]) + _by_when(due, today) + _end())
    elif version.state == VersionState.RELEASED and release is not None:
        told.append(_waits(release))
    elif version.state == VersionState.WITHHELD:
        told.append(_("应当定期评估，不再需要保密的予以公开（条例第十八条）。"))
    return (" " if _english() else "").join(each for each in told if each)


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _end() -> str:
    return "." if _english() else "。"


def _standing(item: Item, version: ItemVersion, copy: PublicItem | None) -> str:
    number, state = version.number, VersionState(version.state).label
    if copy is not None and copy.is_withdrawn and version.state == VersionState.PUBLISHED:
        return _("已于%(at)s撤下，公众只看到撤下说明。") % {"at": _local(copy.withdrawn_at)}
    if copy is not None and not copy.is_withdrawn and version.state == VersionState.PUBLISHED:
        return _("第%(number)s版自%(at)s起公开。") % {
            "number": number, "at": _local(copy.published_at),
        }  # fmt: skip
    if item.is_public:
        return _("第%(public)s版正在公开；第%(number)s版%(state)s。") % {
            "public": item.public_version.number if item.public_version else "",
            "number": number, "state": state,
        }  # fmt: skip
    return _("第%(number)s版%(state)s，尚未公开。") % {"number": number, "state": state}


def _by_when(due: PublicationDue | None, today: Today) -> str:
    if due is None:
        return _("，成文日期未填，公开期限不能计算")
    words = {"on": day(due.due_on, get_language() or "")}
    if due.due_on < today.on:
        return _("；应当在%(on)s前公开，已经逾期，请尽快办理（条例第二十六条）") % words
    return _("，应当在%(on)s前公开（条例第二十六条）") % words


def _waits(release: Release) -> str:
    if release.stopped_because:
        return _("没有按时公开：%(why)s") % {"why": release.stopped_because}
    return _("将在%(at)s自动公开，无需再办理。") % {"at": _local(release.publish_at)}


def _local(at: object) -> str:
    return moment(timezone.localtime(at), get_language() or "")  # type: ignore[arg-type] # a moment
