"""A CompetentNL skill as OB 3.0 Alignments; ``targetUrl`` is the key for verifiers."""

from badgeservice.document import JsonObject
from badgeservice.skills.alignments.frameworks import SKILL_TYPE, Framework
from badgeservice.skills.concepts import Skill


def alignment(skill: Skill) -> JsonObject:
    """The skill as an Alignment; a description only where the real definition is known."""
    body: JsonObject = {
        "type": ["Alignment"],
        "targetName": skill.label,
        "targetUrl": skill.uri,
        "targetFramework": Framework.COMPETENTNL.value,
        "targetCode": skill.code,
        "targetType": SKILL_TYPE,
    }
    if skill.definition:
        body["targetDescription"] = skill.definition
    return body


def alignments_of(skill: Skill) -> list[JsonObject]:
    """The skill, and beside it each concept of ESCO that means exactly the same."""
    return [alignment(skill), *(_esco(skill, uri) for uri in skill.esco())]


def _esco(skill: Skill, uri: str) -> JsonObject:
    # The name is CompetentNL's, for an exact match names the same thing. The type is edubadges'.
    return {
        "type": ["Alignment"],
        "targetName": skill.label,
        "targetUrl": uri,
        "targetFramework": Framework.ESCO.value,
        "targetType": "ext:ESCOAlignment",
    }
