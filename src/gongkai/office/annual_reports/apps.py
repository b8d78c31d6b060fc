"""年度报告: the annual report built from the ledger."""

from django.apps import AppConfig


class AnnualReportsConfig(AppConfig):
    name = "gongkai.office.annual_reports"
    label = "annual_reports"
    verbose_name = "年度报告"
