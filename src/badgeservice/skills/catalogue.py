"""The 112 specific skills of CompetentNL: code, URI and Dutch label.

Source and credit: CompetentNL (UWV, SBB, TNO and CBS), first public release, September 2025.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

URI_PREFIX = "https://linkeddata.competentnl.nl/id/humancapability/"


@dataclass(frozen=True, slots=True)
class Skill:
    """One CompetentNL skill. ``code`` is ten hexadecimal digits; ``uri`` is its identity."""

    code: str
    label: str

    @property
    def uri(self) -> str:
        """Linked-data URI of the skill: what verifiers compare."""
        return f"{URI_PREFIX}{self.code}"


@cache
def catalogue() -> dict[str, Skill]:
    """All skills by code, read once from the data file beside this module."""
    text = files(__package__).joinpath("competentnl.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: Skill(code=row["code"], label=row["label"]) for row in rows}


def find_skill(code_or_uri: str) -> Skill | None:
    """The skill behind a code or URI, or None; the label is never a key."""
    return catalogue().get(code_or_uri.removeprefix(URI_PREFIX))
