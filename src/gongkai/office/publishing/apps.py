"""主动公开: information items, documents, powers and the counts of Art. 20."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.office.publishing"
    label = "publishing"
    verbose_name = "主动公开"
