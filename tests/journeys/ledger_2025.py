"""Two years of a township's ledger, invented by a seeded hand, and a count of it by another way.

The count reads the rows alone: it knows nothing of records, facts or forms.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

Row = dict[str, Any]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他法人或组织")
OUTCOMES = {
    "已主动公开，告知获取方式和途径": "granted",
    "予以公开": "granted",
    "部分公开": "partial",
    "属于国家秘密，不予公开": "denied_state_secret",
    "其他法律、行政法规禁止公开": "denied_other_law",
    "可能危及“三安全一稳定”，不予公开": "denied_three_safety",
    "保护第三方合法权益，不予公开": "denied_third_party",
    "属于三类内部事务信息，不予公开": "denied_internal",
    "属于四类过程性信息，不予公开": "denied_process",
    "属于行政执法案卷信息，不予公开": "denied_enforcement_file",
    "属于行政查询事项": "denied_admin_query",
    "本机关不掌握相关政府信息": "unable_not_held",
    "没有现成信息需要另行制作": "unable_needs_creation",
    "补正后申请内容仍不明确": "unable_unclear",
    "信访举报投诉类申请，不予处理": "notproc_petition",
    "重复申请，不予重复处理": "notproc_duplicate",
    "要求提供公开出版物，不予处理": "notproc_publication",
    "无正当理由大量反复申请，不予处理": "notproc_excessive",
    "要求行政机关确认或重新出具已获取信息，不予处理": "notproc_reconfirm",
    "申请人无正当理由逾期不补正，不再处理": "other_no_correction",
    "申请人逾期未按收费通知要求缴纳费用，不再处理": "other_fee_unpaid",
    "其他处理": "other_other",
}
PROCEEDINGS = {
    "行政复议": "review",
    "行政诉讼（未经复议直接起诉）": "litigation_direct",
    "行政诉讼（复议后起诉）": "litigation_after_review",
}
RESULTS = ("结果维持", "结果纠正", "其他结果")
DECISIONS = {
    "行政许可处理决定（件）": ("licensing", "decisions"),
    "行政处罚处理决定（件）": ("punishment", "decisions"),
    "行政强制处理决定（件）": ("coercion", "decisions"),
    "行政事业性收费金额（万元）": ("fees", "amount_wan"),
}
NEW_YEARS_EVE, NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)
LAST_DAY, DAY_AFTER = date(2025, 12, 31), date(2026, 1, 1)
# Received and closed on the days where one year ends and the next begins.
EDGES: tuple[tuple[date, date | None], ...] = (
    (NEW_YEARS_EVE, NEW_YEARS_EVE),
    (NEW_YEARS_EVE, NEW_YEAR),
    (NEW_YEAR, NEW_YEAR),
    (LAST_DAY, LAST_DAY),
    (LAST_DAY, DAY_AFTER),
    (date(2024, 11, 1), date(2026, 2, 3)),
    (date(2024, 11, 5), None),
    (date(2025, 12, 30), None),
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of each register, by its key; `year` None: the register spans the years."""

    requests: list[Row]
    proceedings: list[Row]
    documents: list[Row]
    counts: list[Row]

    def tables(self) -> list[tuple[str, int | None, list[Row]]]:
        """Return what is imported: book, year and rows."""
        by_year = [
            (book, year, [row for row in rows if row[dated].year == year])
            for book, dated, rows in (
                ("proceedings", "受理日期", self.proceedings),
                ("monthly_counts", "月份", self.counts),
            )
            for year in (2024, 2025)
        ]
        spanning = [("requests", None, self.requests)]
        return [*spanning, ("normative_documents", None, self.documents), *by_year]


def invent(seed: int = 2025) -> Ledger:
    """Return a ledger of 2024 and 2025 in which every kind of row occurs."""
    hand = random.Random(seed)
    requests = _requests(hand)
    return Ledger(requests, _proceedings(hand, requests), _documents(hand), _counts(hand))


def _some_day(hand: random.Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=hand.randrange(365))


def _requests(hand: random.Random) -> list[Row]:
    dates = list(EDGES)
    endings = [hand.choice(list(OUTCOMES)) for _ in dates]
    applicants = [hand.choice(APPLICANTS) for _ in dates]
    for year in (2024, 2025):
        for outcome in OUTCOMES:
            for applicant in hand.sample(APPLICANTS, 3):
                received = _some_day(hand, year)
                dates.append((received, received + timedelta(days=hand.randrange(60))))
                endings.append(outcome)
                applicants.append(applicant)
    return [
        {
            "登记编号": f"{received.year}-{number:04d}",
            "收到日期": received,
            "申请人类别": applicant,
            "申请内容": f"第{number}件：涉农补贴发放情况",
            "办理结果": outcome if closed else "",
            "办结日期": closed,
        }
        for number, ((received, closed), outcome, applicant) in enumerate(
            zip(dates, endings, applicants, strict=True), 1
        )
    ]


