"""已有报告: annual reports read from documents."""

from django.apps import AppConfig


class CollectedReportsConfig(AppConfig):
    name = "gongkai.office.collected_reports"
    label = "collected_reports"
    verbose_name = "已有报告"
