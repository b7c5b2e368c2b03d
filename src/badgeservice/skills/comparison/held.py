"""What badges show: the skills, and for each of them the badges behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from badgeservice.skills.alignments import AlignmentState, ReadAlignment


class Standing(StrEnum):
    """How a badge stands now. What is proved wrong or revoked is no badge here at all.

    ``unchecked`` was proved to be of its issuer, and the rest could not be checked; of what is
    ``unproved`` not even that is known.
    """

    CURRENT = "current"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    UNPROVED = "unproved"


class Trust(StrEnum):
    """Whether the city recognises the issuer now."""

    RECOGNISED = "recognised"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge by a key of the caller's own, with what to tell about it.

    Who issued it is None where no proof stands behind it, and ``trust`` is unknown then.
    """

    key: str
    name: str
    issuer_name: str | None = None
    issuer_id: str | None = None
    standing: Standing = Standing.CURRENT
    trust: Trust = Trust.UNKNOWN
    has_lookalikes: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A skill by its exact URI of CompetentNL or ESCO, and the badges that show it.

    A code alone, or a name, is no key: it shows nothing.
    """

    skill: str
    badges: tuple[Badge, ...]


def uris_shown(read: Iterable[ReadAlignment]) -> tuple[str, ...]:
    """The URIs that alignments show, each once, by the same reading as everywhere; no look-alike.

    Those of ESCO are among them: one may be near a skill without being its exact match.
    """
    return tuple(
        dict.fromkeys(
            uri
            for one in read
            if one.state is not AlignmentState.LOOKALIKE
            for uri in (one.uri, *one.also)
            if uri
        )
    )
