"""Facts about education, between what is typed and what an achievement holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from badgeservice.journeys.designing.design import Fault, School
from badgeservice.skills.education import (
    Assessment,
    Education,
    Participation,
    Qualification,
    find_education_faults,
)

LONGEST_PARTS = 6_000
_LINE = re.compile(
    r"(?:(?P<dossier>[0-9]{5})/)?(?P<crebo>[0-9]{5})"
    r"(?:[ \t/,;]+(?P<task>[BP][0-9]{1,2}-K[0-9]{1,2})(?P<process>-W[0-9]{1,2})?)?"
    r"(?:[ \t,;]+(?P<title>\S.*))?",
    re.ASCII | re.IGNORECASE,
)
# A part that was written in another way is no title.
_NEARLY_A_PART = re.compile(r"[BP][0-9]", re.IGNORECASE)
_Term = TypeVar("_Term", bound=StrEnum)
_HOURS = re.compile(r"([0-9]{1,6})(?: *(?:uur|hours?))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadSchool:
    """What was typed as facts, None where nothing was; or the faults."""

    education: Education | None
    faults: tuple[Fault, ...]


def read_school(school: School) -> ReadSchool:
    """Read what was typed; a fault tells its field and, among parts, its line."""
    if not school:
        return ReadSchool(None, ())
    faults: list[Fault] = []
    numbered = list(_read_parts(school.parts, faults))
    education = Education(
        qualifications=tuple(one for _, one in numbered),
        study_load_hours=_read_hours(school.hours, faults),
        nlqf_level=school.nlqf or None,
        eqf_level=_read_level(school.eqf),
        participation=_choose(Participation, school.participation, "participation", faults),
        assessment=_choose(Assessment, school.assessment, "assessment", faults),
    )
    for finding in find_education_faults(education):
        _, place, *rest = finding.pointer.split("/")
        if place == "qualifications":
            line = numbered[int(rest[0])][0] if rest else 0
            faults.append(
                Fault("parts", "twice" if finding.code.endswith("twice") else "part", line)
            )
        else:
            told = {"studyLoadHours": "hours", "nlqfLevel": "nlqf", "eqfLevel": "nlqf"}[place]
            faults.append(Fault(told, "hours" if told == "hours" else "choice"))
    return ReadSchool(education or None, tuple(dict.fromkeys(faults)))


def write_school(education: Education | None) -> School:
    """Facts as a form shows them."""
    if education is None:
        return School()
    hours = education.study_load_hours
    return School(
        parts="\n".join(_write_part(one) for one in education.qualifications),
        hours="" if hours is None else str(hours),
        nlqf=education.nlqf_level or "",
        # Where there is an NLQF level, the EQF level follows from it.
        eqf="" if education.nlqf_level or not education.eqf_level else str(education.eqf_level),
        participation=education.participation or "",
        assessment=education.assessment or "",
    )


def _read_parts(text: str, faults: list[Fault]) -> Iterator[tuple[int, Qualification]]:
    if len(text) > LONGEST_PARTS:
        faults.append(Fault("parts", "long", most=LONGEST_PARTS))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        written = _LINE.fullmatch(line.strip())
        title = (written["title"] or "").strip() if written else ""
        if written is None or _NEARLY_A_PART.match(title):
            faults.append(Fault("parts", "part", number))
            continue
        task = (written["task"] or "").upper()
        process = f"{task}{written['process'].upper()}" if written["process"] else ""
        yield (
            number,
            Qualification(written["crebo"], title, written["dossier"] or "", task, process),
        )


def _read_hours(text: str, faults: list[Fault]) -> int | None:
    if not text.strip():
        return None
    written = _HOURS.fullmatch(text.strip())
    if written is None or not written[1].isascii():
        faults.append(Fault("hours", "hours"))
        return None
    return int(written[1])


def _read_level(text: str) -> int | None:
    return int(text) if text in tuple("12345678") else None


def _choose(kind: type[_Term], text: str, field: str, faults: list[Fault]) -> _Term | None:
    if not text:
        return None
    if text not in set(kind):
        faults.append(Fault(field, "choice"))
        return None
    return kind(text)


def _write_part(one: Qualification) -> str:
    part = one.work_process or one.core_task
    code = "/".join(text for text in (one.dossier, one.crebo, part) if text)
    return f"{code} {one.title}".strip()
