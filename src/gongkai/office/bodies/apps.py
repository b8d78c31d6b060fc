"""机关: bodies as a tree, their leading group, posts, staff and roles."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "gongkai.office.bodies"
    label = "bodies"
    verbose_name = "机关"
