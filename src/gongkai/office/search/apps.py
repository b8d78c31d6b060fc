"""检索: finds public pages by their words."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "gongkai.office.search"
    label = "search"
    verbose_name = "检索"
