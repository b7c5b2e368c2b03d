"""Alignments (OB 3.0 section B.1.3): how a badge points at skills, ours and everybody's."""

from badgeservice.skills.alignments.frameworks import Framework
from badgeservice.skills.alignments.reading import (
    AlignmentState,
    ReadAlignment,
    find_known_skills,
    read_alignment,
    read_alignments,
)
from badgeservice.skills.alignments.writing import alignment, alignments_of

__all__ = [
    "AlignmentState",
    "Framework",
    "ReadAlignment",
    "alignment",
    "alignments_of",
    "find_known_skills",
    "read_alignment",
    "read_alignments",
]
