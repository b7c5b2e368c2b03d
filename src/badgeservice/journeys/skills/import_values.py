"""What goes into an import of a release and what comes out, and how it stands with releases."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from badgeservice.journeys.parts import Parts
from badgeservice.skills.release.comparing import KindReport
from badgeservice.skills.release.packing import Page
from badgeservice.store import KeptImport, KeptRelease


class Source(Protocol):
    """Where a release comes from: files, or a service. ``digest`` knows it again."""

    @property
    def digest(self) -> str:
        """SHA-256 of the files, or of the questions and the address."""
        ...

    @property
    def description(self) -> str:
        """In words, without folders or keys."""
        ...

    @property
    def is_complete(self) -> bool:
        """Whether it always has everything of what it speaks of."""
        ...

    def pages(self, resume: str) -> Iterator[Page]:
        """The pages after the place that an earlier page told; empty for all."""
        ...


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """``version`` is the name of the edition; empty for the day of the import.

    ``is_complete``: what the source does not have any more is withdrawn.
    ``allows_withdrawals`` also lets more than a tenth of a kind go. ``max_bytes`` bounds all
    answers of a service together.
    """

    version: str = ""
    is_complete: bool = False
    allows_withdrawals: bool = False
    max_bytes: int = 512 * 1_024 * 1_024


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is; ``resumed`` pages were there from a run that was broken off."""

    pages: int
    statements: int
    resumed: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. ``number`` is the release in use; ``is_new`` says it was made by it.

    ``foreign`` statements were not about CompetentNL; ``unnamed`` concepts had no label and
    ``loose`` links lead to nothing in the release: all of these are left out.
    """

    number: int
    version: str
    source: str
    is_new: bool
    kinds: tuple[KindReport, ...]
    statements: int
    foreign: int
    unnamed: int
    loose: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Which releases there are, newest first, and the import that waits to go on, if any."""

    releases: tuple[KeptRelease, ...]
    under_way: KeptImport | None


def read_standing(parts: Parts) -> Standing:
    """How it stands with the releases; without any, the bundled skills are in use."""
    with parts.database.open_store(read_only=True) as store:
        return Standing(store.skills.releases(), store.skills.import_under_way())
