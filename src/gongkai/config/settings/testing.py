"""Tests: quick passwords, files in memory, SQLite or what GONGKAI_TEST_DATABASE_URL names."""

from gongkai.config import environment
from gongkai.config.settings.base import *  # noqa: F403 - settings modules are made by layering

SECRET_KEY = "for tests only; no place that keeps data starts with these settings"  # noqa: S105 - no secret
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {
    "default": environment.database(environment.text("GONGKAI_TEST_DATABASE_URL", "sqlite://"))
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
DEMONSTRATION = False
STYLE_GUIDE = True
# Tests say themselves when a waiting file is read.
READ_IN_BACKGROUND = False
WORK_IN_BACKGROUND = False
