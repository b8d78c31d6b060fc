"""The one way out (对外调用): HTTPS to hosts on the public net, in bounded time and size.

Private addresses are refused unless the installation trusts the host by name; a redirect is
never followed. Above all it tells a call that certainly did not go out from one that may have.
"""

import contextlib
import hashlib
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

CONNECT_SECONDS: Final = 5.0
TOTAL_SECONDS: Final = 20.0
MOST_ANSWER_BYTES: Final = 1024 * 1024


class NotSent(Exception):
    """Certainly nothing went out: the call was refused here, or nobody answered the door."""


class Unanswered(Exception):
    """The call went out and no whole answer came back: it may have been carried out."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered: status, bytes, and their digest."""

    status: int
    body: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the answer."""
        return hashlib.sha256(self.body).hexdigest()

    def json(self) -> dict[str, Any] | None:
        """Return the object answered, None where it is none."""
        try:
            said = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return said if isinstance(said, dict) else None


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much."""

    connect_seconds: float = CONNECT_SECONDS
    total_seconds: float = TOTAL_SECONDS
    answer_bytes: int = MOST_ANSWER_BYTES


def call(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Reply:
    """Make one call and return the reply. Raises NotSent or Unanswered, nothing else."""
    bounds = limits or Limits()
    parts = _judged(url)
    target = (parts.path or "/") + _query(parts, query)
    opened = _open(parts, bounds)
    is_late = threading.Event()
    late = threading.Timer(bounds.total_seconds, _hang_up, [opened, is_late])
    late.daemon = True
    late.start()
    try:
        made = _Call(method, target, body, dict(headers or {}))
        return _exchange(opened, parts, made, bounds, is_late)
    finally:
        late.cancel()
        with contextlib.suppress(OSError):
            opened.close()


def _judged(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise NotSent(_("接口地址“%(url)s”不是有效的网址。") % {"url": url}) from error
    if not host or parts.username is not None or parts.scheme not in ("http", "https"):
        raise NotSent(_("接口地址“%(url)s”不是有效的网址。") % {"url": url})
    if parts.scheme == "http" and not _is_trusted(parts):
        raise NotSent(
            _("接口地址“%(url)s”不是加密连接。请改用 https，或由系统管理员将该主机列为可信网关。")
            % {"url": url}
        )
    return parts


def _is_trusted(parts: SplitResult) -> bool:
    host = (parts.hostname or "").lower()
    return host in settings.TRUSTED_GATEWAYS or f"{host}:{parts.port}" in settings.TRUSTED_GATEWAYS


def _query(parts: SplitResult, query: Mapping[str, str] | None) -> str:
    both = "&".join(each for each in (parts.query, urlencode(query or {})) if each)
    return f"?{both}" if both else ""


def _open(parts: SplitResult, bounds: Limits) -> socket.socket:
    """Connect to an address that was looked at, so that a name cannot change its mind."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(_("找不到主机“%(host)s”。") % {"host": parts.hostname}) from error
    addresses = [str(each[4][0]) for each in found]
    if not _is_trusted(parts) and not all(_is_public(each) for each in addresses):
        raise NotSent(
            _("主机“%(host)s”位于内部网络，未列为可信网关，不予连接。") % {"host": parts.hostname}
        )
    try:
        plain = socket.create_connection((addresses[0], port), timeout=bounds.connect_seconds)
    except OSError as error:
        raise NotSent(_("连接不上主机“%(host)s”。") % {"host": parts.hostname}) from error
    if parts.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
    except OSError as error:
        plain.close()
        raise NotSent(
            _("与主机“%(host)s”不能建立可信的加密连接。") % {"host": parts.hostname}
        ) from error


def _is_public(address: str) -> bool:
    told = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(told, "ipv4_mapped", None) or getattr(told, "sixtofour", None) or told
    return bool(inner.is_global and not inner.is_multicast)


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    target: str
    body: bytes
    headers: dict[str, str]


def _exchange(
    opened: socket.socket, parts: SplitResult, made: _Call, bounds: Limits,
    is_late: threading.Event,
) -> Reply:  # fmt: skip
    opened.settimeout(bounds.total_seconds)
    talk = http.client.HTTPConnection(parts.netloc, timeout=bounds.total_seconds)
    talk.sock = opened
    headers = {"User-Agent": "gongkai", "Accept": "application/json", **made.headers}
    try:
        talk.request(
            made.method, made.target, body=made.body or None,
            headers={**headers, "Connection": "close"},
        )  # fmt: skip
        answer = talk.getresponse()
        data = answer.read(bounds.answer_bytes + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unanswered(
            _("主机“%(host)s”没有给出完整答复。") % {"host": parts.hostname}
        ) from error
    if len(data) > bounds.answer_bytes:
        raise Unanswered(_("主机“%(host)s”的答复过长，未读完。") % {"host": parts.hostname})
    if answer.length or is_late.is_set():
        raise Unanswered(_("主机“%(host)s”没有给出完整答复。") % {"host": parts.hostname})
    return Reply(answer.status, data)


def _hang_up(opened: socket.socket, is_late: threading.Event) -> None:
    is_late.set()
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
