"""记录: the audit trail and the way every record of the office is kept."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gongkai.office.records"
    label = "records"
    verbose_name = "记录"
