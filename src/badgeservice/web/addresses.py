"""Where a request comes from: the peer of the connection, or what a trusted proxy tells of it."""

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from fastapi import Request

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# More proxies than this do not stand behind one another.
_MOST_HOPS = 20
_NETWORK_BYTES = 8
_NOWHERE = IPv6Address(0)


def address_of(request: Request, trusted: Sequence[Network]) -> Address:
    """The nearest address that is no trusted proxy.

    ``X-Forwarded-For`` is read from its end, where each proxy adds whom it was asked by, and only
    as long as the one who added it is trusted: everything before that, anybody may have written.
    What is no address stops the reading. A connection that has no address counts as one and the
    same.
    """
    found = _read(request.client.host) if request.client else None
    if found is None:
        return _NOWHERE
    for told in _forwarded(request):
        before = _read(told) if _is_in(found, trusted) else None
        if before is None:
            break
        found = before
    return found


def network_of(address: Address) -> bytes:
    """What counts as one: the 4 bytes of an IPv4 address, or the first 8 of IPv6.

    Of IPv6 one connection is given a /64, with more addresses than could be counted.
    """
    return address.packed[:_NETWORK_BYTES]


def _forwarded(request: Request) -> Iterator[str]:
    told = ",".join(request.headers.getlist("x-forwarded-for"))
    yield from reversed(told.rsplit(",", _MOST_HOPS)[-_MOST_HOPS:] if told else [])


def _read(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        # How a socket for both kinds tells an address of IPv4.
        return found.ipv4_mapped
    return found


def _is_in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == one.version and address in one for one in networks)
