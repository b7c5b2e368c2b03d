"""The one guarded door to other machines (threats H24 and H25).

https on port 443 only; every address a name resolves to must be public and the address checked
is the address dialled; redirects stay on the host; size, time and count are bounded; no proxy,
no cookies, no credentials.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import SplitResult

import httpx

from badgeservice.outside.addresses import is_public
from badgeservice.outside.answers import CannotFetch, Fetch, Fetched, Kind
from badgeservice.outside.deadline import DeadlineBackend, DeadlineTransport
from badgeservice.outside.keeping import allowed_age
from badgeservice.outside.turns import Breaker, BreakerLimits, Turns
from badgeservice.outside.urls import HTTPS_PORT, checked_url, host_and_port, redirected_url

__all__ = ["CannotFetch", "Fetch", "FetchLimits", "Fetched", "GuardedFetcher", "Kind"]

_LOOPBACK = ("127.0.0.1", "::1")
_REDIRECTS = (301, 302, 303, 307, 308)

Resolve = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may cost, in seconds and bytes, and how many there may be at once.

    ``allow_loopback`` is for tests on one machine: this machine and other ports may be dialled.
    ``trust_loopback_certificates`` goes further and, for an address of this machine only, takes
    any certificate: for the conformance mode.
    """

    connect_seconds: float = 2.0
    total_seconds: float = 5.0
    max_bytes: int = 1_048_576
    max_header_bytes: int = 32_768
    max_headers: int = 100
    max_redirects: int = 3
    at_once: int = 20
    per_host: int = 2
    breaker: BreakerLimits = field(default_factory=BreakerLimits)
    allow_loopback: bool = False
    trust_loopback_certificates: bool = False


def resolve_host(host: str) -> list[str]:
    """Numeric addresses of a host name by the system resolver; raises ``OSError``."""
    found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in found]


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
        self._look_ups = ThreadPoolExecutor(limits.at_once, thread_name_prefix="look-up")
        self._turns = Turns(at_once=limits.at_once, per_host=limits.per_host, monotonic=monotonic)
        self._breaker = Breaker(limits.breaker, monotonic=monotonic)
        self._backend = DeadlineBackend(monotonic)
        self._client = self._make_client(verify)
        self._loopback_client = self._client
        if limits.allow_loopback and limits.trust_loopback_certificates:
            self._loopback_client = self._make_client(_any_certificate())

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        """GET one document; raises ``CannotFetch`` for everything but a 200 within the limits.

        Nothing is kept here, so ``kind`` and ``fresh`` make no difference.
        """
        deadline = self._monotonic() + self._limits.total_seconds
        parts = checked_url(url, allow_loopback=self._limits.allow_loopback)
        host = host_and_port(parts)
        with self._breaker.attempt(host), self._turns.take(host, deadline):
            self._backend.end_at(deadline)
            return self._follow(parts, accept, deadline)

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()
        self._loopback_client.close()
        self._look_ups.shutdown(wait=False, cancel_futures=True)

    def _make_client(self, verify: ssl.SSLContext | bool) -> httpx.Client:
        at_once = self._limits.at_once
        return httpx.Client(
            transport=DeadlineTransport(self._backend, verify=verify, max_connections=at_once),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._limits.total_seconds, connect=self._limits.connect_seconds),
        )

    def _follow(self, parts: SplitResult, accept: str, deadline: float) -> Fetched:
        # Redirects stay on the host, so one look-up holds for all of them.
        address = self._checked_address(str(parts.hostname), deadline)
        for _ in range(self._limits.max_redirects + 1):
            answer = self._get(parts, address, accept)
            if isinstance(answer, Fetched):
                return answer
            parts = redirected_url(parts, answer, allow_loopback=self._limits.allow_loopback)
        raise CannotFetch("too-many-redirects")

    def _get(self, parts: SplitResult, address: str, accept: str) -> Fetched | str:
        literal = f"[{address}]" if ":" in address else address
        netloc = f"{literal}:{parts.port or HTTPS_PORT}"
        dialled = parts._replace(netloc=netloc, fragment="").geturl()
        client = self._loopback_client if address in _LOOPBACK else self._client
        headers = {
            "Host": host_and_port(parts),
            "Accept": accept,
            "Accept-Encoding": "identity",
        }
        extensions = {"sni_hostname": parts.hostname}
        try:
            with client.stream("GET", dialled, headers=headers, extensions=extensions) as answer:
                return self._read(answer)
        except httpx.TimeoutException as fault:
            raise CannotFetch("too-slow") from fault
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as fault:
            is_tls = isinstance(fault.__cause__, ssl.SSLError) or "CERTIFICATE" in str(fault)
            raise CannotFetch("tls" if is_tls else "unreachable") from fault

    def _checked_address(self, host: str, deadline: float) -> str:
        addresses = self._resolved(host, deadline)
        allowed = _LOOPBACK if self._limits.allow_loopback else ()
        if not addresses or not all(is_public(a) or a in allowed for a in addresses):
            raise CannotFetch("address-not-public")
        return addresses[0]

    def _resolved(self, host: str, deadline: float) -> list[str]:
        """Look the name up within the time to connect; the system resolver has no limit itself."""
        left = min(self._limits.connect_seconds, max(0.0, deadline - self._monotonic()))
        look_up = self._look_ups.submit(lambda: list(self._resolve(host)))
        try:
            return look_up.result(timeout=left)
        except (OSError, UnicodeError, TimeoutError) as fault:
            look_up.cancel()
            raise CannotFetch("unknown-host") from fault

    def _read(self, answer: httpx.Response) -> Fetched | str:
        raw = answer.headers.raw
        size = sum(len(name) + len(value) for name, value in raw)
        if size > self._limits.max_header_bytes or len(raw) > self._limits.max_headers:
            raise CannotFetch("headers-too-large")
        if answer.status_code in _REDIRECTS:
            return str(answer.headers.get("Location", ""))
        if answer.status_code != httpx.codes.OK:
            raise CannotFetch(f"status-{answer.status_code}")
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            # We asked for none; what is packed could be a bomb.
            raise CannotFetch("content-encoding")
        body = bytearray()
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) > self._limits.max_bytes:
                raise CannotFetch("too-large")
        content_type = answer.headers.get("Content-Type", "").split(";", 1)[0].strip().lower()
        max_age = allowed_age(answer.headers.get("Cache-Control"), answer.headers.get("Age"))
        return Fetched(bytes(body), content_type, max_age_seconds=max_age)


def _any_certificate() -> ssl.SSLContext:
    """For this machine itself in conformance mode: suites make their certificates themselves."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
