"""解读培训: training and interpretation of policy."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "gongkai.office.outreach"
    label = "outreach"
    verbose_name = "解读培训"
