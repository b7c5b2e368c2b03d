"""The way to CompetentNL's own service: questions with a key, for a maintenance job alone.

SPARQL 1.1 Protocol 2.1.2 (query via POST with URL-encoded parameters); key in the header
``apikey``. Written from public sources and never tried on the real service. Nothing that issues
or verifies comes here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from badgeservice.errors import InvalidRequest, MalformedInput, NotAllowed, TooLarge, Unavailable
from badgeservice.outside.answers import CannotFetch
from badgeservice.outside.deadline import DeadlineBackend, DeadlineTransport
from badgeservice.outside.urls import checked_url

N_TRIPLES = "application/n-triples"
_KEY_HEADER = "apikey"
# N-Triples 1.1, section 6: the media type, and what it was called before.
_TRIPLE_TYPES = frozenset({N_TRIPLES, "text/plain"})
_NO_KEY = (401, 403)
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 120.0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """How long one answer may take, how often it is asked for, and how large it may be."""

    seconds: float = 60.0
    attempts: int = 5
    max_bytes: int = 32 * 1_024 * 1_024
    allow_loopback: bool = False


class _Passing(Exception):
    """It may go better in a moment; ``wait_seconds`` is what the service asks for, if it does."""

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait_seconds = wait_seconds


class CompetentNLService:
    """Asks CompetentNL; ``wait`` lets seconds pass, ``monotonic`` counts them.

    The key is in the requests alone: in no message, log or representation.
    """

    def __init__(
        self,
        key: str | None,
        limits: ServiceLimits,
        *,
        wait: Callable[[float], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._limits = limits
        self._wait = wait
        self._monotonic = monotonic
        self._backend = DeadlineBackend(monotonic)
        self._client = httpx.Client(
            transport=DeadlineTransport(self._backend, verify=True, max_connections=1),
            trust_env=False,
            follow_redirects=False,
            timeout=limits.seconds,
            headers={} if key is None else {_KEY_HEADER: _sound_key(key)},
        )

    def close(self) -> None:
        """Give back the connection."""
        self._client.close()

    def ask(self, url: str, query: str) -> bytes:
        """The N-Triples that a SPARQL query constructs.

        Refuses ``NotAllowed`` when the key is not accepted, ``Unavailable`` when the service does
        not answer however often it is asked, ``TooLarge`` and ``MalformedInput`` for an answer
        that is none.
        """
        return self._answer(url, "POST", {"query": query})

    def read(self, url: str, parameters: Mapping[str, str]) -> bytes:
        """The N-Triples at a REST address; refuses as ``ask`` does."""
        return self._answer(url, "GET", parameters)

    def _answer(self, url: str, method: str, fields: Mapping[str, str]) -> bytes:
        checked = _checked(url, allow_loopback=self._limits.allow_loopback)
        reason = ""
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._once(checked, method, fields)
            except _Passing as passing:
                reason = passing.reason
                if attempt < self._limits.attempts:
                    self._wait(_pause(attempt, passing.wait_seconds))
        detail = f"CompetentNL's service does not answer ({reason})."
        raise Unavailable(detail, hint="Run the same command later; it goes on where it was.")

    def _once(self, url: str, method: str, fields: Mapping[str, str]) -> bytes:
        self._backend.end_at(self._monotonic() + self._limits.seconds)
        sent = {"data": fields} if method == "POST" else {"params": fields}
        headers = {"Accept": N_TRIPLES, "Accept-Encoding": "identity"}
        try:
            with self._client.stream(method, url, headers=headers, **sent) as answer:  # type: ignore[arg-type]
                return self._read(answer)
        except httpx.TimeoutException:
            reason = "too slow"
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            reason = "the connection broke"
        # Outside the block: what httpx raises holds the request, with the key.
        raise _Passing(reason)

    def _read(self, answer: httpx.Response) -> bytes:
        _check_status(answer)
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise MalformedInput("CompetentNL's service answered with something packed.")
        content_type = answer.headers.get("Content-Type", "").split(";", 1)[0].strip().lower()
        if content_type not in _TRIPLE_TYPES:
            detail = "CompetentNL's service answered with something else than N-Triples."
            raise MalformedInput(detail, hint="Look at the address in the settings.")
        body = bytearray()
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) > self._limits.max_bytes:
                hint = "Set BADGESERVICE_COMPETENTNL_PAGE_TRIPLES lower."
                raise TooLarge("One answer of CompetentNL's service is too large.", hint=hint)
        return bytes(body)


def host_of(url: str) -> str:
    """The host in an address, for people: never its path or query, where a secret may stand."""
    return urlsplit(url).hostname or "unknown"


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == httpx.codes.OK:
        return
    if status in _NO_KEY:
        raise NotAllowed(
            "The key of CompetentNL is missing or not accepted.",
            hint="Set BADGESERVICE_COMPETENTNL_API_KEY to a key of its developer portal.",
        )
    if status in _PASSING:
        raise _Passing(f"status {status}", _asked_wait(answer.headers))
    if answer.has_redirect_location:
        detail = "CompetentNL's service leads to another address, and that is not followed."
        raise MalformedInput(detail, hint="Put the right address in the settings.")
    hint = "Look at the address in the settings; it may need a version, such as /v1, at its end."
    raise MalformedInput(f"CompetentNL's service answered with status {status}.", hint=hint)


def _checked(url: str, *, allow_loopback: bool) -> str:
    is_here = allow_loopback and (urlsplit(url).hostname or "") in _LOOPBACK
    try:
        # Without encryption the key would be read on the way; on this machine it is not.
        https = "https" + url[4:] if is_here and url.startswith("http:") else url
        checked_url(https, allow_loopback=allow_loopback)
    except (CannotFetch, ValueError):
        detail = "The address of CompetentNL's service in the settings cannot be used."
        raise InvalidRequest(detail, hint="Use an address that starts with https://.") from None
    return url


def _sound_key(key: str) -> str:
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        detail = "The key of CompetentNL in the settings is no key."
        raise InvalidRequest(detail, hint="Copy it again from the developer portal.")
    return key


def _pause(attempt: int, asked: float | None) -> float:
    return min(_LONGEST_WAIT, 2.0**attempt if asked is None else asked)


def _asked_wait(headers: httpx.Headers) -> float | None:
    """Retry-After (RFC 9110, 10.2.3): seconds, or a date that is told by the clock of the host."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:6])
    until, now = _moment(asked), _moment(headers.get("Date", ""))
    if until is None or now is None or (until.tzinfo is None) is not (now.tzinfo is None):
        return None
    return max(0.0, (until - now).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
