"""A design becomes a badge, or the next version of one: once, however often the button is pressed.

What was awarded stays as it was.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from badgeservice.errors import Conflict, Finding, IssuerSuspended, NotConformant
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.designing.design import Advice, Design, Fault
from badgeservice.journeys.designing.judging import find_advice, find_faults
from badgeservice.journeys.designing.schooling import read_school
from badgeservice.journeys.designing.starting import Begun, read_own_one
from badgeservice.journeys.issuing.publish_achievement import (
    AchievementDraft,
    DraftLevel,
    Origin,
    publish_achievement,
)
from badgeservice.journeys.issuing.publish_achievement.body import achievement_body
from badgeservice.journeys.issuing.publish_achievement.claims import find_claims
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.adopt import shared_url
from badgeservice.openbadges.art import compose_svg
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.shared import shared_catalogue

_FIELDS = {
    "name": "name",
    "description": "about",
    "criteria": "criteria",
    "skills": "skills",
    "achievementType": "kind",
    "art": "ring",
    "education": "parts",
}
"""Member of a draft to the field that it comes from."""

_FAULT_KINDS = {
    "claim": "claim",
    "type_awards": "school_kind",
    "type_not_a_school": "school_kind",
    "not_a_school": "school_only",
    "unseen": "unseen",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What is wrong with a design, and what could be better once nothing is."""

    faults: tuple[Fault, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The badge; ``is_new`` is False where it was exactly like this already."""

    version: AchievementVersion
    is_new: bool


@dataclass(frozen=True, slots=True)
class Unmade:
    """Nothing was made, and why; ``there`` is the badge that was made from this form before."""

    faults: tuple[Fault, ...]
    there: AchievementVersion | None = None


def judge_design(
    parts: Parts, issuer: Issuer, design: Design, begun: Begun | None = None
) -> Judged:
    """Look a design over without making anything; ``begun`` is the badge that is changed."""
    faults = find_faults(_catalogue(parts), design, begun.design if begun else None)
    if not faults:
        claims = find_claims(_draft(parts, design, ()), issuer.kind)
        faults = tuple(dict.fromkeys(_translate(design, claims)))
    if faults:
        return Judged(faults, ())
    with parts.database.open_store(read_only=True) as store:
        own = store.achievements.of_issuer(issuer.did)
    changed = begun.version.achievement_id if begun else None
    others = [one for one in own if one.achievement_id != changed]
    return Judged((), find_advice(design, others))


def make_badge(
    parts: Parts, caller: Caller, issuer: Issuer, design: Design, token: str
) -> Made | Unmade:
    """Publish a design as a new badge.

    ``token`` is that of the form: the same form sent twice makes one badge. Refuses
    ``IssuerSuspended``, and ``NotFound`` for another organisation.
    """
    _require_active(caller, issuer)
    judged = judge_design(parts, issuer, design)
    if judged.faults:
        return Unmade(judged.faults)
    identifier = _identifier(issuer.did, token)
    there = _find(parts, identifier)
    if there is None:
        draft = _draft(parts, design, ())
        # Under an id of the form, so that a second one cannot slip in while the first is written.
        numbered = replace(parts, new_uuid=lambda: identifier)
        try:
            return Made(publish_achievement(numbered, caller, issuer.did, draft), is_new=True)
        except NotConformant as refusal:
            return Unmade(_faults_of(design, refusal))
        except Conflict:
            there = _find(parts, identifier)
            if there is None:
                raise
    if _is_as_designed(parts, there, design):
        return Made(there, is_new=False)
    return Unmade((Fault("form", "made"),), there)


def make_next_version(
    parts: Parts, caller: Caller, issuer: Issuer, design: Design, begun: Begun, seen: int
) -> Made | Unmade:
    """Publish a design as the version after ``seen``, the one that was changed.

    A design like the newest version makes none. Refuses ``IssuerSuspended``, and ``NotFound`` for
    another organisation.
    """
    _require_active(caller, issuer)
    latest = read_own_one(parts, issuer.did, begun.version.achievement_id).version
    judged = judge_design(parts, issuer, design, begun)
    if judged.faults:
        return Unmade(judged.faults)
    if _is_as_designed(parts, latest, design):
        return Made(latest, is_new=False)
    if latest.version != seen:
        return Unmade((Fault("form", "overtaken"),))
    draft = _draft(parts, design, latest.body.get("tag", ()))
    try:
        version = publish_achievement(
            parts,
            caller,
            issuer.did,
            replace(draft, origin=None),
            achievement_id=latest.achievement_id,
        )
    except NotConformant as refusal:
        return Unmade(_faults_of(design, refusal))
    except Conflict:
        return Unmade((Fault("form", "overtaken"),))
    return Made(version, is_new=True)


def _require_active(caller: Caller, issuer: Issuer) -> None:
    caller.require_issuer(issuer.did)
    if issuer.suspended_at is not None:
        raise IssuerSuspended("The organisation is suspended and cannot make badges.")


def _identifier(issuer_did: str, token: str) -> UUID:
    """An id of this form at this organisation; nobody can choose that of another badge."""
    return UUID(bytes=sha256(f"{issuer_did}\n{token}".encode()).digest()[:16], version=4)


def _find(parts: Parts, identifier: UUID) -> AchievementVersion | None:
    with parts.database.open_store(read_only=True) as store:
        return store.achievements.latest(str(identifier))


def _draft(parts: Parts, design: Design, tags: Sequence[str]) -> AchievementDraft:
    shared = shared_catalogue()
    badge = shared.badges.get(design.shared_id)
    if badge is not None and design.language in badge.texts:
        tags = badge.texts[design.language].tags
    url = shared_url(parts.addresses, design.shared_id) if badge else ""
    return AchievementDraft(
        name=_composed(design.name),
        description=_composed(design.about),
        criteria=_composed(design.criteria),
        skills=design.skills,
        art=replace(design.art, ring_text=_composed(design.art.ring_text)),
        achievement_type=design.kind,
        language=design.language,
        tags=tuple(tags),
        levels=tuple(
            DraftLevel(_composed(one.name), _composed(one.description))
            for one in design.levels
            if one.name.strip()
        ),
        education=read_school(design.school).education,
        origin=Origin(url, design.language, shared.version) if badge else None,
    )


def _is_as_designed(parts: Parts, there: AchievementVersion, design: Design) -> bool:
    """Whether a badge says exactly what a design says, so that nothing is left to do."""
    catalogue = _catalogue(parts)
    draft = _draft(parts, design, there.body.get("tag", ()))
    skills = [one for code in draft.skills if (one := catalogue.find_skill(code))]
    body = achievement_body(
        parts.addresses, there.achievement_id, there.version, draft, skills, catalogue
    )
    said = {name: value for name, value in body.items() if name != "related"}
    kept = {name: value for name, value in there.body.items() if name != "related"}
    return said == kept and compose_svg(draft.art) == there.image_svg


def _faults_of(design: Design, refusal: NotConformant) -> tuple[Fault, ...]:
    """What publishing itself found beyond our own look."""
    found = dict.fromkeys(_translate(design, refusal.findings))
    return tuple(found) or (Fault("form", "other"),)


def _translate(design: Design, findings: Iterable[Finding]) -> Iterator[Fault]:
    """Findings about a draft as faults of the nearest field."""
    rows = [number for number, one in enumerate(design.levels, start=1) if one.name.strip()]
    for finding in findings:
        kind = _FAULT_KINDS.get(finding.code.rpartition(".")[2], "other")
        match finding.pointer.split("/")[1:]:
            case ["levels", place, member, *_] if place.isdigit() and int(place) < len(rows):
                field = "level_name" if member == "name" else "level_text"
                yield Fault(field, kind, rows[int(place)])
            case [member, *_]:
                yield Fault(_FIELDS.get(member, "form"), kind)
            case _:
                yield Fault("form", kind)


def _catalogue(parts: Parts) -> Catalogue:
    return parts.skills.take(parts.database, parts.now()).catalogue


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()
