"""Settings that come from the environment, each refused with a sentence where it is wrong.

Nothing here has a default that would be unsafe in production.
"""

import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

# What Django's own check of a deployment asks of a secret.
SECRET_LENGTH = 50
SECRET_VARIETY = 5
DATABASE_FORMS = "write sqlite:///path/to/file or postgresql://user:password@host/name."
HOST = re.compile(r"\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")


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
    """Return a secret of at least 50 characters, from `NAME` or from the file `NAME_FILE` names."""
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
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_VARIETY:
        raise SettingRefused(
            f"{name} has {len(value)} characters, {len(set(value))} of them different; a secret "
            f"needs at least {SECRET_LENGTH} and {SECRET_VARIETY}. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' "
            "（密钥太短或太简单，请用上面的命令生成。）"
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


def folder(name: str) -> Path | None:
    """Return a folder that must exist, None where the setting is not given."""
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    if not Path(value).is_dir():
        raise SettingRefused(f"{name} names {value}, which is not a folder.")
    return Path(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the words of a comma-separated setting."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or list(default)


def hosts(name: str) -> list[str]:
    """Return host names; addresses, ports and "any host" are refused."""
    found = words(name)
    if not found:
        raise SettingRefused(
            f"{name} is not set. Write the host names under which people reach the site, "
            "separated by commas, such as gongkai.example.gov.cn. （请设置站点域名。）"
        )
    for host in found:
        if not HOST.fullmatch(host):
            raise SettingRefused(
                f"{name} holds {host!r}; write bare host names such as gongkai.example.gov.cn, "
                "without https://, port or path, and not *. （请只写域名。）"
            )
    return found


def data_folder(name: str, default: str) -> Path:
    """Return a folder as an absolute path; it is made where it is missing."""
    path = Path(text(name, default)).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingRefused(
            f"{name} names {path}, which cannot be made: {error.strerror}. Write a folder that the "
            "account of the site may write to. （数据目录无法建立，请换一个有写权限的目录。）"
        ) from None
    return path


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgresql://user:password@host/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:])
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(parts)
    # The address itself is not repeated: it may hold a password.
    raise SettingRefused(
        f"GONGKAI_DATABASE_URL is not understood; {DATABASE_FORMS} （数据库地址写法不对。）"
    )


def mail(name: str) -> dict[str, Any]:
    """Return Django's settings for `smtps://user:password@host:port` or `smtp://…` (STARTTLS)."""
    parts = urlsplit(os.environ.get(name, "").strip())
    if not parts.scheme:
        return {}
    try:
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        port = 0
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not port:
        # The address itself is not repeated: it may hold a password.
        raise SettingRefused(
            f"{name} is not understood; write smtps://user:password@host:465 or "
            "smtp://user:password@host:587. （邮件服务器地址写法不对。）"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    if find_spec("psycopg") is None:
        raise SettingRefused(
            "GONGKAI_DATABASE_URL names PostgreSQL, whose driver is not installed. "
            "Install it with: pip install 'gongkai[postgresql]' （请安装数据库驱动。）"
        )
    try:
        port = str(parts.port or "")
    except ValueError:
        raise SettingRefused(
            f"GONGKAI_DATABASE_URL has a port that is not a number; {DATABASE_FORMS}"
        ) from None
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise SettingRefused(f"GONGKAI_DATABASE_URL names no database; {DATABASE_FORMS}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


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
