"""What badges show: the skills, and for each of them the badges behind it."""

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How a badge stands now. What is proved wrong or revoked is no badge here at all."""

    CURRENT = "current"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge by a key of the caller's own, with the names to tell about it."""

    key: str
    name: str
    issuer_name: str
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Held:
    """A skill, by its code or a URI of CompetentNL or ESCO, and the badges that show it."""

    skill: str
    badges: tuple[Badge, ...]
