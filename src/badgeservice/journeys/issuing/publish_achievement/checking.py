"""What of a draft cannot be used, all of it at once and each at its place."""

from collections.abc import Iterator
from dataclasses import replace

from badgeservice.errors import Finding, NotConformant
from badgeservice.journeys.issuing.publish_achievement.claims import find_claims
from badgeservice.journeys.issuing.publish_achievement.draft import AchievementDraft
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.openbadges.plain_text import LAYOUT, has_unseen
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Layer, Skill
from badgeservice.skills.education import find_education_faults
from badgeservice.skills.lookalikes import (
    AddressFault,
    AddressJudge,
    AddressKind,
    JudgedAddress,
    find_meant_skill,
)

_REASONS = {
    AddressFault.CODE_ONLY: "A code has ten characters, 0 to 9 and A to F in capitals.",
    AddressFault.DISGUISED: "Some characters in this address are not what they look like.",
    AddressFault.ESCO: "This is an address of ESCO.",
    AddressFault.KNOWLEDGE_AREA: "This is the address of a knowledge area.",
    AddressFault.OCCUPATION: "This is the address of an occupation.",
    AddressFault.CASE: "In the address of a skill, the code is in capitals.",
    AddressFault.SCHEME: "The address of a skill starts with https.",
    AddressFault.HOST: "The address of a skill is on another site.",
    AddressFault.ENDING: "The address of a skill ends with its code.",
    AddressFault.PATH: "The address of a skill is written in another way.",
}


def find_skills(catalogue: Catalogue, draft: AchievementDraft, kind: IssuerKind) -> list[Skill]:
    """The skills of a draft that is otherwise well-formed, and fit for an issuer of this kind.

    Refuses ``NotConformant`` with everything that is wrong with its texts, skills, levels and
    education, and with all that only a school may claim.
    """
    judge = AddressJudge(catalogue)
    found: list[Skill] = []
    findings: list[Finding] = []
    for index, told in enumerate(draft.skills):
        skill = catalogue.find_skill(told)
        fault = _find_fault(catalogue, judge, told, skill, found)
        if fault is not None:
            findings.append(Finding(f"achievement.{fault[0]}", f"/skills/{index}", fault[1]))
        elif skill is not None:
            found.append(skill)
    findings += _find_level_faults(draft)
    findings += _find_unseen(draft)
    findings += find_claims(draft, kind)
    if draft.education is not None:
        for one in find_education_faults(draft.education):
            findings.append(replace(one, pointer=f"/education{one.pointer}"))
    if findings:
        detail = "The achievement cannot be published as it is."
        raise NotConformant(detail, hint="Correct every finding.", findings=findings)
    return found


def _find_fault(
    catalogue: Catalogue, judge: AddressJudge, told: str, skill: Skill | None, found: list[Skill]
) -> tuple[str, str] | None:
    if skill is not None:
        if skill in found:
            return "skill_twice", "This skill is named twice."
        if skill.layer is not Layer.SPECIFIC:
            return "skill_layer", "This is a group of skills. Choose a skill from that group."
        return None
    withdrawn = catalogue.find_any_skill(told)
    if withdrawn is not None:
        return "skill_withdrawn", _tell_withdrawn(withdrawn)
    judged = judge.judge(told)
    if judged.kind is AddressKind.LOOKALIKE:
        return "skill_lookalike", _tell_lookalike(judged)
    return "skill", f"This code is no CompetentNL skill that we know.{tell_meant(catalogue, told)}"


def tell_meant(catalogue: Catalogue, told: str) -> str:
    """Which skill may be meant by what is none, as a sentence to add; or nothing."""
    meant = find_meant_skill(catalogue, told)
    if meant is None or meant.withdrawn_in or meant.layer is not Layer.SPECIFIC:
        return ""
    return f" Did you mean {meant.code} ({meant.label})?"


def _tell_withdrawn(skill: Skill) -> str:
    release = f" {skill.withdrawn_in}" if skill.withdrawn_in else ""
    return f"CompetentNL withdrew this skill in release{release}. Choose another one."


def _tell_lookalike(judged: JudgedAddress) -> str:
    reason = _REASONS[judged.fault or AddressFault.PATH]
    if judged.skill is None:
        return f"{reason} It names no CompetentNL skill. Look the skill up by its name."
    if judged.skill.withdrawn_in:
        return f"{reason} {_tell_withdrawn(judged.skill)}"
    return f"{reason} Use {judged.skill.code} ({judged.skill.label})."


def _find_unseen(draft: AchievementDraft) -> Iterator[Finding]:
    lines = [
        ("/name", draft.name, ""),
        ("/description", draft.description, LAYOUT),
        ("/criteria", draft.criteria, LAYOUT),
        ("/art/ringText", draft.art.ring_text, ""),
        *((f"/tags/{place}", tag, "") for place, tag in enumerate(draft.tags)),
    ]
    for place, level in enumerate(draft.levels):
        lines.append((f"/levels/{place}/name", level.name, ""))
        lines.append((f"/levels/{place}/description", level.description, LAYOUT))
    for pointer, text, allowed in lines:
        if has_unseen(text.strip(), allowed=allowed):
            message = "Leave out characters that cannot be seen."
            yield Finding("achievement.unseen", pointer, message)


def _find_level_faults(draft: AchievementDraft) -> Iterator[Finding]:
    names: set[str] = set()
    for place, level in enumerate(draft.levels):
        name, at = level.name.strip(), f"/levels/{place}"
        if not name:
            yield Finding("achievement.level_empty", f"{at}/name", "Fill this in.")
        elif name.casefold() in names:
            message = "Two levels have this name."
            yield Finding("achievement.level_twice", f"{at}/name", message)
        if not level.description.strip():
            yield Finding("achievement.level_empty", f"{at}/description", "Fill this in.")
        names.add(name.casefold())
