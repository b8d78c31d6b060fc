"""Secrets of gateways (凭据): files beside the installation, one folder a body; never in a table.

A channel names a credential; the file is read when it is needed. A body reads its own folder
alone, so that none can name another's secret, or one of the site itself.
"""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_MOST_BYTES = 4096


class CredentialMissing(Exception):
    """There is no such credential for the body; nothing was sent."""


def read(body_code: str, name: str) -> str:
    """Return a credential of a body. Raises CredentialMissing."""
    folder: Path | None = settings.CREDENTIALS_FOLDER
    missing = CredentialMissing(
        _("没有找到凭据“%(name)s”。请系统管理员将它放入凭据文件夹。") % {"name": name}
    )
    if folder is None or not NAME.fullmatch(name) or not NAME.fullmatch(body_code):
        raise missing
    try:
        with (folder / body_code / name).open("rb") as file:
            said = file.read(_MOST_BYTES).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise missing from error
    if not said:
        raise missing
    return said
