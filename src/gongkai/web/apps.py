"""Registers the look with Django, so that its templates, tags and static files are found."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gongkai.web"
    label = "web"
    verbose_name = "gongkai: the look"
