"""依申请公开: disclosure requests from receipt to reply."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gongkai.office.requests"
    label = "requests"
    verbose_name = "依申请公开"
