"""Where a source is wrong: at most twenty places, told together in one refusal."""

from typing import NoReturn

from badgeservice.errors import Finding, MalformedInput

MAX_FINDINGS = 20


class FaultyRelease(MalformedInput):
    """A file or answer that cannot become a release; nothing was changed."""

    code = "faulty-release"
    title = "The release cannot be read"


class Faults:
    """Gathers what is wrong in one source until there is no use in going on."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._findings: list[Finding] = []

    def add(self, code: str, place: str, message: str) -> None:
        """Note what is wrong at a place; refuses ``FaultyRelease`` at the last that is told."""
        self._findings.append(Finding(code, f"{self._source}, {place}", message))
        if len(self._findings) == MAX_FINDINGS:
            self.check()

    def stop(self, code: str, place: str, message: str) -> NoReturn:
        """Note something after which nothing can be read, and refuse."""
        self._findings.append(Finding(code, f"{self._source}, {place}", message))
        raise self._refusal()

    def check(self) -> None:
        """Refuse ``FaultyRelease`` when anything was noted."""
        if self._findings:
            raise self._refusal()

    def _refusal(self) -> FaultyRelease:
        many = len(self._findings)
        told = "1 place is" if many == 1 else f"{many} places are"
        if many >= MAX_FINDINGS:
            told = f"at least {many} places are"
        detail = f"In {self._source} {told} wrong, so nothing was changed."
        return FaultyRelease(
            detail, hint="Correct the places that are named.", findings=self._findings
        )
