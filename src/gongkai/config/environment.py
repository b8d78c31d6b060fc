"""Settings that come from the environment, each refused with a sentence where it is wrong.

Nothing here has a default that would be unsafe in production.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class SettingRefused(SystemExit):
    """A setting is missing or wrong. The message says which one and what to write."""

    def __init__(self, message: str) -> None:
        super().__init__(f"gongkai: {message}")


def text(name: str, default: str | None = None) -> str:
    """Return a setting. Raises SettingRefused where it is missing and has no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise SettingRefused(
            f"{name} is not set. Set it in the environment before the start; "
            "docs/howto/production.md lists every setting. "
            f"（环境变量 {name} 未设置，请先设置再启动。）"
        )
    return default


def secret(name: str) -> str:
    """Return a secret of at least 32 characters, from `NAME` or from the file `NAME_FILE` names."""
    path = os.environ.get(f"{name}_FILE", "").strip()
    if path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingRefused(
                f"{name}_FILE names {path}, which cannot be read: {error}."
            ) from None
    else:
        value = text(name)
    if len(value) < 32:
        raise SettingRefused(
            f"{name} has {len(value)} characters; a secret needs at least 32. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a yes or no: 1/true/yes/on, 0/false/no/off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingRefused(f"{name} is {value!r}; write yes or no.")


def number(name: str, default: int) -> int:
    """Return a whole number."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal():
        raise SettingRefused(f"{name} is {value!r}; write a whole number.")
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the words of a comma-separated setting."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or list(default)


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgresql://user:password@host/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:])
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise SettingRefused(
        f"GONGKAI_DATABASE_URL begins with {parts.scheme or url!r}; "
        "write sqlite:///path/to/file or postgresql://user:password@host/name."
    )


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path or ":memory:",
        "OPTIONS": {
            # Writers queue at once instead of failing when a read turns into a write.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA busy_timeout=20000; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
