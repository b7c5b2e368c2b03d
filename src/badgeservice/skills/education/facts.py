"""What a school may tell about an achievement, as values in the terms of edubadges and SBB."""

from dataclasses import dataclass
from enum import StrEnum


class Participation(StrEnum):
    """How people took part (edubadges: participation)."""

    ONLINE = "online"
    ONSITE_OR_BLENDED = "onsite or blended"
    VOLUNTEERING = "volunteering"
    WORK_EXPERIENCE = "work experience"
    PERSONALIZED = "personalized learning activities"


class Assessment(StrEnum):
    """How it was looked at (edubadges: assessment type)."""

    TESTING = "testing"
    APPLICATION = "application of a skill"
    PORTFOLIO = "portfolio"
    PRIOR_LEARNING = "recognition of prior learning"


@dataclass(frozen=True, slots=True)
class Qualification:
    """Which part of an mbo qualification of SBB an achievement relates to.

    ``crebo`` and ``dossier`` are five digits; ``core_task`` (kerntaak) is written as ``B1-K1``,
    ``work_process`` (werkproces) as ``B1-K1-W2``. ``title`` names the most specific of them.
    It says what the achievement is about, never that the qualification is awarded.
    """

    crebo: str
    title: str = ""
    dossier: str = ""
    core_task: str = ""
    work_process: str = ""


@dataclass(frozen=True, slots=True)
class Education:
    """Facts about education. ``study_load_hours`` is in SBU (hours of 60 minutes).

    ``nlqf_level`` is ``instroom``, ``1`` to ``8`` or ``4+`` (vwo); ``eqf_level`` is 1 to 8.
    """

    qualifications: tuple[Qualification, ...] = ()
    study_load_hours: int | None = None
    nlqf_level: str | None = None
    eqf_level: int | None = None
    participation: Participation | None = None
    assessment: Assessment | None = None

    def __bool__(self) -> bool:
        return self != Education()


NLQF_LEVELS = ("instroom", "1", "2", "3", "4", "4+", "5", "6", "7", "8")


def eqf_of(nlqf_level: str) -> int | None:
    """The EQF level that an NLQF level is linked to; ``instroom`` lies below the first."""
    digit = nlqf_level.removesuffix("+")
    return int(digit) if digit in tuple("12345678") else None
