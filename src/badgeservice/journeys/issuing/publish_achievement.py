"""An issuer publishes an achievement: what is awarded, for what, mapped to which skills."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, NotConformant, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.art import BadgeArt, compose_svg
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.conformance import find_achievement_faults
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Skill


@dataclass(frozen=True, slots=True)
class AchievementDraft:
    """What an issuer writes. ``criteria`` is Markdown; ``skills`` are CompetentNL codes."""

    name: str
    description: str
    criteria: str
    skills: tuple[str, ...]
    art: BadgeArt
    achievement_type: str = "Badge"
    language: str = "nl"
    tags: tuple[str, ...] = ()


def publish_achievement(
    parts: Parts,
    caller: Caller,
    issuer_did: str,
    draft: AchievementDraft,
    *,
    achievement_id: str | None = None,
) -> AchievementVersion:
    """Publish a new achievement, or a new version of ``achievement_id``.

    What was awarded before stays as it was. Refuses ``NotConformant`` with all findings, and
    ``NotFound`` for an achievement of somebody else.
    """
    caller.require_issuer(issuer_did)
    skills = _find_skills(parts.skills.take(parts.database, parts.now()).catalogue, draft.skills)
    identifier = achievement_id or str(parts.new_uuid())
    now = parts.now()
    with parts.database.open_store() as store:
        version = 1
        if achievement_id is not None:
            latest = store.achievements.latest(achievement_id)
            if latest is None or latest.issuer_did != issuer_did:
                raise NotFound("There is no such achievement here for you.")
            version = latest.version + 1
        body = _achievement_body(parts, identifier, version, draft, skills)
        _require_conformant(body)
        published = AchievementVersion(
            achievement_id=identifier,
            issuer_did=issuer_did,
            version=version,
            body=body,
            image_svg=compose_svg(draft.art),
            published_at=now,
        )
        store.achievements.add_version(published)
        store.audit.append(
            audit_line(now, caller.name, "achievement.published", f"{identifier}/{version}")
        )
    return published


def alignment(skill: Skill) -> JsonObject:
    """A CompetentNL skill as an OB 3.0 Alignment; ``targetUrl`` is the key for verifiers."""
    return {
        "type": ["Alignment"],
        "targetName": skill.label,
        "targetUrl": skill.uri,
        "targetFramework": "CompetentNL",
        "targetCode": skill.code,
        "targetType": "ext:CompetentNLSkill",
    }


def _achievement_body(
    parts: Parts,
    identifier: str,
    version: int,
    draft: AchievementDraft,
    skills: list[Skill],
) -> JsonObject:
    body: JsonObject = {
        "id": parts.addresses.achievement(identifier),
        "type": ["Achievement"],
        "achievementType": draft.achievement_type,
        "name": draft.name.strip(),
        "description": draft.description.strip(),
        "criteria": {"narrative": draft.criteria.strip()},
        "image": {
            "id": parts.addresses.achievement_image(identifier, version),
            "type": "Image",
            "caption": draft.name.strip(),
        },
        "inLanguage": draft.language,
        "version": str(version),
    }
    if skills:
        body["alignment"] = [alignment(skill) for skill in skills]
    if draft.tags:
        body["tag"] = list(draft.tags)
    return body


def _find_skills(catalogue: Catalogue, codes: tuple[str, ...]) -> list[Skill]:
    found, findings = [], []
    for index, code in enumerate(codes):
        skill = catalogue.find_skill(code)
        if skill is None:
            message = "This code is no CompetentNL skill that we know."
            findings.append(Finding("achievement.skill", f"/skills/{index}", message))
        elif skill in found:
            message = "This skill is named twice."
            findings.append(Finding("achievement.skill_twice", f"/skills/{index}", message))
        else:
            found.append(skill)
    if findings:
        raise NotConformant("The skills cannot be used as they are.", findings=findings)
    return found


def _require_conformant(body: JsonObject) -> None:
    findings = [
        Finding(f"achievement.{name}_empty", f"/{name}", "Fill this in.")
        for name, text in (
            ("name", body["name"]),
            ("description", body["description"]),
            ("criteria", body["criteria"]["narrative"]),
        )
        if not text
    ]
    findings += find_achievement_faults(body)
    if findings:
        detail = "The achievement cannot be published as it is."
        raise NotConformant(detail, hint="Correct every finding.", findings=findings)
