"""A release as CompetentNL's own service gives it, page after page; who asks is handed in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from badgeservice.skills.release.faults import Faults, FaultyRelease
from badgeservice.skills.release.packing import Page
from badgeservice.skills.release.questions import QUESTIONS
from badgeservice.skills.release.rdf import Read, read_lines

# Pages of labels that were seen in public programs; what else there is, is not known.
REST_PATHS = ("skills-label-08/v1", "occupations-label-01/v1")
REST_PAGE = 50
_MOST_PAGES = 20_000

Answer = Callable[[int, int], bytes]


@dataclass(frozen=True, slots=True)
class ReleaseService:
    """A service that is asked for parts, each of them page after page.

    ``answer`` gives N-Triples for a part and a place in it. The place grows by the statements of
    the page, or by one where ``counts_pages``. ``digest`` is equal for equal questions to the
    same address. ``attempts`` is how often a page that cannot be read is asked for.
    """

    description: str
    digest: str
    titles: tuple[str, ...]
    answer: Answer
    attempts: int
    is_complete: bool
    counts_pages: bool = False

    def pages(self, resume: str) -> Iterator[Page]:
        """The pages after ``resume``, which an earlier page said; empty for all of them.

        A part ends with an empty page and not with a short one: a service may give fewer at a
        time than it is asked for. Refuses ``FaultyRelease`` what cannot be read, the same page
        twice, and a first part with nothing in it: no release is without skills.
        """
        first, _, place = resume.partition(":")
        for part in range(int(first or 0), len(self.titles)):
            yield from self._part(part, int(place or 0))
            place = ""

    def _part(self, part: int, place: int) -> Iterator[Page]:
        before = b""
        for _ in range(_MOST_PAGES):
            lines, read = self._ask(part, place)
            name = f"{self.titles[part]}, place {place}"
            if not read.read:
                if self.is_complete and part == place == 0:
                    detail = "The service knows no skills at all, so nothing was changed."
                    raise FaultyRelease(detail, hint="Look at the address in the settings.")
                return
            if lines == before:
                detail = f"The service gave the same page of {name} again, so this was stopped."
                raise FaultyRelease(detail, hint="Try again later, or import a file.")
            place += 1 if self.counts_pages else read.read
            before = lines
            yield Page(read.facts, read.read, read.foreign, f"{part}:{place}", len(lines))
        raise FaultyRelease(f"The pages of {self.titles[part]} do not end.")

    def _ask(self, part: int, place: int) -> tuple[bytes, Read]:
        """One page; a page that was cut off or broken is asked for again."""
        for attempt in range(1, self.attempts + 1):
            lines = self.answer(part, place)
            faults = Faults(f"page {place} of {self.titles[part]}")
            try:
                read = read_lines(lines, 1, f"{part}-{place}", faults)
                faults.check()
            except FaultyRelease as fault:
                is_broken = any(one.code == "skills.syntax" for one in fault.findings)
                if not is_broken or attempt == self.attempts:
                    raise
            else:
                return lines, read
        raise FaultyRelease("The service was not asked.")


def ask_sparql(
    ask: Callable[[str], bytes], address: str, page_statements: int, attempts: int
) -> ReleaseService:
    """A whole release by SPARQL; ``ask`` carries out one query and gives N-Triples."""

    def answer(part: int, place: int) -> bytes:
        return ask(QUESTIONS[part].page(page_statements, place))

    asked = "\n".join(one.page(page_statements, 0) for one in QUESTIONS)
    return ReleaseService(
        description=f"SPARQL service {address}",
        digest=sha256(f"{address}\n{asked}".encode()).hexdigest(),
        titles=tuple(one.title for one in QUESTIONS),
        answer=answer,
        attempts=attempts,
        is_complete=True,
    )


def ask_rest(get: Callable[[str, int], bytes], address: str, attempts: int) -> ReleaseService:
    """The labels that the REST service gives; ``get`` gives N-Triples of a path and page number."""

    def answer(part: int, place: int) -> bytes:
        return get(REST_PATHS[part], place + 1)

    return ReleaseService(
        description=f"REST service {address}",
        digest=sha256("\n".join((address, *REST_PATHS)).encode()).hexdigest(),
        titles=("skills", "occupations"),
        answer=answer,
        attempts=attempts,
        is_complete=False,
        counts_pages=True,
    )
