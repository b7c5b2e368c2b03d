"""Facts about education on an achievement: mbo qualifications, study load, NLQF and EQF."""

from badgeservice.skills.education.checking import find_education_faults
from badgeservice.skills.education.facts import (
    Assessment,
    Education,
    Participation,
    Qualification,
)
from badgeservice.skills.education.learning_outcome import oeapi_learning_outcome
from badgeservice.skills.education.reading import read_education
from badgeservice.skills.education.writing import education_alignments, education_lines

__all__ = [
    "Assessment",
    "Education",
    "Participation",
    "Qualification",
    "education_alignments",
    "education_lines",
    "find_education_faults",
    "oeapi_learning_outcome",
    "read_education",
]
