"""Links in a text (链接): shortened ones, bare addresses, and those that leave the government."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page

LINK = re.compile(
    r"(?:(?P<scheme>https?|ftp)://|(?<![a-z0-9@./-])(?=www\.))(?P<host>\[[0-9a-f:]{2,39}\]|[a-z0-9.-]{1,120}|(?:[a-z0-9\u4e00-\u9fff-]{1,40}\.){1,4}(?:中国|政务|公益|网络|公司))(?::[0-9]{1,5})?(?:/[a-z0-9/._~%?#&=+:;,!$'@*-]{0,500})?"
)
HOME = ".gov.cn"


def marks(page: Page) -> Iterator[Mark]:
    """Yield one mark for each link that asks for a look."""
    if "://" not in page.clean and "www." not in page.clean:
        return
    short = frozenset(rulebook.words("shorteners"))
    for found in LINK.finditer(page.clean):
        host = found["host"].strip(".")
        place = found.start(), found.start() + len(found[0].rstrip(".,;:!?"))
        if host in short or any(host.endswith(f".{each}") for each in short):
            yield page.mark("short-link", *place, detail="是短链接", detail_en="is shortened")
        elif _is_bare_address(host):
            yield page.mark(
                "short-link", *place, detail="以数字地址为主机", detail_en="names a bare address"
            )
        elif not f".{host}".endswith(HOME):
            yield page.mark("outside-link", *place)
        elif found["scheme"] == "http":
            yield page.mark("plain-link", *place)


def _is_bare_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
