"""A gateway to talk to, and a body whose credentials lie in a folder."""

import pytest

from tests.office.channels import factories
from tests.office.channels.adapters import standin


@pytest.fixture
def gateway(settings):
    """A stand-in on loopback that the installation trusts."""
    settings.TRUSTED_GATEWAYS = frozenset({"127.0.0.1"})
    with standin.running() as running:
        yield running


@pytest.fixture
def body(db):
    """A township."""
    return factories.body()


@pytest.fixture
def secret(settings, tmp_path, body):
    """The credential `gateway` of the township."""
    folder = tmp_path / "credentials" / body.code
    folder.mkdir(parents=True)
    (folder / "gateway").write_text("a-secret-of-the-gateway\n", encoding="utf-8")
    settings.CREDENTIALS_FOLDER = tmp_path / "credentials"
    return "a-secret-of-the-gateway"
