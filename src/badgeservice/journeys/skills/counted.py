"""What a verified badge counts for in a comparison, told from its report and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.openbadges.plain_text import is_unseen
from badgeservice.openbadges.verification import Outcome, Report, Submission, Verdict
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.skills.comparison import Badge, Note, Standing
from badgeservice.skills.plain import Told

_MAX_NAME: Final = 200
_MAX_SKILLS: Final = 200
_MAX_SKILL: Final = 2_000
_NAMELESS: Final = "…"
_HOLDER: Final = Note(
    "holder.not_checked",
    Told(
        "We hebben niet gecontroleerd van wie deze badges zijn.",
        "We did not check who these badges belong to.",
    ),
)
_SEVERAL: Final = Note(
    "holder.perhaps_several",
    Told(
        "Deze badges kunnen van meer mensen zijn. Dat is hier niet te zien.",
        "These badges may belong to several people. That cannot be seen here.",
    ),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A badge that counts, and the URIs it shows. ``subject`` is who it says it is about."""

    badge: Badge
    skills: tuple[str, ...]
    subject: str | None


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A badge that counts for nothing. ``code`` is that of the check that decided."""

    key: str
    code: str
    summary: JsonObject


class Subjects(StrEnum):
    """Whether the badges say that they are about the same person; never proved here."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


def count_badge(key: str, submission: Submission, report: Report) -> Counted | NotUsed:
    """What a badge counts for: now, as expired, as unchecked, or not at all.

    Expired is a badge that was proved, with nothing against it but its last day. Everything else
    that is proved wrong counts for nothing: a false signature, a revoked badge.
    """
    standing = _standing_of(report)
    credential = report.credential
    if standing is None or credential is None:
        summary = report.to_json()["summary"]
        return NotUsed(key, report.leading_code, summary)
    issuer = credential["issuer"]["name"]
    badge = Badge(key, _name_of(credential, submission), _shown(issuer), standing)
    return Counted(badge, _skills_of(credential), _subject_of(submission))


def subjects_of(subjects: Sequence[str | None]) -> Subjects:
    """Whether badges name one subject, several, or not all of them one."""
    named = {one for one in subjects if one is not None}
    if len(named) > 1:
        return Subjects.DIFFERENT
    return Subjects.SAME if named and None not in subjects else Subjects.UNKNOWN


def notes_on_holders(subjects: Sequence[str | None]) -> tuple[Note, ...]:
    """What is to be known about whose the badges are; nothing proves the holder here.

    Several badges are not taken to be of one person unless all of them name the same subject.
    """
    is_one = len(subjects) < 2 or subjects_of(subjects) is Subjects.SAME
    return tuple(note for note, is_so in ((_HOLDER, subjects), (_SEVERAL, not is_one)) if is_so)


def _standing_of(report: Report) -> Standing | None:
    if report.verdict is Verdict.VALID:
        return Standing.CURRENT
    if report.verdict is Verdict.INDETERMINATE:
        return Standing.UNCHECKED
    wrong = {check.code for check in report.checks if check.outcome is Outcome.FAIL}
    unknown = any(check.outcome is Outcome.UNKNOWN for check in report.checks)
    if wrong != {"time.expired"}:
        return None
    return Standing.UNCHECKED if unknown else Standing.EXPIRED


def _skills_of(credential: JsonObject) -> tuple[str, ...]:
    """The URIs of the alignments, each once; the name beside one is never a key."""
    told = (one["uri"] for one in credential["skills"])
    uris = (one for one in told if isinstance(one, str) and len(one) <= _MAX_SKILL)
    return tuple(dict.fromkeys(uris))[:_MAX_SKILLS]


def _name_of(credential: JsonObject, submission: Submission) -> str:
    """The name of the badge, or of its achievement: only the latter is required (section B.1.1)."""
    subject = submission.credential.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    name = achievement.get("name") if isinstance(achievement, dict) else None
    return _shown(credential["name"]) or _shown(name) or _NAMELESS


def _shown(text: object) -> str:
    """A text of a stranger, fit to stand inside a sentence of ours."""
    if not isinstance(text, str):
        return ""
    seen = "".join(" " if is_unseen(one, allowed="") else one for one in text[:_MAX_NAME])
    return " ".join(seen.split())


def _subject_of(submission: Submission) -> str | None:
    subjects = as_list(submission.credential.get("credentialSubject"))
    ids = [one.get("id") for one in subjects if isinstance(one, dict)]
    return ids[0] if len(ids) == 1 and isinstance(ids[0], str) else None
