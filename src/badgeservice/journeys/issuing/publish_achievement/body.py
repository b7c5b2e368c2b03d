"""A draft as the OB 3.0 Achievement that is embedded in badges."""

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.publish_achievement.draft import (
    AchievementDraft,
    DraftLevel,
    Origin,
)
from badgeservice.openbadges.publishing import Addresses
from badgeservice.skills.alignments import alignments_of
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Skill
from badgeservice.skills.education import education_alignments, education_lines

_LEVEL_WORDS = {"nl": "Niveau", "en": "Level"}


def achievement_body(
    addresses: Addresses,
    identifier: str,
    version: int,
    draft: AchievementDraft,
    skills: list[Skill],
    catalogue: Catalogue,
) -> JsonObject:
    """The Achievement (section B.1.1); what is empty is left out."""
    body: JsonObject = {
        "id": addresses.achievement(identifier),
        "type": ["Achievement"],
        "achievementType": draft.achievement_type,
        "name": draft.name.strip(),
        "description": draft.description.strip(),
        "criteria": {"narrative": _criteria(draft)},
        "image": {
            "id": addresses.achievement_image(identifier, version),
            "type": "Image",
            "caption": draft.name.strip(),
        },
        "inLanguage": draft.language,
        "version": str(version),
    }
    alignments = [one for skill in skills for one in alignments_of(skill)]
    if draft.education is not None:
        alignments += education_alignments(catalogue, draft.education, draft.language)
    if alignments:
        body["alignment"] = alignments
    if draft.tags:
        body["tag"] = list(draft.tags)
    if draft.levels:
        body["resultDescription"] = [_describe_levels(body["id"], draft)]
    if draft.origin:
        body["related"] = [_relate(draft.origin)]
    return body


def _relate(origin: Origin) -> JsonObject:
    """Related (OB 3.0): another edition that is the same for most purposes."""
    return {
        "id": origin.url,
        "type": ["Related"],
        "inLanguage": origin.language,
        "version": origin.version,
    }


def _criteria(draft: AchievementDraft) -> str:
    criteria = draft.criteria.strip()
    if not criteria or draft.education is None:
        return criteria
    lines = education_lines(draft.education, draft.language)
    return f"{criteria}\n\n{lines}" if lines else criteria


def _describe_levels(url: str, draft: AchievementDraft) -> JsonObject:
    language = draft.language.partition("-")[0]
    return {
        "id": f"{url}#levels",
        "type": ["ResultDescription"],
        "name": _LEVEL_WORDS.get(language, _LEVEL_WORDS["en"]),
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            _describe_level(url, place, level) for place, level in enumerate(draft.levels, start=1)
        ],
    }


def _describe_level(url: str, place: int, level: DraftLevel) -> JsonObject:
    return {
        "id": f"{url}#level-{place}",
        "type": ["RubricCriterionLevel"],
        "name": level.name.strip(),
        "description": level.description.strip(),
        "level": str(place),
    }
