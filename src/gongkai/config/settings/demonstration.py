"""The demonstration on this machine: production's care, loopback only, a secret of its own."""

import os
import secrets

from gongkai.config import environment
from gongkai.config.settings.base import *  # noqa: F403 - settings modules are made by layering

DEMONSTRATION = True
DATA_FOLDER = environment.data_folder("GONGKAI_DATA", "data")


def _own_secret() -> str:
    """Return the secret kept in the data folder; the first start makes it, readable by us alone."""
    path = DATA_FOLDER / "secret-key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")


SECRET_KEY = _own_secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {
    "default": environment.database(
        environment.text("GONGKAI_DATABASE_URL", f"sqlite:///{DATA_FOLDER / 'gongkai.sqlite3'}")
    )
}
SEARCH_FOLDER = environment.data_folder("GONGKAI_SEARCH_FOLDER", str(DATA_FOLDER / "search"))
MEDIA_ROOT = DATA_FOLDER / "files"
STATIC_ROOT = DATA_FOLDER / "static"
FONT_FOLDER = environment.folder("GONGKAI_FONT_FOLDER")
TRUSTED_GATEWAYS = frozenset(environment.words("GONGKAI_TRUSTED_GATEWAYS"))
CREDENTIALS_FOLDER = environment.folder("GONGKAI_CREDENTIALS")
