"""A catalogue of CompetentNL: the 112 bundled skills, or all that a release brought.

Source and credit: CompetentNL (UWV, SBB, TNO and CBS), first public release, September 2025.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from badgeservice.skills.addresses import OCCUPATION_PREFIX, SKILL_PREFIX
from badgeservice.skills.concepts import KnowledgeArea, Norm, Occupation, Release, Skill

BUNDLED_RELEASE = Release(0, "2025-09", "bundled")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything by its key: codes, and for norms their URI.

    ``skills`` are those of this release; ``withdrawn`` are those of earlier ones that it no longer
    has. ``shares`` says for each skill which part of all occupations asks it at all, 0 to 1; it is
    empty while no occupations are known.
    """

    release: Release
    skills: Mapping[str, Skill]
    withdrawn: Mapping[str, Skill] = field(default_factory=dict)
    knowledge: Mapping[str, KnowledgeArea] = field(default_factory=dict)
    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    norms: Mapping[str, Norm] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)

    def find_skill(self, code_or_uri: str) -> Skill | None:
        """The skill of this release behind a code or URI, or None; the label is never a key."""
        return self.skills.get(code_or_uri.removeprefix(SKILL_PREFIX))

    def find_any_skill(self, code_or_uri: str) -> Skill | None:
        """As ``find_skill``, and also one that was withdrawn: old badges stay readable."""
        code = code_or_uri.removeprefix(SKILL_PREFIX)
        return self.skills.get(code) or self.withdrawn.get(code)

    def find_occupation(self, code_or_uri: str) -> Occupation | None:
        """The occupation behind a code or URI, or None."""
        return self.occupations.get(code_or_uri.removeprefix(OCCUPATION_PREFIX))


def make_catalogue(
    release: Release,
    skills: Iterable[Skill],
    *,
    withdrawn: Iterable[Skill] = (),
    knowledge: Iterable[KnowledgeArea] = (),
    occupations: Iterable[Occupation] = (),
    norms: Iterable[Norm] = (),
) -> Catalogue:
    """A catalogue of these, by key; the shares are counted here."""
    by_occupation = {one.code: one for one in occupations}
    return Catalogue(
        release=release,
        skills={one.code: one for one in skills},
        withdrawn={one.code: one for one in withdrawn},
        knowledge={one.code: one for one in knowledge},
        occupations=by_occupation,
        norms={one.uri: one for one in norms},
        shares=_count_shares(by_occupation.values()),
    )


@cache
def bundled_catalogue() -> Catalogue:
    """The 112 specific skills that come with the service, with our English glosses."""
    return make_catalogue(
        BUNDLED_RELEASE,
        (
            Skill(code=row["code"], label=row["label"], label_en=row["label_en"])
            for row in read_bundled_rows("competentnl.csv")
        ),
    )


def read_bundled_rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of ours, by column."""
    text = files(__package__).joinpath("bundled", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _count_shares(occupations: Iterable[Occupation]) -> dict[str, float]:
    listed = list(occupations)
    asked = Counter(
        code
        for one in listed
        for code in {*one.skills.essential, *one.skills.important, *one.skills.somewhat}
    )
    return {code: count / len(listed) for code, count in asked.items()}
