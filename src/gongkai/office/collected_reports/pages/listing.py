"""The list of collected reports and the page of a batch, as tables of words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.office.collected_reports.models import BatchFile, CollectedReport
from gongkai.office.collected_reports.pages.look import state_tag
from gongkai.web.facts.parts import Link, Tag
from gongkai.web.facts.tables import Cell, Column, DataTable, Empty, Row


def reports_table(found: Iterable[CollectedReport], code: str, *, upload: Link | None) -> DataTable:
    """Return collected reports as a table."""
    return DataTable(
        caption=_("已有报告"),
        columns=(
            Column(_("机关"), "main"), Column(_("年度"), "fixed"), Column(_("状态"), "fixed"),
            Column(_("未读出"), "figure"), Column(_("数字不符"), "figure"),
            Column(_("请核对"), "figure"), Column(_("原件")),
        ),
        rows=tuple(_report(each, code) for each in found),
        empty=Empty(
            _("没有符合条件的报告。"), _("读取一份已有的报告，核对后保存在这里。"), upload
        ),
    )  # fmt: skip


def _report(report: CollectedReport, code: str) -> Row:
    return Row((
        Cell(report.about_name or _("机关未定"), kind="main",
             url=reverse("collected_reports:look", args=[code, report.key]),
             lang="zh-CN" if report.about_name else ""),
        Cell(str(report.year or "—"), kind="fixed"),
        Cell(kind="fixed", tag=state_tag(report)),
        Cell(str(report.open_count), kind="figure"),
        Cell(str(report.error_count), kind="figure"),
        Cell(str(report.doubt_count), kind="figure"),
        Cell(report.source.name, lang="zxx"),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """How far a batch has come, in figures and words."""

    clean: int
    look: int
    failed: int
    waiting: int
    total: int
    table: DataTable

    @property
    def is_done(self) -> bool:
        """Whether every file was read or refused."""
        return self.waiting == 0

    @property
    def done(self) -> int:
        """How many files were read or refused."""
        return self.total - self.waiting


def batch(files: Iterable[BatchFile], code: str) -> BatchFacts:
    """Return what became of the files of a batch, those that ask for something first."""
    told = list(files)
    kinds = [_kind(each) for each in told]
    order = sorted(range(len(told)), key=lambda at: (_ORDER[kinds[at]], told[at].position))
    table = DataTable(
        caption=_("这一批文件"),
        columns=(
            Column(_("文件"), "main"), Column(_("结果"), "fixed"), Column(_("机关和年度")),
            Column(_("说明")),
        ),
        rows=tuple(_file(told[at], kinds[at], code) for at in order),
        empty=Empty(_("这一批没有文件。")),
        is_still=True,
    )  # fmt: skip
    return BatchFacts(
        clean=kinds.count("clean"),
        look=kinds.count("look"),
        failed=kinds.count("failed"),
        waiting=kinds.count("waiting") + kinds.count("reading"),
        total=len(told),
        table=table,
    )


_ORDER = {"failed": 0, "look": 1, "reading": 2, "waiting": 3, "clean": 4}


def _kind(file: BatchFile) -> str:
    if file.refusal:
        return "failed"
    if file.report is not None:
        return "look" if file.report.is_open and file.report.needs_look else "clean"
    return "reading" if file.begun_at else "waiting"


def _tag(kind: str) -> Tag:
    return {
        "failed": Tag(_("没有读出"), "bad", "error"),
        "look": Tag(_("需要核对"), "attention", "eye"),
        "clean": Tag(_("已读出"), "good", "check"),
        "reading": Tag(_("正在读取"), "active", "clock"),
        "waiting": Tag(_("等待读取"), "plain", "pause"),
    }[kind]


def _file(file: BatchFile, kind: str, code: str) -> Row:
    report = file.report
    url = reverse("collected_reports:look", args=[code, report.key]) if report else ""
    return Row((
        Cell(file.name, kind="main", url=url, lang="zxx"),
        Cell(kind="fixed", tag=_tag(kind)),
        Cell(f"{report.about_name} {report.year or ''}" if report else "", lang="zh-CN"),
        Cell(under=_what(file)),
    ))  # fmt: skip


def _what(file: BatchFile) -> str:
    english = (get_language() or "").startswith("en")
    if file.refusal:
        return file.refusal_en if english else file.refusal
    report = file.report
    if report is None:
        return ""
    told = [_("此前已读取过同一文件。")] if file.is_repeat else []
    if not report.is_named:
        told.append(_("机关或年度未读出。"))
    counts = [
        (report.open_count, _("未读出%(count)s格")),
        (report.error_count, _("数字不符%(count)s处")),
        (report.doubt_count, _("请核对%(count)s处")),
    ]
    said = [words % {"count": count} for count, words in counts if count]
    joint = ", " if english else "，"
    end = "." if english else "。"
    if said:
        told.append(joint.join(said) + end)
    return "".join(told) or _("表内数字相符。")
