"""What a verified badge counts for in a comparison, told from its report and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.openbadges.plain_text import is_unseen
from badgeservice.openbadges.verification import Outcome, Report, Submission, Verdict
from badgeservice.openbadges.verification.submission import as_list
from badgeservice.openbadges.vocabulary import ResultStatusType
from badgeservice.skills.alignments import AlignmentState, read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison import Badge, Note, Standing, Trust, uris_shown
from badgeservice.skills.plain import Told

_MAX_NAME: Final = 200
_MAX_SKILLS: Final = 200
_MAX_SKILL: Final = 2_000
_NAMELESS: Final = "…"
_BEST_FIRST: Final = tuple(Standing)
_UNFINISHED: Final = frozenset(
    {
        ResultStatusType.ENROLLED,
        ResultStatusType.FAILED,
        ResultStatusType.IN_PROGRESS,
        ResultStatusType.ON_HOLD,
        ResultStatusType.WITHDREW,
    }
)
_NOT_COMPLETED: Final = Note(
    "result.not_completed",
    Told(
        "Deze badge zegt zelf dat het nog niet is gehaald.",
        "This badge itself says that it has not been achieved yet.",
    ),
)
_TWICE: Final = Note(
    "badge.twice",
    Told(
        "Deze badge staat er meer dan één keer bij. Hij telt één keer.",
        "This badge is there more than once. It counts once.",
    ),
)
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
    """A badge that counts, and the URIs it shows. ``subject`` is who it says it is about.

    ``identity`` is the id of its issuer and its own: what has the same is the same badge.
    """

    badge: Badge
    skills: tuple[str, ...]
    subject: str | None
    identity: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class NotUsed:
    """A badge that counts for nothing. ``code`` is that of the check that decided, or of ours."""

    key: str
    code: str
    summary: Told


def count_badge(
    catalogue: Catalogue, key: str, submission: Submission, report: Report
) -> Counted | NotUsed:
    """What a badge counts for: now, as expired, as unchecked, as unproved, or not at all.

    Expired is a badge that was proved, with nothing against it but its last day. Everything else
    that is proved wrong counts for nothing: a false signature, a revoked badge. So does a badge
    with a result that is not achieved (``Result.status`` of OB 3.0).
    """
    standing = _standing_of(report)
    credential = report.credential
    if standing is None or credential is None:
        summary = report.to_json()["summary"]
        return NotUsed(key, report.leading_code, Told(summary["nl"], summary["en"]))
    if _is_unfinished(submission):
        return NotUsed(key, _NOT_COMPLETED.code, _NOT_COMPLETED.text)
    is_proved = standing is not Standing.UNPROVED
    is_recognised = is_proved and report.issuer_trust.status == Trust.RECOGNISED
    issuer = credential["issuer"]
    read = read_alignments(catalogue, _alignments_of(credential))
    badge = Badge(
        key=key,
        name=_name_of(credential, submission),
        issuer_name=_shown(issuer["name"]) if is_proved else None,
        issuer_id=_text(issuer["id"]) if is_proved else None,
        standing=standing,
        trust=Trust.RECOGNISED if is_recognised else Trust.UNKNOWN,
        has_lookalikes=any(one.state is AlignmentState.LOOKALIKE for one in read),
    )
    return Counted(badge, uris_shown(read), _subject_of(submission), _identity_of(credential))


def count_once(found: Iterable[Counted | NotUsed]) -> list[Counted | NotUsed]:
    """The same, with each badge once: of one that came twice, the one that stands best.

    As JSON and as a token it is the same badge: the ids of the issuer and the badge decide.
    """
    listed = list(found)
    best: dict[tuple[str, str], Counted] = {}
    for one in listed:
        if isinstance(one, Counted) and one.identity is not None:
            known = best.setdefault(one.identity, one)
            if _rank_of(one) < _rank_of(known):
                best[one.identity] = one
    return [
        NotUsed(one.badge.key, _TWICE.code, _TWICE.text)
        if isinstance(one, Counted) and one.identity and best[one.identity] is not one
        else one
        for one in listed
    ]


def are_of_one_subject(subjects: Sequence[str | None]) -> bool:
    """Whether all of the badges say that they are about the same; never proved here."""
    return len(set(subjects)) == 1 and None not in subjects


def notes_on_holders(subjects: Sequence[str | None]) -> tuple[Note, ...]:
    """What is to be known about whose the badges are; nothing proves the holder here.

    Several badges are not taken to be of one person unless all of them name the same subject.
    """
    is_one = len(subjects) < 2 or are_of_one_subject(subjects)
    return tuple(note for note, is_so in ((_HOLDER, subjects), (_SEVERAL, not is_one)) if is_so)


def _rank_of(one: Counted) -> int:
    return _BEST_FIRST.index(one.badge.standing)


def _standing_of(report: Report) -> Standing | None:
    wrong = {check.code for check in report.checks if check.outcome is Outcome.FAIL}
    if report.verdict is Verdict.INVALID and wrong != {"time.expired"}:
        return None
    if not (report.credential or {}).get("isConfirmed"):
        return Standing.UNPROVED
    if any(check.outcome is Outcome.UNKNOWN for check in report.checks):
        return Standing.UNCHECKED
    return Standing.EXPIRED if wrong else Standing.CURRENT


def _is_unfinished(submission: Submission) -> bool:
    """Whether any result says so; which of them is about which skill cannot be told for certain."""
    subjects = as_list(submission.credential.get("credentialSubject"))
    results = (
        result
        for subject in subjects
        if isinstance(subject, dict)
        for result in as_list(subject.get("result"))
    )
    return any(isinstance(one, dict) and one.get("status") in _UNFINISHED for one in results)


def _alignments_of(credential: JsonObject) -> list[JsonObject]:
    """Alignments with an address, the first of each: the name beside one is never a key."""
    found: dict[str, JsonObject] = {}
    for one in credential["skills"]:
        uri = one["uri"]
        if isinstance(uri, str) and len(uri) <= _MAX_SKILL:
            found.setdefault(uri, one)
            if len(found) == _MAX_SKILLS:
                break
    return list(found.values())


def _identity_of(credential: JsonObject) -> tuple[str, str] | None:
    issuer, own = _text(credential["issuer"]["id"]), _text(credential["id"])
    return (issuer, own) if issuer and own else None


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


def _text(told: object) -> str | None:
    return told if isinstance(told, str) else None


def _subject_of(submission: Submission) -> str | None:
    subjects = as_list(submission.credential.get("credentialSubject"))
    ids = [one.get("id") for one in subjects if isinstance(one, dict)]
    return ids[0] if len(ids) == 1 and isinstance(ids[0], str) else None
