"""复议诉讼: reconsideration and litigation over disclosure."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "gongkai.office.remedies"
    label = "remedies"
    verbose_name = "复议诉讼"
