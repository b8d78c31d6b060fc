"""Signatures between machines (签名): HMAC-SHA256 over a time, a number used once, and the body.

What is signed is `time + "\\n" + nonce + "\\n" + body`, so that none of the three can be exchanged.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

FRESH_SECONDS = 300


def canonical(said: Mapping[str, Any]) -> bytes:
    """Return JSON with sorted keys and no spaces, in UTF-8: one text for one meaning."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature(secret: str, *, timestamp: str, nonce: str, body: bytes) -> str:
    """Return the signature as hexadecimal digits."""
    signed = timestamp.encode() + b"\n" + nonce.encode() + b"\n" + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def headers(secret: str, body: bytes, *, at: datetime, nonce: str = "") -> dict[str, str]:
    """Return the headers that sign a call."""
    timestamp, once = str(int(at.timestamp())), nonce or secrets.token_hex(16)
    return {
        "X-Gongkai-Timestamp": timestamp,
        "X-Gongkai-Nonce": once,
        "X-Gongkai-Signature": signature(secret, timestamp=timestamp, nonce=once, body=body),
    }


def is_signed(secret: str, said: Mapping[str, str], body: bytes, *, at: datetime) -> bool:
    """Whether the headers sign the body, and not long ago."""
    timestamp = said.get("X-Gongkai-Timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs(at.timestamp() - int(timestamp)) > FRESH_SECONDS:
        return False
    right = signature(secret, timestamp=timestamp, nonce=said.get("X-Gongkai-Nonce", ""), body=body)
    return hmac.compare_digest(right.encode(), said.get("X-Gongkai-Signature", "").encode())


def is_from_wechat(token: str, *, timestamp: str, nonce: str, given: str) -> bool:
    """Whether a call comes from the platform: SHA-1 of token, time and nonce, sorted and joined."""
    joined = "".join(sorted((token, timestamp, nonce))).encode()
    right = hashlib.sha1(joined, usedforsecurity=False).hexdigest()
    return hmac.compare_digest(right.encode(), given.encode())
