"""``badgeservice issue-file``: a badge for everybody on a member export."""

from pathlib import Path
from typing import Annotated

import typer

from badgeservice.cli.awarding import RowAnswer, award_each
from badgeservice.cli.exits import ExitCode, tell_refusal
from badgeservice.cli.forms import folder_name, read_file, write_forms
from badgeservice.cli.opening import DataFolder, issuer_caller, open_service, read_settings
from badgeservice.cli.terminal import on_output, plain, with_progress
from badgeservice.errors import IdempotencyKeyReused, NotFound
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.issuing.members import (
    DEFAULT_LIMITS,
    Meaning,
    MemberList,
    Outcome,
    look_at,
    read_members,
    told,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import (
    PublicAchievement,
    read_achievement,
    read_issuer,
)
from badgeservice.journeys.steering.admit_issuer import find_issuer


def issue_file_command(
    members: Annotated[
        Path, typer.Argument(metavar="MEMBERS", help="A member export: CSV or XLSX.")
    ],
    issuer: Annotated[str, typer.Option(metavar="SLUG", help="Who awards: the name in its URLs.")],
    achievement: Annotated[str, typer.Option(metavar="ID", help="What is awarded.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the badge files go.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = (
        False
    ),
    data: DataFolder = None,
) -> None:
    """Give everybody on a member export a badge, and write it in every form.

    Running it again with the same list gives nobody a second badge. In another
    list, people are recognised by member number, or by name and e-mail address
    on a row without a number: a number that is new or changed, or without one
    a changed name or address, counts as another person.

    Ends with 0 when every row has its badge, and with 1 when rows are left over.
    """
    listed = read_members(look_at(read_file(members, DEFAULT_LIMITS.file_bytes)), on=None)
    with open_service(read_settings(data)) as parts:
        issuer_did = find_issuer(parts, issuer).did
        public = _own_achievement(parts, issuer_did, achievement)
        _preview(listed, public)
        _warn(parts, listed, issuer)
        left_over = len(listed.left_out)
        if dry_run:
            plain(on_output(), "This was a dry run: nobody got a badge.")
        else:
            left_over += _issue(parts, issuer_did, achievement, listed, out)
    raise typer.Exit(ExitCode.NOT_AS_IT_SHOULD_BE if left_over else ExitCode.DONE)


def _own_achievement(parts: Parts, issuer_did: str, achievement_id: str) -> PublicAchievement:
    public = read_achievement(parts, achievement_id)
    if public.issuer.did != issuer_did:
        raise NotFound("This issuer has no such achievement.")
    return public


def _preview(listed: MemberList, public: PublicAchievement) -> None:
    console = on_output()
    for column in listed.columns:
        use = column.meaning.value if column.meaning else "not used"
        plain(console, f'column "{column.header}": {use}')
    name, issuer = public.achievement.body["name"], public.issuer.name
    plain(console, f'{len(listed.people)} people can get "{name}" of {issuer}.')
    without = sum(member.email is None for member in listed.people)
    if without:
        plain(console, f"Without e-mail address: {without}. That is no problem.")
    for one in listed.warnings:
        plain(console, f"{told(one).en} [{one.code}]")
    if listed.left_out:
        plain(console, f"Rows that cannot be used: {len(listed.left_out)}.")
    for row in listed.rows:
        if row.outcome is not Outcome.GOOD:
            for one in row.remarks:
                plain(console, f"row {row.row_number}: {told(one).en} [{one.code}]")


def _warn(parts: Parts, listed: MemberList, slug: str) -> None:
    console = on_output()
    if all(column.meaning is not Meaning.MEMBER_NUMBER for column in listed.columns):
        recognised = "people are recognised by name and e-mail address"
        changed = "a changed address counts as another person"
        plain(
            console, f"Warning: there is no column with member numbers; {recognised}, so {changed}."
        )
    live = {
        key.algorithm
        for key in read_issuer(parts, slug).keys
        if key.retired_at is None and key.revoked_at is None
    }
    if live <= {"Ed25519"}:
        make = f"badgeservice keys make {slug} --algorithm P-256"
        plain(console, f"No JWT: this issuer has no P-256 or RSA key; make one with `{make}`.")


def _issue(
    parts: Parts, issuer_did: str, achievement_id: str, listed: MemberList, out: Path
) -> int:
    """Issue to every accepted row; answers how many got nothing."""
    caller = issuer_caller(issuer_did)
    wanted = ((member, achievement_id) for member in listed.people)
    answers: list[RowAnswer] = []
    total = len(listed.people)
    try:
        for answer in with_progress(award_each(parts, issuer_did, wanted), "Issuing badges", total):
            if isinstance(answer.outcome, Issued):
                folder = out / folder_name(answer.member.row_number, answer.member.given_name)
                write_forms(parts, caller, answer.outcome.award.credential_id, folder)
            answers.append(answer)
    finally:
        # Also when it stops halfway: what was issued is issued.
        for answer in answers:
            _tell(answer, out)
    fresh = sum(isinstance(one.outcome, Issued) and one.outcome.is_new for one in answers)
    had = sum(isinstance(one.outcome, Issued) and not one.outcome.is_new for one in answers)
    none = total - fresh - had
    plain(on_output(), f"New badges: {fresh}. Had theirs: {had}. Got none: {none}.")
    return none


def _tell(answer: RowAnswer, out: Path) -> None:
    row, outcome = answer.member.row_number, answer.outcome
    if isinstance(outcome, IdempotencyKeyReused):
        message = "has this badge under another name or e-mail address; nothing was changed"
        plain(on_output(), f"row {row}: {message} [{outcome.code}]")
    elif isinstance(outcome, Issued):
        word = "new badge" if outcome.is_new else "had this badge"
        where = out / folder_name(row, answer.member.given_name)
        plain(on_output(), f"row {row}: {word}, in {where}/")
    else:
        tell_refusal(outcome, f"row {row}")
