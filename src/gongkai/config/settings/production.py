"""Production: everything that differs between places comes from the environment."""

from pathlib import Path

from gongkai.config import environment
from gongkai.config.settings.base import *  # noqa: F403 - settings modules are made by layering

SECRET_KEY = environment.secret("GONGKAI_SECRET_KEY")
ALLOWED_HOSTS = environment.words("GONGKAI_HOSTS")
if not ALLOWED_HOSTS:
    raise environment.SettingRefused(
        "GONGKAI_HOSTS is not set. Write the host names under which people reach the site, "
        "separated by commas, such as gongkai.example.gov.cn. （请设置站点域名。）"
    )
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
DATA_FOLDER = Path(environment.text("GONGKAI_DATA", "data")).absolute()
DATABASES = {
    "default": environment.database(
        environment.text("GONGKAI_DATABASE_URL", f"sqlite:///{DATA_FOLDER / 'gongkai.sqlite3'}")
    )
}
MEDIA_ROOT = DATA_FOLDER / "files"
STATIC_ROOT = DATA_FOLDER / "static"

BEHIND_HTTPS = environment.flag("GONGKAI_HTTPS", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SESSION_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
