"""Where a design begins: empty, with a ready-made badge, or with a badge that is there."""

from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import NotFound
from badgeservice.journeys.designing.design import DEFAULT_ART, Design, School
from badgeservice.journeys.designing.recognising import recognise_art
from badgeservice.journeys.designing.schooling import write_school
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.art import BadgeArt, find_art_faults
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.education import education_lines, read_education
from badgeservice.skills.shared import shared_catalogue


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """A badge of an organisation, and how often it is given now."""

    version: AchievementVersion
    awarded: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A badge that is there as a design; ``is_drawn_anew``: its picture cannot be taken over."""

    version: AchievementVersion
    design: Design
    is_drawn_anew: bool


def read_own(parts: Parts, issuer_did: str) -> tuple[OwnBadge, ...]:
    """The badges of an organisation in their newest version, the newest first."""
    with parts.database.open_store(read_only=True) as store:
        versions = store.achievements.of_issuer(issuer_did)
        awarded = store.awards.given_by(issuer_did)
    return tuple(OwnBadge(one, awarded.get(one.achievement_id, 0)) for one in reversed(versions))


def read_own_one(parts: Parts, issuer_did: str, achievement_id: str) -> OwnBadge:
    """One badge of an organisation; refuses ``NotFound``, also for one of somebody else."""
    with parts.database.open_store(read_only=True) as store:
        latest = store.achievements.latest(achievement_id)
        awarded = store.awards.given_by(issuer_did)
    if latest is None or latest.issuer_did != issuer_did:
        raise NotFound("There is no such badge here for you.")
    return OwnBadge(latest, awarded.get(achievement_id, 0))


def begin_empty(language: str) -> Design:
    """A design with nothing in it but a picture to begin with."""
    return Design(language=language)


def begin_with_shared(shared_id: str, language: str) -> Design:
    """A ready-made badge as a design; refuses ``NotFound``."""
    badge = shared_catalogue().badges.get(shared_id)
    if badge is None or language not in badge.texts:
        raise NotFound("There is no such shared badge.")
    text = badge.texts[language]
    art = BadgeArt(
        *(badge.art.shape, badge.art.colour, badge.art.accent, badge.art.pictogram), text.name
    )
    return Design(
        name=text.name,
        about=text.description,
        criteria=text.criteria,
        levels=tuple(DraftLevel(one.name, one.description) for one in text.levels),
        skills=badge.skills,
        kind=badge.achievement_type,
        language=language,
        art=without_text_if_too_long(art),
        shared_id=shared_id,
    )


def begin_with_own(parts: Parts, version: AchievementVersion) -> Begun:
    """A badge that is there as a design, to make its next version."""
    body = version.body
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    art = recognise_art(version.image_svg)
    criteria, school = _criteria_and_school(body)
    design = Design(
        name=body["name"],
        about=body["description"],
        criteria=criteria,
        levels=_levels(body),
        skills=_skills(catalogue, body),
        kind=body["achievementType"],
        language=body.get("inLanguage", "nl"),
        art=art or DEFAULT_ART,
        school=school,
    )
    return Begun(version, design, is_drawn_anew=art is None)


def without_text_if_too_long(art: BadgeArt) -> BadgeArt:
    """The same picture, without its text where that does not fit around it."""
    faults = {one.pointer for one in find_art_faults(art)}
    if faults != {"/ringText"}:
        return art
    return BadgeArt(art.shape, art.colour, art.accent, art.pictogram, "")


def _criteria_and_school(body: JsonObject) -> tuple[str, School]:
    """The criteria without the lines about education that were written below them."""
    criteria = str(body["criteria"].get("narrative", ""))
    education = read_education(body)
    if education is not None:
        lines = education_lines(education, body.get("inLanguage", "nl"))
        criteria = criteria.removesuffix(f"\n\n{lines}") if lines else criteria
    return criteria, write_school(education)


def _levels(body: JsonObject) -> tuple[DraftLevel, ...]:
    return tuple(
        DraftLevel(level["name"], level.get("description", ""))
        for described in body.get("resultDescription", [])
        for level in described.get("rubricCriterionLevel", [])
    )


def _skills(catalogue: Catalogue, body: JsonObject) -> tuple[str, ...]:
    read = read_alignments(catalogue, body.get("alignment", []))
    skills = (one.skill.code for one in read if one.skill and one.framework.is_about_skills)
    return tuple(dict.fromkeys(skills))
