"""Pages of facts, and how they are kept until an import is complete: JSON, compressed."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from badgeservice.skills.release.facts import Fact

# Pages are of our own making; what inflates further is damaged.
_MAX_PAGE_BYTES = 256 * 1_024 * 1_024


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a source that was read and found right.

    ``read`` counts its statements, ``foreign`` those of them that are not about CompetentNL.
    ``resume`` says where the source goes on after this page; empty when it can only be read from
    the last page before this one that has it.
    """

    facts: Sequence[Fact]
    read: int
    foreign: int = 0
    resume: str = ""
    size: int = 0


def pack_facts(facts: Iterable[Fact]) -> bytes:
    """The facts as bytes."""
    written = [fact if fact.language else fact[:3] for fact in facts]
    text = json.dumps(written, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), level=3)


def unpack_facts(packed: bytes) -> list[Fact]:
    """The facts that ``pack_facts`` wrote; raises ``ValueError`` for anything else."""
    inflating = zlib.decompressobj()
    text = inflating.decompress(packed, _MAX_PAGE_BYTES)
    if not inflating.eof:
        raise ValueError("this is no whole page of facts")
    return [Fact(*written) for written in json.loads(text)]
