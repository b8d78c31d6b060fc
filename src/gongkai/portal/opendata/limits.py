"""So many requests a minute from one address; the accounts' limits do not count reading.

Counted in the cache; nothing of who asked is kept beyond the minute.
"""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

_MINUTE = 60
_NETWORK_BITS = {4: 32, 6: 64}


def is_within(request: HttpRequest, action: str) -> bool:
    """Count a request, and tell whether its address may still ask in this minute."""
    minute = int(timezone.now().timestamp()) // _MINUTE
    key = f"open_data:{action}:{minute}:{_place(request)}"
    cache.add(key, 0, timeout=2 * _MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:
        # The cache was full and has let it go: better to answer than to refuse.
        return True
    return asked <= settings.OPEN_DATA_PER_MINUTE[action]


def _place(request: HttpRequest) -> str:
    """Return an address, of the newer kind the network, of which a house has one."""
    address = get_adapter(request).get_client_ip(request)
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/{_NETWORK_BITS[found.version]}", strict=False).network_address)
