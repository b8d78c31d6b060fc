"""工作台: what is due, across the rooms; owns no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gongkai.office.desk"
    label = "desk"
    verbose_name = "工作台"
