"""Whether a document follows Open Badges 3.0: its class and every rule no schema can tell.

Faults make a document invalid, warnings never do. All findings come at once, each with a stable
code, a JSON Pointer (a missing member has the pointer it should have had) and a sentence that
never repeats a value.
"""

from collections.abc import Collection, Iterable

from pydantic import BaseModel

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.advice import find_advice
from badgeservice.openbadges.conformance.credential import find_credential_faults
from badgeservice.openbadges.conformance.legacy import (
    as_version_2,
    find_version_faults,
    with_old_names,
)
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.strictness import find_forgiven
from badgeservice.openbadges.conformance.structure import find_structure_faults
from badgeservice.openbadges.conformance.subject import (
    find_achievement_rule_faults,
    find_identity_faults,
    find_subject_faults,
)
from badgeservice.openbadges.conformance.survey import Kind, survey_document
from badgeservice.openbadges.model import (
    Achievement,
    AchievementCredential,
    EndorsementCredential,
    Profile,
)
from badgeservice.openbadges.vocabulary import KNOWN_CONTEXTS

__all__ = [
    "find_achievement_faults",
    "find_endorsement_faults",
    "find_faults",
    "find_legacy_faults",
    "find_profile_faults",
    "find_warnings",
]


def find_faults(
    credential: JsonObject,
    *,
    issuing: bool = False,
    known_contexts: Collection[str] = KNOWN_CONTEXTS,
) -> tuple[Finding, ...]:
    """Everything that keeps an AchievementCredential from being one (sections 1 and 4.1).

    ``issuing`` adds what we read from others but never sign: a bare issuer, MD5 or unsalted
    hashes, national identity numbers, an old context, a status index that is a number, clashing
    objects with one id. Nested endorsements are judged too. An empty answer means conformant.
    """
    rules = find_subject_faults(Place(credential))
    return _judge(AchievementCredential, credential, "badge", known_contexts, rules, issuing)


def find_legacy_faults(credential: JsonObject) -> tuple[Finding, ...]:
    """Everything that keeps a badge of VCDM 1.1 from being one (AchievementCredentialv1p1)."""
    found = with_old_names(find_faults(as_version_2(credential)))
    return _once([*found, *find_version_faults(credential)])


def find_endorsement_faults(
    endorsement: JsonObject,
    *,
    issuing: bool = False,
    known_contexts: Collection[str] = KNOWN_CONTEXTS,
) -> tuple[Finding, ...]:
    """Everything that keeps an EndorsementCredential from standing by itself."""
    return _judge(EndorsementCredential, endorsement, "endorsement", known_contexts, (), issuing)


def find_profile_faults(
    profile: JsonObject,
    *,
    issuing: bool = False,
    known_contexts: Collection[str] = KNOWN_CONTEXTS,
) -> tuple[Finding, ...]:
    """Everything that keeps an object from being a Profile, embedded or published."""
    return _judge(Profile, profile, "part", known_contexts, (), issuing)


def find_achievement_faults(
    achievement: JsonObject,
    *,
    issuing: bool = False,
    known_contexts: Collection[str] = KNOWN_CONTEXTS,
) -> tuple[Finding, ...]:
    """Everything that keeps an object from being an Achievement, embedded or published."""
    rules = find_achievement_rule_faults(Place(achievement))
    return _judge(Achievement, achievement, "part", known_contexts, rules, issuing)


def find_warnings(credential: JsonObject) -> tuple[Finding, ...]:
    """What is forgiven in an AchievementCredential of others, and what could be better in it."""
    survey = survey_document(credential, "badge", known_contexts=KNOWN_CONTEXTS)
    return _once([*find_forgiven(survey), *find_advice(Place(credential), survey)])


def _judge(
    model: type[BaseModel],
    document: JsonObject,
    kind: Kind,
    known_contexts: Collection[str],
    rules: Iterable[Finding],
    issuing: bool,
) -> tuple[Finding, ...]:
    survey = survey_document(document, kind, known_contexts=known_contexts)
    findings = [*find_structure_faults(model, document), *survey.faults, *rules]
    for credential in survey.credentials:
        findings += find_credential_faults(credential)
    for place in survey.objects:
        if "identityHash" in place.value:
            findings += find_identity_faults(place)
    if issuing:
        findings += find_forgiven(survey)
    return _once(findings)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each code once per place: several rules may see the same null."""
    return tuple({(finding.code, finding.pointer): finding for finding in findings}.values())
