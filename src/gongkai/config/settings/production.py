"""Production: everything that differs between places comes from the environment."""

from gongkai.config import environment
from gongkai.config.settings.base import *  # noqa: F403 - settings modules are made by layering

SECRET_KEY = environment.secret("GONGKAI_SECRET_KEY")
ALLOWED_HOSTS = environment.hosts("GONGKAI_HOSTS")
DATA_FOLDER = environment.data_folder("GONGKAI_DATA", "data")
DATABASES = {
    "default": environment.database(
        environment.text("GONGKAI_DATABASE_URL", f"sqlite:///{DATA_FOLDER / 'gongkai.sqlite3'}")
    )
}
if DATABASES["default"]["NAME"] == ":memory:":
    raise environment.SettingRefused(
        "GONGKAI_DATABASE_URL names no file, so that nothing would be kept; "
        f"{environment.DATABASE_FORMS} （数据库地址没有写明文件，数据将无法保存。）"
    )
SEARCH_FOLDER = environment.data_folder("GONGKAI_SEARCH_FOLDER", str(DATA_FOLDER / "search"))
MEDIA_ROOT = DATA_FOLDER / "files"
STATIC_ROOT = DATA_FOLDER / "static"

BEHIND_HTTPS = environment.flag("GONGKAI_HTTPS", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SESSION_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
# The site speaks for its own host; whether its subdomains have https is not ours to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

TRUSTED_PROXY_COUNT = environment.number("GONGKAI_PROXIES", 0)
REQUIRE_SECOND_FACTOR = environment.flag("GONGKAI_REQUIRE_SECOND_FACTOR", default=False)

# The cache counts attempts: one process counts in memory, several count together in a table.
if environment.flag("GONGKAI_SHARED_CACHE", default=False):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "gongkai_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
FONT_FOLDER = environment.folder("GONGKAI_FONT_FOLDER")
# Other processes do the background work (`gongkai work`) where this says no.
WORK_IN_BACKGROUND = environment.flag("GONGKAI_WORKER", default=True)
PUBLIC_ADDRESS = environment.text("GONGKAI_PUBLIC_ADDRESS", "").rstrip("/")
TRUSTED_GATEWAYS = frozenset(environment.words("GONGKAI_TRUSTED_GATEWAYS"))
CREDENTIALS_FOLDER = environment.folder("GONGKAI_CREDENTIALS")
# Letters to readers and subscribers; without a server they go to the log and to nobody.
globals().update(environment.mail("GONGKAI_MAIL_URL"))
DEFAULT_FROM_EMAIL = environment.text("GONGKAI_MAIL_FROM", "gongkai@localhost")
