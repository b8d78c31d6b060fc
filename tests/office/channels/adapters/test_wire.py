"""The way out: public hosts over https, bounded in time and size, and honest about doubts."""

import hashlib

import pytest

from gongkai.office.channels.adapters.contract import Answer, Result
from gongkai.office.channels.wire import credentials, http, replies, signing
from gongkai.office.channels.wire.http import Limits, NotSent, Unanswered
from tests.office.channels.factories import NOW

QUICK = Limits(connect_seconds=1, total_seconds=0.3, answer_bytes=1024)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/", "https://192.168.0.1:8443/",
        "https://169.254.169.254/latest/", "https://100.64.0.1/", "https://0.0.0.0/",
        "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://2130706433/",
        "https://224.0.0.1/", "https://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_addresses_of_our_own_network_are_refused(settings, url):
    settings.TRUSTED_GATEWAYS = frozenset()
    with pytest.raises(NotSent, match=r"内部网络|找不到主机"):
        http.call("GET", url)


@pytest.mark.parametrize(
    "url",
    ["http://gateway.example.com/", "file:///etc/passwd", "gopher://a/", "https://", "短信",
     "https://user:secret@a.example/", "https://a:99999/", ""],
)  # fmt: skip
def test_what_is_no_https_address_is_refused(settings, url):
    settings.TRUSTED_GATEWAYS = frozenset()
    with pytest.raises(NotSent):
        http.call("GET", url)


def test_a_trusted_gateway_is_called_and_its_answer_has_a_digest(gateway):
    gateway.says({"code": 0})
    reply = http.call("POST", f"{gateway.url}/send?a=1", body=b"x", query={"b": "二"})
    assert reply.json() == {"code": 0}
    assert len(reply.digest) == 64
    assert (gateway.calls[0].query, gateway.calls[0].body) == ({"a": "1", "b": "二"}, b"x")


def test_nobody_at_the_door_is_certainly_not_sent(gateway):
    port = int(gateway.url.rpartition(":")[2])
    with pytest.raises(NotSent, match="连接不上"):
        http.call("GET", f"http://127.0.0.1:{port - 1 if port > 1025 else port + 1}/x")


@pytest.mark.parametrize("how", ["silence", "half", "drip", "endless"])
def test_no_whole_answer_in_bounded_time_and_size_is_a_doubt(gateway, how):
    gateway.misbehaves(how)
    with pytest.raises(Unanswered):
        http.call("POST", gateway.url, body=b"x", limits=QUICK)
    assert len(gateway.calls) == 1


def test_a_redirect_is_not_followed(gateway):
    gateway.says(b"", status=302)
    assert http.call("GET", gateway.url).status == 302
    assert len(gateway.calls) == 1


@pytest.mark.parametrize(
    ("status", "body", "result"),
    [
        (200, b'{"ok": 1}', Result.DONE),
        (200, b"<html>it works</html>", Result.UNKNOWN),
        (200, b"[1]", Result.UNKNOWN),
        (200, b"[" * 200_000, Result.UNKNOWN),
        (302, b"", Result.REFUSED),
        (403, b"", Result.REFUSED),
        (429, b"", Result.FAILED),
        (500, b'{"ok": 1}', Result.UNKNOWN),
        (503, b"", Result.FAILED),
    ],
)
def test_what_a_status_means(status, body, result):
    reply = http.Reply(status, body)
    answer = replies.judged(reply, lambda _reply, _said: Answer(Result.DONE))
    assert answer.result is result


def test_a_signature_binds_body_time_and_nonce():
    said = signing.headers("secret", b"body", at=NOW, nonce="n1")
    assert signing.is_signed("secret", said, b"body", at=NOW)
    assert not signing.is_signed("other", said, b"body", at=NOW)
    assert not signing.is_signed("secret", said, b"other", at=NOW)
    assert not signing.is_signed("secret", {**said, "X-Gongkai-Nonce": "n2"}, b"body", at=NOW)
    late = NOW.replace(hour=NOW.hour + 1)
    assert not signing.is_signed("secret", said, b"body", at=late)
    assert not signing.is_signed("secret", {}, b"body", at=NOW)
    assert not signing.is_signed("s", {**said, "X-Gongkai-Timestamp": "9" * 40}, b"", at=NOW)


def test_the_signature_of_the_platform_is_checked_as_it_is_made():
    right = hashlib.sha1(b"1409304348noncetoken").hexdigest()
    said = {"timestamp": "1409304348", "nonce": "nonce"}
    assert signing.is_from_wechat("token", given=right, **said)
    assert not signing.is_from_wechat("other", given=right, **said)
    assert not signing.is_from_wechat("token", given="", **said)


@pytest.mark.parametrize("name", ["../other/gateway", "", ".", "a/b", "Gateway", "x" * 60, "无"])
def test_a_credential_is_a_plain_name_in_the_bodys_own_folder(body, secret, name):
    assert credentials.read(body.code, "gateway") == secret
    with pytest.raises(credentials.CredentialMissing):
        credentials.read(body.code, name)


def test_one_bodys_credential_is_not_anothers(body, secret):
    with pytest.raises(credentials.CredentialMissing):
        credentials.read("0123456789", "gateway")