def _proceedings(hand: random.Random, requests: Sequence[Row]) -> list[Row]:
    rows = []
    for kind in PROCEEDINGS:
        for year in (2024, 2025):
            for _ in range(8):
                filed = _some_day(hand, year)
                is_closed = hand.random() < 0.8
                closed = min(filed + timedelta(days=hand.randrange(10, 200)), date(2026, 2, 20))
                rows.append({
                    "案件类别": kind,
                    "案号": f"青复〔{year}〕{len(rows) + 1}号",
                    "复议机关或法院": "某县人民政府",
                    "受理日期": filed,
                    "审理结果": hand.choice(RESULTS) if is_closed else "",
                    "审结日期": closed if is_closed else None,
                    "所涉申请编号": hand.choice(requests)["登记编号"],
                })  # fmt: skip
    return rows


def _documents(hand: random.Random) -> list[Row]:
    made = [date(2022, 1, 1) + timedelta(days=hand.randrange(1460)) for _ in range(24)]
    repealed = [
        on + timedelta(days=hand.randrange(30, 900)) if hand.random() < 0.4 else None for on in made
    ]
    made += [date(2023, 5, 1)] * 2
    repealed += [LAST_DAY, DAY_AFTER]
    return [
        {"标题": f"青石镇第{number}号管理办法", "种类": "行政规范性文件", "成文日期": on,
         "公开日期": on, "废止日期": until}
        for number, (on, until) in enumerate(zip(made, repealed, strict=True), 1)
    ]  # fmt: skip


def _counts(hand: random.Random) -> list[Row]:
    return [
        {
            "月份": date(year, month, 1), "统计事项": measure, "报送部门": department,
            "数量": Decimal(hand.randrange(400_000)).scaleb(-4) if "万元" in measure
            else hand.randrange(60),
            "来源系统": "政务服务平台",
        }
        for year in (2024, 2025)
        for month in range(1, 13)
        for measure in DECISIONS
        for department in ("便民服务中心", "综合执法队")
    ]  # fmt: skip


def count(ledger: Ledger, year: int) -> dict[str, dict[str, Any]]:
    """Return every figure of the three tables of a year, keyed as the exchange form keys them."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "table2": _table2(ledger, first, last),
        "table3": _table3(ledger.requests, first, last),
        "table4": _table4(ledger.proceedings, first, last),
    }


def _table2(ledger: Ledger, first: date, last: date) -> dict[str, dict[str, Any]]:
    documents = ledger.documents
    figures: dict[str, dict[str, Any]] = {
        "regulations": {"made": 0, "repealed": 0, "valid": 0},
        "normative_docs": {
            "made": sum(first <= row["成文日期"] <= last for row in documents),
            "repealed": sum(first <= (row["废止日期"] or DAY_AFTER.max) <= last
                            for row in documents),
            "valid": sum(row["成文日期"] <= last < (row["废止日期"] or DAY_AFTER.max)
                         for row in documents),
        },
    }  # fmt: skip
    for measure, (row_key, column) in DECISIONS.items():
        told = [row for row in ledger.counts if row["统计事项"] == measure]
        figures[row_key] = {column: sum(r["数量"] for r in told if first <= r["月份"] <= last)}
    return figures


def _table3(requests: Sequence[Row], first: date, last: date) -> dict[str, list[int]]:
    def line(counts: Callable[[Row], bool]) -> list[int]:
        of_each = [
            sum(counts(row) for row in requests if row["申请人类别"] == applicant)
            for applicant in APPLICANTS
        ]
        return [*of_each, sum(of_each)]

    def open_until(row: Row) -> date:
        return row["办结日期"] or date.max

    closed = {
        key: line(
            lambda row, key=key: (  # type: ignore[misc] # the key of this turn
                OUTCOMES.get(row["办理结果"]) == key and first <= open_until(row) <= last
            )
        )
        for key in OUTCOMES.values()
    }
    return {
        "new_received": line(lambda row: first <= row["收到日期"] <= last),
        "carried_in": line(lambda row: row["收到日期"] < first <= open_until(row)),
        **closed,
        "total_processed": line(lambda row: first <= open_until(row) <= last),
        "carried_out": line(lambda row: row["收到日期"] <= last < open_until(row)),
    }


def _table4(proceedings: Sequence[Row], first: date, last: date) -> dict[str, list[int]]:
    table = {}
    for kind, key in PROCEEDINGS.items():
        alive = [
            row
            for row in proceedings
            if row["案件类别"] == kind
            and row["受理日期"] <= last
            and (row["审结日期"] or date.max) >= first
        ]
        ended = [row for row in alive if (row["审结日期"] or date.max) <= last]
        by_result = [sum(row["审理结果"] == result for row in ended) for result in RESULTS]
        table[key] = [*by_result, len(alive) - len(ended), len(alive)]
    return table
