"""Rules for the recipient, the achievement and the results (section 4.1)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.vocabulary import ResultType

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
_HASH: Final = re.compile(r"sha256\$[0-9a-fA-F]{64}|md5\$[0-9a-fA-F]{32}")
_NO_SUCH_PART: Final = "The achievement has no part with this id."


@dataclass(frozen=True, slots=True)
class Gradings:
    """What an achievement says about results: its descriptions by their ids, and their levels."""

    descriptions: Mapping[str, Place]
    levels: frozenset[str]


NO_GRADINGS: Final = Gradings({}, frozenset())


def find_subject_faults(credential: Place) -> Iterator[Finding]:
    """Faults of a badge's subject: nobody named, dangling references, results without status."""
    subject = credential.object("credentialSubject")
    if subject is None:
        return
    yield from find_nameless_faults(subject)
    achievement = subject.object("achievement")
    if achievement is not None:
        yield from find_achievement_rule_faults(achievement)
        yield from find_result_faults(subject, find_gradings(achievement))


def find_nameless_faults(subject: Place) -> Iterator[Finding]:
    """A subject that nothing names."""
    if "id" not in subject.value and not subject.value.get("identifier"):
        sentence = "The subject needs an id or at least one identifier."
        yield subject.finding("data.subject_unidentified", sentence)


def find_achievement_rule_faults(achievement: Place) -> Iterator[Finding]:
    """Faults of an achievement that its class cannot tell."""
    criteria = achievement.object("criteria")
    if criteria is not None and not _is_filled(criteria):
        sentence = "Criteria need an id or a narrative."
        yield criteria.finding("data.criteria_empty", sentence)
    for description in achievement.objects("resultDescription"):
        value = description.value
        level = value.get("requiredLevel")
        if isinstance(level, str) and level not in _by_id(_levels(description)):
            yield description.finding("data.result_reference", _NO_SUCH_PART, "requiredLevel")
        if "requiredValue" in value and not may_be_value(value, value["requiredValue"]):
            sentence = "The required value is not among the values that are possible."
            yield description.finding("data.required_value", sentence, "requiredValue")


def find_identity_faults(identity: Place) -> Iterator[Finding]:
    """A hashed identity must hold a hash of the known form (section 1.1, IdentityHash)."""
    text = identity.value.get("identityHash")
    if identity.value.get("hashed") is not True or not isinstance(text, str):
        return
    if _HASH.fullmatch(text) is None:
        sentence = "A hash is written as sha256$ or md5$ and its hexadecimal digits."
        yield identity.finding("data.identity_hash", sentence, "identityHash")


def may_be_value(description: dict[str, Any], value: object) -> bool:
    """Whether a result value is possible: among the allowed ones, or else in the range.

    A description with neither, or with bounds that are no plain numbers, allows everything.
    """
    if not isinstance(value, str):
        return True  # the class says so
    allowed = description.get("allowedValue")
    if allowed is not None:
        return value in allowed if isinstance(allowed, list) else value == allowed
    low, high = _number(description.get("valueMin")), _number(description.get("valueMax"))
    if low is None and high is None:
        return True
    number = _number(value)
    if number is None:
        return False
    return (low is None or low <= number) and (high is None or number <= high)


def find_gradings(achievement: Place) -> Gradings:
    """What an achievement says about the results that it can have."""
    if "resultDescription" not in achievement.value:
        return NO_GRADINGS
    descriptions = _by_id(achievement.objects("resultDescription"))
    levels = frozenset(id_ for item in descriptions.values() for id_ in _by_id(_levels(item)))
    return Gradings(descriptions, levels)


def gradings_of(credential: Place) -> Gradings:
    """What the achievement of a badge says about results; nothing where there is none."""
    subject = credential.object("credentialSubject")
    achievement = subject.object("achievement") if subject is not None else None
    return NO_GRADINGS if achievement is None else find_gradings(achievement)


def find_result_faults(subject: Place, gradings: Gradings) -> Iterator[Finding]:
    """Results that name parts the achievement does not have, or lack the status they tell of."""
    if "result" not in subject.value:
        return
    for result in subject.objects("result"):
        name, level = result.value.get("resultDescription"), result.value.get("achievedLevel")
        if isinstance(name, str):
            description = gradings.descriptions.get(name)
            if description is None:
                yield result.finding("data.result_reference", _NO_SUCH_PART, "resultDescription")
            elif _is_status(description) and "status" not in result.value:
                sentence = "A result of the type Status needs a status."
                yield result.finding("data.status_missing", sentence, "status")
        if isinstance(level, str) and level not in gradings.levels:
            yield result.finding("data.result_reference", _NO_SUCH_PART, "achievedLevel")


def _by_id(places: Iterable[Place]) -> dict[str, Place]:
    return {place.value["id"]: place for place in places if isinstance(place.value.get("id"), str)}


def _is_filled(criteria: Place) -> bool:
    narrative = criteria.value.get("narrative")
    return "id" in criteria.value or (narrative is not None and narrative != "")


def _is_status(description: Place) -> bool:
    return bool(description.value.get("resultType") == ResultType.STATUS)


def _levels(description: Place) -> Iterator[Place]:
    return description.objects("rubricCriterionLevel")


def _number(text: object) -> Decimal | None:
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return Decimal(text)
    return None
