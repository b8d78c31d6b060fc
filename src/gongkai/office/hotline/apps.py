"""12345热线: tickets of the 12345 hotline."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "gongkai.office.hotline"
    label = "hotline"
    verbose_name = "12345热线"
