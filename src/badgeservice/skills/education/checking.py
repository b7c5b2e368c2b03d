"""Whether facts about education are well-formed; nobody is asked whether they are true."""

import re
from collections.abc import Iterator

from badgeservice.errors import Finding
from badgeservice.skills.education.facts import NLQF_LEVELS, Education, Qualification, eqf_of

MAX_STUDY_LOAD_HOURS = 10_000
MAX_QUALIFICATIONS = 20
MAX_TITLE = 200
_CREBO = re.compile(r"[0-9]{5}")
_CORE_TASK = re.compile(r"[BP][0-9]{1,2}-K[0-9]{1,2}")
_WORK_PROCESS = re.compile(r"([BP][0-9]{1,2}-K[0-9]{1,2})-W[0-9]{1,2}")


def find_education_faults(education: Education) -> tuple[Finding, ...]:
    """Everything that is wrong; pointers are those of the API, from the education on."""
    findings = []
    hours = education.study_load_hours
    if hours is not None and not 1 <= hours <= MAX_STUDY_LOAD_HOURS:
        findings.append(_finding("study_load", "/studyLoadHours", "Use 1 to 10,000 hours."))
    findings += _find_level_faults(education)
    if len(education.qualifications) > MAX_QUALIFICATIONS:
        findings.append(_finding("too_many", "/qualifications", "Name at most 20 of them."))
    seen: set[tuple[str, str, str]] = set()
    for place, one in enumerate(education.qualifications):
        at = f"/qualifications/{place}"
        findings += _find_qualification_faults(one, at)
        part = (one.crebo, one.core_task, one.work_process)
        if part in seen:
            findings.append(_finding("qualification_twice", at, "This part is named twice."))
        seen.add(part)
    return tuple(findings)


def _find_level_faults(education: Education) -> Iterator[Finding]:
    nlqf, eqf = education.nlqf_level, education.eqf_level
    if nlqf is not None and nlqf not in NLQF_LEVELS:
        message = "NLQF levels are instroom, 1 to 8, and 4+."
        yield _finding("nlqf_level", "/nlqfLevel", message)
        return
    if eqf is not None and not 1 <= eqf <= 8:
        yield _finding("eqf_level", "/eqfLevel", "EQF levels are 1 to 8.")
    elif eqf is not None and nlqf is not None and eqf_of(nlqf) != eqf:
        message = "This EQF level does not go with the NLQF level."
        yield _finding("levels_differ", "/eqfLevel", message)


def _find_qualification_faults(one: Qualification, at: str) -> Iterator[Finding]:
    if _CREBO.fullmatch(one.crebo) is None:
        yield _finding("crebo", f"{at}/crebo", "A crebo is five digits.")
    if one.dossier and _CREBO.fullmatch(one.dossier) is None:
        yield _finding("dossier", f"{at}/dossier", "A qualification file has five digits.")
    if one.core_task and _CORE_TASK.fullmatch(one.core_task) is None:
        yield _finding("core_task", f"{at}/coreTask", "Write a core task as B1-K1.")
    if one.work_process:
        written = _WORK_PROCESS.fullmatch(one.work_process)
        if written is None:
            message = "Write a work process as B1-K1-W1."
            yield _finding("work_process", f"{at}/workProcess", message)
        elif one.core_task and written[1] != one.core_task:
            message = "This work process belongs to another core task."
            yield _finding("work_process", f"{at}/workProcess", message)
    if len(one.title) > MAX_TITLE or not one.title.isprintable():
        message = "Use at most 200 characters that can be seen."
        yield _finding("title", f"{at}/title", message)


def _finding(code: str, pointer: str, message: str) -> Finding:
    return Finding(f"education.{code}", pointer, message)
