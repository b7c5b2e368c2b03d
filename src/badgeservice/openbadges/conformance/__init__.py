"""Whether a document follows Open Badges 3.0: its class and every rule no schema can tell.

Faults make a document invalid, warnings never do. All findings come at once, each with a stable
code, a JSON Pointer (a missing member has the pointer it should have had) and a sentence that
never repeats a value.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.advice import find_advice, find_advice_for_badge
from badgeservice.openbadges.conformance.contexts import find_context_faults
from badgeservice.openbadges.conformance.credential import find_credential_faults
from badgeservice.openbadges.conformance.legacy import (
    as_version_2,
    find_version_faults,
    with_old_names,
)
from badgeservice.openbadges.conformance.ordinary import (
    Shortcuts,
    choose_shortcuts,
    find_ordinary,
)
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.strictness import (
    find_forgiven,
    find_forgiven_in_credential,
)
from badgeservice.openbadges.conformance.structure import find_structure_faults
from badgeservice.openbadges.conformance.subject import (
    Gradings,
    find_achievement_rule_faults,
    find_identity_faults,
    find_nameless_faults,
    find_result_faults,
    find_subject_faults,
)
from badgeservice.openbadges.conformance.survey import CredentialPlace, Kind, survey_document
from badgeservice.openbadges.model import (
    Achievement,
    AchievementCredential,
    EndorsementCredential,
    Profile,
)
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS, KNOWN_CONTEXTS

__all__ = [
    "Review",
    "Shortcuts",
    "choose_shortcuts",
    "find_achievement_faults",
    "find_endorsement_faults",
    "find_faults",
    "find_legacy_faults",
    "find_profile_faults",
    "find_warnings",
    "review_badge",
]

_USUAL_CONTEXTS = list(BADGE_CONTEXTS)


@dataclass(frozen=True, slots=True)
class Review:
    """What ``find_faults`` and ``find_warnings`` say of one badge.

    ``is_ordinary``: nothing about a single object needed saying, and it holds no endorsement.
    """

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    is_ordinary: bool = False


def review_badge(credential: JsonObject, content: JsonObject) -> Review:
    """Judge and advise in one pass what a verifier received, for the price of less than one.

    ``content`` is the credential without what its class does not have: proof, claims of a token.
    The faults are those of the content, the warnings those of all of it.
    """
    beside = [value for name, value in credential.items() if name not in content]
    gradings = find_ordinary(content, beside)
    if gradings is None:
        faults = _find_every_fault(content, KNOWN_CONTEXTS, issuing=False)
        return Review(faults, find_warnings(credential))
    return Review(
        _find_faults_of_ordinary(content, gradings, KNOWN_CONTEXTS, issuing=False),
        _find_warnings_of_ordinary(credential, gradings),
        is_ordinary=True,
    )


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
    gradings = find_ordinary(credential)
    if gradings is None:
        return _find_every_fault(credential, known_contexts, issuing)
    return _find_faults_of_ordinary(credential, gradings, known_contexts, issuing)


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


def _find_every_fault(
    credential: JsonObject, known_contexts: Collection[str], issuing: bool
) -> tuple[Finding, ...]:
    rules = find_subject_faults(Place(credential))
    return _judge(AchievementCredential, credential, "badge", known_contexts, rules, issuing)


def _find_faults_of_ordinary(
    credential: JsonObject, gradings: Gradings, known_contexts: Collection[str], issuing: bool
) -> tuple[Finding, ...]:
    """The rules that are left for an ordinary badge, in the order of ``_judge``."""
    place = Place(credential)
    whole = CredentialPlace(place, is_endorsement=False, inherits_extensions=False)
    findings: list[Finding] = []
    if known_contexts is not KNOWN_CONTEXTS or credential.get("@context") != _USUAL_CONTEXTS:
        findings += find_context_faults(place, is_credential=True, known_contexts=known_contexts)
    subject = Place(credential["credentialSubject"], (None, "credentialSubject"))
    findings += find_nameless_faults(subject)
    findings += find_result_faults(subject, gradings)
    findings += find_credential_faults(whole)
    if issuing:
        findings += find_forgiven_in_credential(whole)
    return _once(findings)


def _find_warnings_of_ordinary(credential: JsonObject, gradings: Gradings) -> tuple[Finding, ...]:
    """The advice that is left for an ordinary badge, in the order of ``find_warnings``."""
    place = Place(credential)
    whole = CredentialPlace(place, is_endorsement=False, inherits_extensions=False)
    return _once([*find_forgiven_in_credential(whole), *find_advice_for_badge(place, gradings)])


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


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each code once per place: several rules may see the same null."""
    if len(findings) < 2:
        return tuple(findings)
    return tuple({(finding.code, finding.pointer): finding for finding in findings}.values())
