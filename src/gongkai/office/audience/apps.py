"""公众互动: feedback, subscriptions and reach."""

from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "gongkai.office.audience"
    label = "audience"
    verbose_name = "公众互动"
