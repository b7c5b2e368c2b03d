"""Comparing badges with an occupation or a list of skills: each is verified, nothing is kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.errors import (
    Finding,
    InvalidRequest,
    MalformedInput,
    MalformedToken,
    Refusal,
    TooLarge,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.counted import (
    Counted,
    NotUsed,
    count_badge,
    count_once,
    notes_on_holders,
)
from badgeservice.journeys.verifying.purse import Allowance
from badgeservice.journeys.verifying.shelf import Shelf
from badgeservice.journeys.verifying.verify import Together, Verification
from badgeservice.openbadges.verification import STRICT, Policy, Report, Submission, unwrap
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison import (
    Asked,
    Badge,
    Comparison,
    Held,
    Importance,
    Note,
    compare,
    notes_on,
    notes_on_badges,
)
from badgeservice.skills.concepts import Occupation, Skill
from badgeservice.skills.lookalikes import judge_address

_TOKEN_START: Final = re.compile(r"[A-Za-z0-9_-]")
# All badges together may wait for other machines this many times as long as one alone.
_TIMES_AS_LONG: Final = 3


@dataclass(frozen=True, slots=True)
class RequiredSkill:
    """A skill by code or URI, and how much it matters."""

    skill: str
    importance: Importance = Importance.UNSTATED


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """What is compared: credentials as JSON or as tokens, with an occupation or with skills.

    ``occupation`` is a code or URI; exactly one of it and ``skills`` is given.
    """

    credentials: tuple[JsonObject | str, ...]
    occupation: str | None = None
    skills: tuple[RequiredSkill, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedBadges:
    """The comparison, the badges that count in it and those that do not, and what to know."""

    comparison: Comparison
    badges: tuple[Badge, ...]
    not_used: tuple[NotUsed, ...]
    notes: tuple[Note, ...]


def compare_credentials(
    parts: Parts, request: ComparisonRequest, policy: Policy = STRICT
) -> ComparedBadges:
    """Verify every credential and compare what they show with what is asked.

    Only a valid badge of a recognised issuer covers a skill, and the same badge counts once.
    Nothing of a badge is kept or logged (P-18). Refuses
    ``InvalidRequest`` with every finding when what is asked is not known or a credential cannot
    be read, and ``TooLarge`` for more than may be compared at once.
    """
    require_size(parts, request)
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    asked = _find_asked(catalogue, request)
    bound = parts.rules.bound(policy)
    submissions = _unwrap_all(request.credentials, bound)
    counted = count_once(
        count_badge(catalogue, f"/credentials/{index}", submission, report)
        for index, (submission, report) in enumerate(_verify_all(parts, submissions, bound))
    )
    used = [one for one in counted if isinstance(one, Counted)]
    badges = tuple(one.badge for one in used)
    comparison = compare(catalogue, _held(used), asked)
    return ComparedBadges(
        comparison=comparison,
        badges=badges,
        not_used=tuple(one for one in counted if isinstance(one, NotUsed)),
        notes=(
            *notes_on(comparison),
            *notes_on_badges(badges),
            *notes_on_holders([one.subject for one in used]),
        ),
    )


def require_size(parts: Parts, request: ComparisonRequest) -> None:
    """Refuse ``TooLarge`` for more credentials or skills than may be compared at once."""
    for given, most, name in (
        (request.credentials, parts.rules.max_compared_credentials, "credentials"),
        (request.skills, parts.rules.max_compared_skills, "skills"),
    ):
        if len(given) > most:
            detail = f"A comparison may have {most:,} {name} at most."
            raise TooLarge(detail, hint="Compare fewer at a time.")


@dataclass(slots=True)
class _UntilThen(Allowance):
    """An allowance that also ends at a moment: somebody waits for the answer."""

    now: Callable[[], datetime]
    until: datetime

    def take(self) -> bool:
        """Take one; False when there is none left, or it is too late."""
        return self.now() < self.until and Allowance.take(self)


def _verify_all(
    parts: Parts, submissions: Sequence[Submission], policy: Policy
) -> Iterator[tuple[Submission, Report]]:
    """Judge one after the other; what was fetched for one serves the next."""
    seconds = _TIMES_AS_LONG * parts.rules.fetch_seconds_per_verification
    fetches = min(
        parts.rules.fetches_per_batch, parts.rules.fetches_per_verification * len(submissions)
    )
    allowance = _UntilThen(fetches, parts.now, parts.now() + timedelta(seconds=seconds))
    together = Together(Shelf(parts.now), allowance)
    for submission in submissions:
        yield submission, Verification(parts, submission, policy, False, together).judge()


def _unwrap_all(credentials: Sequence[JsonObject | str], policy: Policy) -> list[Submission]:
    found, findings = [], []
    for index, credential in enumerate(credentials):
        try:
            found.append(unwrap(_bytes_of(credential), policy.limits))
        except (MalformedInput, TooLarge) as refusal:
            findings.append(_unreadable(f"/credentials/{index}", refusal))
    if findings:
        detail = "There is something among the credentials that cannot be read."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    return found


def _bytes_of(credential: JsonObject | str) -> bytes:
    if not isinstance(credential, str):
        return write_json(credential)
    token = credential.strip()
    if not token.isascii() or _TOKEN_START.match(token) is None:
        # Neither JSON nor an image is hidden in a text.
        raise MalformedToken("The text is no token.")
    return token.encode("ascii")


def _unreadable(pointer: str, refusal: Refusal) -> Finding:
    return Finding("comparison.credential", pointer, f"This is no badge to read. {refusal.detail}")


def _held(used: Sequence[Counted]) -> list[Held]:
    return [Held(skill, (one.badge,)) for one in used for skill in one.skills]


def _find_asked(catalogue: Catalogue, request: ComparisonRequest) -> Occupation | tuple[Asked, ...]:
    """What is asked, as values; refuses ``InvalidRequest`` with every finding."""
    if (request.occupation is None) == (not request.skills):
        message = "Give either an occupation or skills."
        raise InvalidRequest(
            message, hint=message, findings=[Finding("comparison.asked", "", message)]
        )
    if request.occupation is not None:
        return _find_occupation(catalogue, request.occupation)
    asked, findings = [], []
    for index, required in enumerate(request.skills):
        skill = catalogue.find_any_skill(required.skill)
        if skill is None:
            findings.append(_unknown_skill(catalogue, required.skill, f"/skills/{index}/skill"))
        else:
            asked.append(Asked(skill, required.importance))
    if findings:
        detail = "There is something among the skills that is not known."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    return tuple(asked)


def _find_occupation(catalogue: Catalogue, code_or_uri: str) -> Occupation:
    found = catalogue.find_occupation(code_or_uri)
    if found is None:
        message = "This is no occupation of this release. Look with /v1/occupations?query=."
        finding = Finding("comparison.occupation", "/occupation", message)
        raise InvalidRequest("The occupation is not known.", hint=message, findings=[finding])
    return found


def _unknown_skill(catalogue: Catalogue, told: str, pointer: str) -> Finding:
    meant: Skill | None = judge_address(catalogue, told).skill
    if meant is None:
        message = "This is no skill of CompetentNL that we know. Look with /v1/skills?query=."
        return Finding("comparison.skill", pointer, message)
    message = f"This only looks like a skill. Use {meant.uri} for {meant.label}."
    return Finding("comparison.skill_lookalike", pointer, message)
