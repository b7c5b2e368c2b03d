"""The page itself: three tables in Markdown, the same text from the same source every time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import badgeservice
from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.verification.sentences import WORDS, Word
from badgeservice.web.codebook.finding_codes import FindingCode, finding_codes
from badgeservice.web.codebook.verdict_codes import VerdictCode, verdict_codes
from badgeservice.web.pages.wording import CATALOGUES
from badgeservice.web.problems import refusal_kinds, status_of

_INTRODUCTION: Final = """# Codes

Every code that the service can answer. A code never changes once it was released; sentences may.
This page is made from the source by `make codes`; do not edit it.

Short names of the standards are in the [glossary](glossary.md). A clause that says "ours" is a rule
of this service. What a verdict is, and why there are three, is in
[decision 5](decisions/0005-three-verdicts.md).

Who verifies can choose two things, over the API and with `badgeservice verify-file`:

- `policy`: `strict` (the default) holds a badge to every rule. `compatible` forgives one habit of
  other issuers: a token without the claim `sub`, which is then a warning.
- `freshness`: with `normal` (the default) keys and status lists may come from a copy of an hour old
  at most, and while a host is down from an earlier copy, with a warning. With `strict` nothing
  older than a minute is relied on, and no earlier copy: what cannot be had now is *indeterminate*.
  Choose it when a badge that was revoked just now may not pass.

Each code in the first five tables has a page on the running service: `/problems/` and the code.
"""
# A refusal that a test made up is none of ours.
_MODULES_OF_REFUSALS: Final = ("badgeservice.errors", "badgeservice.web.refusals")
_WORD_TEXTS: Final[dict[Word, str]] = {
    "invalid": "A check that carries one of these proved something wrong. Invalid beats all else.",
    "indeterminate": "Something could not be checked. Nothing is proved wrong, and nobody should "
    "be turned away for it.",
    "warning": "Told beside the verdict; never changes it.",
    "no effect": "Tells what was done or not done; never changes the verdict.",
    "pass": "The check was done and all is well.",
}
_FINDINGS: Final = """## Findings

What exactly is wrong, and where: each finding has a JSON Pointer. Findings come with a check, a
warning or a refusal, and never repeat a value. A dash: the sentence is made on the spot.
"""
_REFUSALS: Final = """## Refusals

What was asked cannot be done; there is no verdict. The answer is a problem (RFC 9457) whose `type`
leads to a page of the running service: `/problems/` and the code.
"""


def codes_page() -> str:
    """The whole page; the package is read for the codes of findings."""
    verdicts = verdict_codes()
    known = sentences.codes()
    package = Path(badgeservice.__file__).parent
    findings = [one for one in finding_codes(package) if one.code not in known]
    parts = [
        _INTRODUCTION,
        *(_section(word, [one for one in verdicts if one.word == word]) for word in WORDS),
        _FINDINGS,
        _findings_table(findings),
        _REFUSALS,
        _refusals_table(),
    ]
    return "\n".join(parts)


def _section(word: Word, codes: Sequence[VerdictCode]) -> str:
    heading = f"## {word.capitalize()}\n\n{_WORD_TEXTS[word]}\n"
    columns = ["code", "Nederlands", "English", "clause"]
    rows = [[*_meaning(one), one.clause] for one in codes]
    if any(one.advice for one in codes):
        columns.insert(-1, "wat nu / what to do")
        for row, one in zip(rows, codes, strict=True):
            row.insert(-1, _both(one.advice))
    return f"{heading}\n{_table(columns, rows)}"


def _meaning(one: VerdictCode) -> tuple[str, str, str]:
    return f"`{one.code}`", one.meaning["nl"], one.meaning["en"]


def _both(texts: Mapping[str, str]) -> str:
    return f"{texts['nl']} / {texts['en']}"


def _findings_table(findings: Iterable[FindingCode]) -> str:
    rows = [
        (
            f"`{one.code}`",
            " / ".join(one.messages) or "–",
            ", ".join(f"`{name}`" for name in one.modules),
        )
        for one in findings
    ]
    return _table(("code", "what it says", "module"), rows)


def _refusals_table() -> str:
    rows = [
        (
            f"`{code}`",
            str(status_of(kind)),
            kind.title,
            CATALOGUES["nl"][f"problem.{code}"],
            CATALOGUES["en"][f"problem.{code}"],
        )
        for code, kind in sorted(refusal_kinds().items())
        if kind.__module__ in _MODULES_OF_REFUSALS
    ]
    return _table(("code", "HTTP", "title", "Nederlands", "English"), rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_lines(columns, rows)) + "\n"


def _lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
