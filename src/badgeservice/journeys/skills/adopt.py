"""An issuer takes a shared badge, changes what it wants, and publishes it as its own."""

from dataclasses import dataclass, replace

from badgeservice.errors import Conflict, Finding, InvalidRequest, NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.publish_achievement import (
    AchievementDraft,
    DraftLevel,
    Origin,
    publish_achievement,
    tell_meant,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import PublicAchievement, read_issuers
from badgeservice.openbadges.art import BadgeArt, compose_svg, find_art_faults, rasterise
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.publishing import Addresses
from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.concepts import Skill
from badgeservice.skills.shared import (
    SharedBadge,
    SharedCatalogue,
    SharedText,
    find_shared,
    shared_catalogue,
)

_IMAGE_WIDTH_PX = 512


@dataclass(frozen=True, slots=True)
class Changes:
    """What an issuer writes differently; None leaves it as it is shared, empty takes it away.

    ``skills`` are CompetentNL codes or URIs. Without ``art`` of its own, a badge with another
    name is drawn with that name, or with no text when it does not fit.
    """

    name: str | None = None
    description: str | None = None
    criteria: str | None = None
    skills: tuple[str, ...] | None = None
    levels: tuple[DraftLevel, ...] | None = None
    art: BadgeArt | None = None
    tags: tuple[str, ...] | None = None


UNCHANGED = Changes()


@dataclass(frozen=True, slots=True)
class Offered:
    """The shared badges that were asked for, with all skills they name, by code."""

    catalogue: SharedCatalogue
    badges: tuple[SharedBadge, ...]
    skills: dict[str, Skill]


@dataclass(frozen=True, slots=True)
class OfferedOne:
    """One shared badge with its skills, and the achievements that issuers made of it."""

    catalogue: SharedCatalogue
    badge: SharedBadge
    skills: dict[str, Skill]
    adoptions: tuple[PublicAchievement, ...]


def adopt(
    parts: Parts,
    caller: Caller,
    issuer_did: str,
    shared_id: str,
    *,
    language: str = "nl",
    changes: Changes = UNCHANGED,
) -> AchievementVersion:
    """Publish a shared badge as an achievement of this issuer, changed as it wishes.

    The signed achievement names the shared badge as ``related`` (OB 3.0, class Related: the same
    for most purposes), and so does the audit line, unless the criteria or the skills are others.
    Refuses ``NotFound`` (no such badge, or another issuer), ``InvalidRequest``
    (language, art), ``NotConformant``, and ``Conflict`` when the issuer gives this one under
    this name already: a duplicate by accident.
    """
    caller.require_issuer(issuer_did)
    badge = _find(shared_id)
    draft = _draft(parts.addresses, badge, language, changes)
    _refuse_duplicate(parts, issuer_did, draft)
    return publish_achievement(parts, caller, issuer_did, draft)


def offer(parts: Parts, *, query: str = "", skill: str = "") -> Offered:
    """The shared badges for these words and this CompetentNL code or URI; all when both are empty.

    Refuses ``InvalidRequest`` for a skill that is not known, or a query over ``max_query_length``.
    """
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    findings = []
    if len(query) > parts.rules.max_query_length:
        message = f"Use {parts.rules.max_query_length} characters at most."
        findings.append(Finding("query.too_long", "/query", message))
    found = catalogue.find_any_skill(skill) if skill else None
    if skill and found is None:
        meant = tell_meant(catalogue, skill)
        message = f"This code is no CompetentNL skill that we know.{meant}"
        findings.append(Finding("query.skill", "/skill", message))
    if findings:
        raise InvalidRequest("The query is not valid.", findings=findings)
    known = {**catalogue.withdrawn, **catalogue.skills}
    shared = shared_catalogue()
    badges = find_shared(shared, known, query=query, skill=found.code if found else "")
    return Offered(shared, badges, known)


def offer_one(parts: Parts, shared_id: str) -> OfferedOne:
    """One shared badge and who gives it; refuses ``NotFound``."""
    badge = _find(shared_id)
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    return OfferedOne(
        catalogue=shared_catalogue(),
        badge=badge,
        skills={**catalogue.withdrawn, **catalogue.skills},
        adoptions=find_adoptions(parts, shared_id),
    )


def find_adoptions(parts: Parts, shared_id: str) -> tuple[PublicAchievement, ...]:
    """Who gives this shared badge now, by name of the issuer; a suspended issuer is left out."""
    url = shared_url(parts.addresses, shared_id)
    return tuple(
        PublicAchievement(achievement, public.issuer, public.recognition)
        for public in read_issuers(parts)
        if public.issuer.suspended_at is None
        for achievement in public.achievements
        if _stems_from(achievement, url)
    )


def draw_shared(shared_id: str, language: str = "nl") -> bytes:
    """The art of a shared badge as PNG of 512 pixels wide; refuses ``NotFound``."""
    badge = _find(shared_id)
    text = badge.texts.get(language)
    if text is None:
        raise NotFound("There is no such shared badge in this language.")
    return rasterise(compose_svg(_draw(badge, text.name)), _IMAGE_WIDTH_PX)


def shared_url(addresses: Addresses, shared_id: str) -> str:
    """Where a shared badge is told, and its id for other machines."""
    return f"{addresses.public_url}/v1/catalogue-achievements/{shared_id}"


def _find(shared_id: str) -> SharedBadge:
    badge = shared_catalogue().badges.get(shared_id)
    if badge is None:
        hint = "Look in the catalogue of shared badges for its id."
        raise NotFound("There is no such shared badge.", hint=hint)
    return badge


def _draft(
    addresses: Addresses, badge: SharedBadge, language: str, changes: Changes
) -> AchievementDraft:
    text = badge.texts.get(language)
    if text is None:
        message = f"Use one of: {', '.join(badge.texts)}."
        finding = Finding("shared.language", "/language", message)
        raise InvalidRequest("There is no text in this language.", findings=[finding])
    _require_drawable(changes.art)
    name = text.name if changes.name is None else changes.name
    version = shared_catalogue().version
    draft = AchievementDraft(
        name=name,
        description=text.description,
        criteria=text.criteria,
        skills=badge.skills,
        art=changes.art or _draw(badge, name),
        achievement_type=badge.achievement_type,
        language=language,
        tags=text.tags,
        levels=tuple(DraftLevel(one.name, one.description) for one in text.levels),
        origin=Origin(shared_url(addresses, badge.shared_id), language, version),
    )
    changed = {
        member: value
        for member in ("description", "criteria", "skills", "levels", "tags")
        if (value := getattr(changes, member)) is not None
    }
    kept = draft.origin if _means_the_same(badge, text, changes) else None
    return replace(draft, origin=kept, **changed)


def _means_the_same(badge: SharedBadge, text: SharedText, changes: Changes) -> bool:
    skills = {one.removeprefix(SKILL_PREFIX) for one in changes.skills or ()}
    is_about_the_same = changes.skills is None or skills == set(badge.skills)
    criteria = text.criteria if changes.criteria is None else changes.criteria
    return is_about_the_same and criteria.strip() == text.criteria


def _require_drawable(art: BadgeArt | None) -> None:
    faults = find_art_faults(art) if art else ()
    if faults:
        findings = [replace(one, pointer=f"/art{one.pointer}") for one in faults]
        detail = "The art cannot be composed like this."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def _draw(badge: SharedBadge, name: str) -> BadgeArt:
    art = badge.art
    drawn = BadgeArt(art.shape, art.colour, art.accent, art.pictogram, name)
    return replace(drawn, ring_text="") if find_art_faults(drawn) else drawn


def _refuse_duplicate(parts: Parts, issuer_did: str, draft: AchievementDraft) -> None:
    if draft.origin is None:
        return
    url = draft.origin.url
    with parts.database.open_store(read_only=True) as store:
        own = store.achievements.of_issuer(issuer_did)
    for one in own:
        if _stems_from(one, url) and _same_name(str(one.body["name"]), draft.name):
            detail = "You give this shared badge under this name already."
            hint = f"Award {one.achievement_id}, or adopt it under another name."
            raise Conflict(detail, hint=hint)


def _same_name(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _stems_from(achievement: AchievementVersion, url: str) -> bool:
    return any(one["id"] == url for one in achievement.body.get("related", []))
