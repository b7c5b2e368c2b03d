"""What the city can recognise an issuer for: ``skill:CODE``, ``achievementType:X``, or all of it.

An empty scope is everything the issuer awards. A badge falls under a scope when one of its words
fits; which words fit which badge is decided where a badge is judged.
"""

from collections.abc import Sequence

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.vocabulary import AchievementType

SKILL, KIND = "skill:", "achievementType:"
MOST_WORDS = 100
_KINDS = frozenset(kind.value for kind in AchievementType)


def read_scope(parts: Parts, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a scope, each once, in the order they came.

    Refuses ``InvalidRequest`` with every word that is none of ours, names a skill that is not in
    the catalogue (by its code), or a kind that Open Badges 3.0 does not have.
    """
    findings = find_scope_faults(parts, words)
    if findings:
        hint = "Use skill:CODE or achievementType:NAME, or nothing for everything."
        raise InvalidRequest("The city cannot recognise this.", hint=hint, findings=findings)
    return tuple(dict.fromkeys(words))


def find_scope_faults(parts: Parts, words: Sequence[str]) -> list[Finding]:
    """What is wrong with the words of a scope; nothing when all is well."""
    if len(words) > MOST_WORDS:
        return [Finding("recognition.scope", "/scope", f"Use at most {MOST_WORDS} words.")]
    skills = parts.skills.take(parts.database, parts.now()).catalogue.skills
    findings = []
    for number, word in enumerate(words):
        kind, _, name = word.partition(":")
        place = f"/scope/{number}"
        if f"{kind}:" == SKILL:
            if name not in skills:
                message = "There is no such skill in the catalogue."
                findings.append(Finding("recognition.skill", place, message))
        elif f"{kind}:" != KIND or name not in _KINDS:
            message = "Use skill:CODE, or achievementType: and a kind of Open Badges 3.0."
            findings.append(Finding("recognition.scope", place, message))
    return findings
