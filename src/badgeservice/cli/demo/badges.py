"""The badges of the demo: one for everybody on the lists, and what each verdict has to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from badgeservice.cli.awarding import RowAnswer, award_each
from badgeservice.cli.demo.staging import StagedIssuer
from badgeservice.cli.forms import folder_name, write_forms
from badgeservice.cli.opening import issuer_caller
from badgeservice.cli.terminal import with_progress
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import Verdict


@dataclass(frozen=True, slots=True)
class Expected:
    """What has to come out: the verdict, the code that leads to it, whether the city knows them."""

    verdict: Verdict = Verdict.VALID
    code: str = "verdict.valid"
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Specimen:
    """One badge to verify in the files it is in; all of them have to say the same.

    ``group`` says which badges belong together in the table.
    """

    group: str
    label: str
    files: tuple[Path, ...]
    expected: Expected = Expected()


@dataclass(frozen=True, slots=True)
class Awarded:
    """The badges of all lists as files, and how many of them are new since the last run."""

    specimens: tuple[Specimen, ...]
    fresh: int


def award_everybody(parts: Parts, staged: Sequence[StagedIssuer], folder: Path) -> Awarded:
    """Give everybody on every list a badge, and write it to ``folder/ISSUER/NR-NAME``."""
    lists = [(one, one.example.read_export()) for one in staged]
    total = sum(len(listed.people) for _, listed in lists)
    answers = (
        (one, answer)
        for one, listed in lists
        for answer in award_each(
            parts,
            one.issuer.did,
            (
                (member, one.achievements[one.example.choose(member)].achievement_id)
                for member in listed.people
            ),
        )
    )
    specimens, fresh = [], 0
    for one, answer in with_progress(answers, "Issuing badges", total):
        specimens.append(_write(parts, one, answer, folder))
        fresh += isinstance(answer.outcome, Issued) and answer.outcome.is_new
    return Awarded(tuple(specimens), fresh)


def _write(parts: Parts, staged: StagedIssuer, answer: RowAnswer, folder: Path) -> Specimen:
    if not isinstance(answer.outcome, Issued):
        # The lists are ours and right; a refusal here is for whoever changed them.
        raise answer.outcome
    member = answer.member
    place = folder / staged.issuer.slug / folder_name(member.row_number, member.given_name)
    credential_id = answer.outcome.award.credential_id
    files = write_forms(parts, issuer_caller(staged.issuer.did), credential_id, place)
    return Specimen(staged.issuer.slug, place.name, tuple(files))
