"""Which URLs may be asked for at all: told before any name is looked up (threat H24)."""

import re
from urllib.parse import SplitResult, urljoin, urlsplit

from badgeservice.outside.answers import CannotFetch

HTTPS_PORT = 443
_MAX_CHARACTERS = 2_048
_MAX_HOST_CHARACTERS = 253
# Letters, digits and hyphens (RFC 1123); no dot at the end, for a certificate never names it.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*", re.ASCII)
# A name whose last label looks like a number is read as an address by some resolvers.
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)
_LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# Top-level names that are never anybody's on the public internet (RFC 6761, RFC 6762, RFC 7686).
_NAMES_OF_NOBODY = frozenset({"invalid", "localhost", "local", "internal", "onion", "test"})


def checked_url(url: str, *, allow_loopback: bool = False) -> SplitResult:
    """Split an https URL with a full host name and no port but 443.

    Refuses with ``CannotFetch`` every other scheme, credentials, literal addresses, numbers that
    some resolver reads as an address, trailing dots, letters beyond ASCII and whatever two
    parsers could read differently. ``allow_loopback`` also lets through this machine and other
    ports: for tests only.
    """
    if len(url) > _MAX_CHARACTERS or not url.isascii():
        raise CannotFetch("url")
    if any(char <= " " or char in '\\"<>^`{|}\x7f' for char in url):
        raise CannotFetch("url")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise CannotFetch("url") from fault
    if parts.scheme != "https" or "@" in parts.netloc or not parts.hostname:
        raise CannotFetch("url")
    if port not in (None, HTTPS_PORT) and not allow_loopback:
        raise CannotFetch("port")
    if not (allow_loopback and parts.hostname in _LOOPBACK_HOSTS):
        if "[" in parts.netloc:
            raise CannotFetch("url")
        _check_host(parts.hostname, allow_loopback=allow_loopback)
    return parts


def redirected_url(base: SplitResult, location: str, *, allow_loopback: bool) -> SplitResult:
    """Where a redirect leads; refuses with ``CannotFetch`` what leaves the host or its port."""
    try:
        target = urljoin(base.geturl(), location)
    except ValueError as fault:
        raise CannotFetch("url") from fault
    parts = checked_url(target, allow_loopback=allow_loopback)
    if host_and_port(parts) != host_and_port(base):
        raise CannotFetch("redirect-to-another-host")
    return parts


def host_and_port(parts: SplitResult) -> str:
    """The host as one name, for limits and for the ``Host`` header."""
    literal = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    port = parts.port or HTTPS_PORT
    return literal if port == HTTPS_PORT else f"{literal}:{port}"


def _check_host(host: str, *, allow_loopback: bool) -> None:
    labels = host.split(".")
    if len(host) > _MAX_HOST_CHARACTERS or not _NAME.fullmatch(host):
        raise CannotFetch("url")
    if _NUMBER.fullmatch(labels[-1]):
        raise CannotFetch("url")
    if allow_loopback:
        return
    if labels[-1] in _NAMES_OF_NOBODY:
        raise CannotFetch("unknown-host")
    if len(labels) < 2:
        raise CannotFetch("url")
