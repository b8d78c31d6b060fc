"""Development: the demonstration with DEBUG on and templates read anew. Never on a network."""

from gongkai.config.settings.demonstration import *  # noqa: F403 - layering

DEBUG = True
STORAGES = {
    **STORAGES,  # noqa: F405 - from the star above
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
