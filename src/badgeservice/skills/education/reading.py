"""Facts about education out of an achievement: ours, and as edubadges writes them."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from badgeservice.document import JsonObject
from badgeservice.skills.alignments.frameworks import EQF_PREFIX, Framework, recognise_framework
from badgeservice.skills.education.checking import (
    MAX_QUALIFICATIONS,
    MAX_STUDY_LOAD_HOURS,
    MAX_TITLE,
)
from badgeservice.skills.education.facts import (
    NLQF_LEVELS,
    Assessment,
    Education,
    Participation,
    Qualification,
)
from badgeservice.skills.education.words import ASSESSMENTS, HOURS, NAMES, PARTICIPATIONS
from badgeservice.skills.education.writing import default_title

_CODE = re.compile(
    r"(?:(?P<dossier>[0-9]{5})/)?(?P<crebo>[0-9]{5})"
    r"(?:/(?P<task>[BP][0-9]{1,2}-K[0-9]{1,2})(?P<process>-W[0-9]{1,2})?)?"
)
_MAX_READ = 100_000
_Term = TypeVar("_Term", bound=StrEnum)


def read_education(achievement: object) -> Education | None:
    """What an achievement tells about education, or None; what is not well-formed is left out.

    The names of edubadges that need its own context (``SBU``, ``StudyLoad``,
    ``participationType``, ``assessmentType``, ``educationProgramIdentifier``) are read as well.
    """
    if not isinstance(achievement, dict):
        return None
    lines = _read_lines(achievement)
    levels = [*_levels(achievement)]
    eqf = next((code for name, code in levels if name is Framework.EQF and _is_eqf(code)), None)
    education = Education(
        qualifications=_read_qualifications(achievement),
        study_load_hours=_read_hours(achievement, lines),
        nlqf_level=next(
            (code for name, code in levels if name is Framework.NLQF and code in NLQF_LEVELS), None
        ),
        eqf_level=int(eqf) if eqf is not None else None,
        participation=_term(Participation, achievement, "participationType", lines, _TOOK_PART),
        assessment=_term(Assessment, achievement, "assessmentType", lines, _SHOWED),
    )
    return education or None


_TOOK_PART = {
    f"- {NAMES[words].participation}: {text}": term
    for words, told in PARTICIPATIONS.items()
    for term, text in told.items()
}
_SHOWED = {
    f"- {NAMES[words].assessment}: {text}": term
    for words, told in ASSESSMENTS.items()
    for term, text in told.items()
}
_LOAD = re.compile(
    "|".join(
        re.escape(f"- {NAMES[words].study_load}: ") + HOURS[words].format("([0-9]{1,5})")
        for words in NAMES
    )
)


def _read_lines(achievement: JsonObject) -> list[str]:
    """The last paragraph of the criteria: below them, not among them."""
    criteria = achievement.get("criteria")
    narrative = criteria.get("narrative") if isinstance(criteria, dict) else None
    if not isinstance(narrative, str) or len(narrative) > _MAX_READ:
        return []
    return narrative.rpartition("\n\n")[2].split("\n")


def _read_hours(achievement: JsonObject, lines: list[str]) -> int | None:
    told = achievement.get("SBU") or achievement.get("StudyLoad")
    for line in lines:
        written = _LOAD.fullmatch(line)
        if written is not None:
            told = int(written[1] or written[2])
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return int(told) if told == told // 1 and 1 <= told <= MAX_STUDY_LOAD_HOURS else None


def _term(
    kind: type[_Term],
    achievement: JsonObject,
    member: str,
    lines: list[str],
    written: dict[str, _Term],
) -> _Term | None:
    found = next((written[line] for line in lines if line in written), None)
    told = achievement.get(member)
    if found is None and isinstance(told, str) and told in set(kind):
        found = kind(told)
    return found


def _alignments(achievement: JsonObject) -> Iterator[JsonObject]:
    listed = achievement.get("alignment")
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            yield one


def _levels(achievement: JsonObject) -> Iterator[tuple[Framework, str]]:
    for one in _alignments(achievement):
        framework, uri = _framework(one)
        code = _text(one.get("targetCode"))
        if framework is Framework.EQF and not code:
            code = uri.removeprefix(EQF_PREFIX)
        if framework in (Framework.NLQF, Framework.EQF):
            yield framework, code


def _read_qualifications(achievement: JsonObject) -> tuple[Qualification, ...]:
    found: dict[Qualification, None] = {}
    for one in _alignments(achievement):
        code, title = _text(one.get("targetCode")), _text(one.get("targetName"))
        written = _CODE.fullmatch(code) if _framework(one)[0] is Framework.SBB else None
        if written is not None:
            is_told = title != default_title(code) and len(title) <= MAX_TITLE
            found[_qualification(written, title if is_told else "")] = None
    program = _text(achievement.get("educationProgramIdentifier"))
    if not found and re.fullmatch("[0-9]{5}", program):
        found[Qualification(program)] = None
    return tuple(found)[:MAX_QUALIFICATIONS]


def _qualification(written: re.Match[str], title: str) -> Qualification:
    task = written["task"] or ""
    return Qualification(
        crebo=written["crebo"],
        title=title,
        dossier=written["dossier"] or "",
        core_task=task,
        work_process=f"{task}{written['process']}" if written["process"] else "",
    )


def _framework(one: JsonObject) -> tuple[Framework, str]:
    uri = _text(one.get("targetUrl"))
    return recognise_framework(uri, one.get("targetFramework"), one.get("targetType")), uri


def _text(value: object) -> str:
    """A text, or a small number as one: some write codes as numbers."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100_000:
        return str(value)
    return value if isinstance(value, str) and value.isprintable() else ""


def _is_eqf(code: str) -> bool:
    return code in tuple("12345678")
