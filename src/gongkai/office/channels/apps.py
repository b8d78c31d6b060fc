"""公开渠道: where a body publishes, and what was posted there."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "gongkai.office.channels"
    label = "channels"
    verbose_name = "公开渠道"
