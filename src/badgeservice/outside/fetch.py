"""The one guarded door to other machines (threats H24 and H25).

https on port 443 only; every address a name resolves to must be public and the address checked
is the address dialled; redirects stay on the host; size, time and count are bounded; no proxy,
no cookies, no credentials.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from badgeservice.outside.addresses import is_public
from badgeservice.outside.deadline import DeadlineBackend, DeadlineTransport

_MAX_REDIRECTS = 3
_MAX_HEADER_BYTES = 32_768
_HTTPS = 443
_LOOPBACK = ("127.0.0.1", "::1")
_AT_ONCE = 20
# Top-level names that are never anybody's on the public internet (RFC 6761, RFC 6762, RFC 7686).
_NAMES_OF_NOBODY = frozenset({"invalid", "localhost", "local", "internal", "onion", "test"})


class CannotFetch(Exception):
    """The document could not be had. ``reason`` is a word for logs, never shown to strangers."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """Body of a 200 answer, and its content type without parameters."""

    body: bytes
    content_type: str


class Fetch(Protocol):
    """Anything that fetches: the guarded door, or a simulated web in tests."""

    def __call__(self, url: str, *, accept: str) -> Fetched:
        """GET ``url``; raises ``CannotFetch``."""
        ...


Resolve = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Seconds and bytes one fetch may cost."""

    connect_seconds: float = 2.0
    total_seconds: float = 5.0
    max_bytes: int = 1_048_576
    allow_loopback: bool = False


def resolve_host(host: str) -> list[str]:
    """Numeric addresses of a host name by the system resolver; raises ``OSError``."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, _HTTPS, type=socket.SOCK_STREAM)]


class GuardedFetcher:
    """Fetches by the rules of this module. ``monotonic`` is the clock for time limits."""

    def __init__(
        self,
        limits: FetchLimits,
        *,
        monotonic: Callable[[], float],
        resolve: Resolve = resolve_host,
        verify: ssl.SSLContext | bool = True,
    ) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._resolve = resolve
        self._look_ups = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="look-up")
        self._backend = DeadlineBackend(monotonic)
        self._client = httpx.Client(
            transport=DeadlineTransport(self._backend, verify=verify, max_connections=_AT_ONCE),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(limits.total_seconds, connect=limits.connect_seconds),
        )

    def __call__(self, url: str, *, accept: str) -> Fetched:
        """GET one document; raises ``CannotFetch`` for everything but a 200 within the limits."""
        self._backend.end_at(self._monotonic() + self._limits.total_seconds)
        parts = self._check_url(url, None)
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._get(parts, accept)
            if isinstance(answer, Fetched):
                return answer
            parts = self._check_url(_joined(parts.geturl(), answer), parts.hostname)
        raise CannotFetch("too-many-redirects")

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()
        self._look_ups.shutdown(wait=False, cancel_futures=True)

    def _check_url(self, url: str, first_host: str | None) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as fault:
            raise CannotFetch("url") from fault
        if parts.scheme != "https" or not parts.hostname or parts.username is not None:
            raise CannotFetch("url")
        if not url.isascii() or any(char <= " " or char == "\\" for char in url):
            raise CannotFetch("url")
        if first_host is not None and parts.hostname != first_host:
            raise CannotFetch("redirect-to-another-host")
        if port not in (None, _HTTPS) and not self._limits.allow_loopback:
            raise CannotFetch("port")
        return parts

    def _get(self, parts: SplitResult, accept: str) -> Fetched | str:
        address = self._checked_address(str(parts.hostname))
        port = parts.port or _HTTPS
        literal = f"[{address}]" if ":" in address else address
        dialled = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
        host = parts.hostname if port == _HTTPS else f"{parts.hostname}:{port}"
        headers = {"Host": str(host), "Accept": accept, "Accept-Encoding": "identity"}
        extensions = {"sni_hostname": parts.hostname}
        try:
            with self._client.stream(
                "GET", dialled, headers=headers, extensions=extensions
            ) as answer:
                return self._read(answer)
        except httpx.TimeoutException as fault:
            raise CannotFetch("too-slow") from fault
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as fault:
            is_tls = isinstance(fault.__cause__, ssl.SSLError) or "CERTIFICATE" in str(fault)
            raise CannotFetch("tls" if is_tls else "unreachable") from fault

    def _checked_address(self, host: str) -> str:
        addresses = self._resolved(host)
        allowed = _LOOPBACK if self._limits.allow_loopback else ()
        if not addresses or not all(is_public(a) or a in allowed for a in addresses):
            raise CannotFetch("address-not-public")
        return addresses[0]

    def _resolved(self, host: str) -> list[str]:
        """Look the name up within the time to connect; the system resolver has no limit itself."""
        is_nobodys = host.rstrip(".").rpartition(".")[2] in _NAMES_OF_NOBODY
        if is_nobodys and not self._limits.allow_loopback:
            raise CannotFetch("unknown-host")
        look_up = self._look_ups.submit(lambda: list(self._resolve(host)))
        try:
            return look_up.result(timeout=self._limits.connect_seconds)
        except (OSError, UnicodeError, TimeoutError) as fault:
            raise CannotFetch("unknown-host") from fault

    def _read(self, answer: httpx.Response) -> Fetched | str:
        if sum(len(name) + len(value) for name, value in answer.headers.raw) > _MAX_HEADER_BYTES:
            raise CannotFetch("headers-too-large")
        if answer.status_code in (301, 302, 303, 307, 308):
            return str(answer.headers.get("Location", ""))
        if answer.status_code != httpx.codes.OK:
            raise CannotFetch(f"status-{answer.status_code}")
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise CannotFetch("content-encoding")
        body = bytearray()
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) > self._limits.max_bytes:
                raise CannotFetch("too-large")
        content_type = answer.headers.get("Content-Type", "").split(";", 1)[0].strip().lower()
        return Fetched(bytes(body), content_type)


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as fault:
        raise CannotFetch("url") from fault
