"""Facts about education in a signed achievement, with nothing outside the two contexts.

Levels and qualifications are Alignments with ``ext:`` target types; study load and the rest are
lines below the criteria, since Open Badges 3.0 has no place that truly means them (decision 39).
"""

from badgeservice.document import JsonObject
from badgeservice.skills.alignments.frameworks import EQF_PREFIX
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.education.facts import Education, Qualification, eqf_of
from badgeservice.skills.education.words import (
    ASSESSMENTS,
    HOURS,
    LEVELS,
    NAMES,
    PARTICIPATIONS,
    RELATIONS,
    Words,
    words_for,
)

NLQF_URL = "https://www.nlqf.nl/nlqf-niveaus"
SBB_URL = "https://kwalificaties.s-bb.nl/"


def education_alignments(
    catalogue: Catalogue, education: Education, language: str
) -> list[JsonObject]:
    """Qualifications, NLQF and EQF as Alignments; the EQF level follows from the NLQF level."""
    words = words_for(language)
    made = [_qualification(catalogue, one, words) for one in education.qualifications]
    eqf = education.eqf_level
    if education.nlqf_level is not None:
        made.append(_level("NLQF", NLQF_URL, education.nlqf_level, words))
        eqf = eqf or eqf_of(education.nlqf_level)
    if eqf is not None:
        made.append(_level("EQF", f"{EQF_PREFIX}{eqf}", str(eqf), words))
    return made


def education_lines(education: Education, language: str) -> str:
    """What has no place of its own, as Markdown; empty where there is nothing."""
    words = words_for(language)
    lines = []
    if education.study_load_hours is not None:
        load = HOURS[words].format(education.study_load_hours)
        lines.append(f"- {NAMES[words].study_load}: {load}")
    if education.participation is not None:
        told = PARTICIPATIONS[words][education.participation]
        lines.append(f"- {NAMES[words].participation}: {told}")
    if education.assessment is not None:
        lines.append(f"- {NAMES[words].assessment}: {ASSESSMENTS[words][education.assessment]}")
    # The line above ends a list that the criteria may end with.
    return "\n".join((f"{NAMES[words].above}\n", *lines)) if lines else ""


def default_title(code: str) -> str:
    """What a part of a qualification is called where nobody told its name."""
    return f"Crebo {code.replace('/', ', ')}"


def _qualification(catalogue: Catalogue, one: Qualification, words: Words) -> JsonObject:
    part = one.work_process or one.core_task
    code = "/".join(text for text in (one.dossier, one.crebo, part) if text)
    norm = next((norm for norm in catalogue.norms.values() if norm.number == one.crebo), None)
    title = one.title or (norm.label if norm is not None and not part else default_title(code))
    kind = "WorkProcess" if one.work_process else "CoreTask" if one.core_task else "Qualification"
    return {
        "type": ["Alignment"],
        "targetName": title,
        # SBB publishes no address for each part: its register, and the code tells which one.
        "targetUrl": norm.uri if norm is not None and not part else f"{SBB_URL}#{code}",
        "targetDescription": RELATIONS[words],
        "targetFramework": "SBB",
        "targetCode": code,
        "targetType": f"ext:SBB{kind}",
    }


def _level(framework: str, url: str, code: str, words: Words) -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetName": f"{framework} {NAMES[words].level} {code}",
        "targetUrl": url,
        "targetDescription": LEVELS[words],
        "targetFramework": framework,
        "targetCode": code,
        "targetType": f"ext:{framework}",
    }
