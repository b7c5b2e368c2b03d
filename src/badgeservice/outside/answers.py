"""What a fetch gives, what it may fail with, and what it is to be asked with."""

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["did", "status", "other"]
"""Which rule of keeping holds: key documents, lists of revocations, and what is never kept."""

# The host did not do its work; other documents of it would fare no better. What somebody can
# provoke by naming an odd address on a sound host is not among them, or a stranger could shut
# the door on a host that others need.
_HOST_TROUBLE = frozenset(
    {"unknown-host", "unreachable", "too-slow", "tls", "status-502", "status-503", "status-504"}
)
# Not the fault of the host, or told before it was asked.
_NOT_ASKED = frozenset({"host-resting", "too-busy"})
_PASSING = frozenset({"status-429", "status-500"})


class CannotFetch(Exception):
    """The document could not be had. ``reason`` is a word for logs, never shown to strangers."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def is_host_trouble(self) -> bool:
        """Whether it says something about the host, and not about one document of it."""
        return self.reason in _HOST_TROUBLE

    @property
    def was_asked(self) -> bool:
        """Whether the host was asked at all."""
        return self.reason not in _NOT_ASKED

    @property
    def is_passing(self) -> bool:
        """Whether an earlier copy may stand in for a while: the host is down, and no more.

        Not with a wrong certificate, which may be somebody else's, and not when the host says
        that the document is gone.
        """
        down = _HOST_TROUBLE - {"tls"} | _NOT_ASKED | _PASSING
        return self.reason in down


@dataclass(frozen=True, slots=True)
class Fetched:
    """Body of a 200 answer, and its content type without parameters.

    ``age_seconds`` is how long ago it was fetched; ``is_stale`` says that its host could not be
    reached when it was due again. ``max_age_seconds`` is how long the host lets it be kept; None
    when the host says nothing.
    """

    body: bytes
    content_type: str
    age_seconds: int = 0
    is_stale: bool = False
    max_age_seconds: int | None = None


class Fetch(Protocol):
    """Anything that fetches: the guarded door, or a simulated web in tests."""

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        """GET ``url``, or what is kept of it by the rule of its ``kind``; raises ``CannotFetch``.

        ``fresh`` asks for nothing older than a minute.
        """
        ...
