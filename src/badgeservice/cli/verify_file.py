"""``badgeservice verify-file``: verdicts about badge files, for people and for scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from badgeservice.cli.exits import ExitCode, tell_refusal
from badgeservice.cli.forms import read_file
from badgeservice.cli.opening import (
    DataFolder,
    open_parts,
    open_service,
    read_settings,
    require_current,
)
from badgeservice.cli.terminal import on_output, plain, sentence
from badgeservice.cli.verdicts import (
    OUTCOME_SIGNS,
    STYLES,
    is_issuer_known,
    verdict_words,
    who_awards,
)
from badgeservice.document import JsonObject
from badgeservice.errors import Finding, Refusal
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import Freshness, verify
from badgeservice.openbadges.verification import Report, Verdict, sentences
from badgeservice.openbadges.verification.policy import POLICIES, STRICT, Policy
from badgeservice.proofs.strict_json import write_json
from badgeservice.settings import Settings

# Without a database nobody is ours: every issuer is somewhere else.
_NOBODY = "http://nobody.invalid"
_CODES = {
    Verdict.VALID: ExitCode.DONE,
    Verdict.INVALID: ExitCode.NOT_AS_IT_SHOULD_BE,
    Verdict.INDETERMINATE: ExitCode.CANNOT_BE_CHECKED,
}
# What a script must not overlook comes first.
_WORST_FIRST = (
    ExitCode.NOT_AS_IT_SHOULD_BE,
    ExitCode.REFUSED,
    ExitCode.CANNOT_BE_CHECKED,
    ExitCode.DONE,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How each file is to be verified, and told about."""

    policy: Policy
    freshness: Freshness
    as_json: bool


def verify_file_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="JSON, JWT, PNG or SVG.")],
    policy: Annotated[str, typer.Option(help=" or ".join(POLICIES) + ".")] = STRICT.name,
    freshness: Annotated[
        Freshness,
        typer.Option(help="strict: rely on nothing fetched more than a minute ago."),
    ] = "normal",
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each file.")] = (
        False
    ),
    data: DataFolder = None,
) -> None:
    """Verify badge files.

    Ends with 0 when all are valid, 1 when one is not valid, 3 when one could not be read, and
    2 when one cannot be checked now. Wrong usage ends with 64. Nothing is kept.
    """
    if policy not in POLICIES:
        raise typer.BadParameter(f"choose {' or '.join(POLICIES)}", param_hint="--policy")
    asked = _Asked(POLICIES[policy], freshness, as_json)
    with _service_to_verify(read_settings(data), must_exist=data is not None) as parts:
        codes = [_verify_one(parts, path, asked) for path in files]
    raise typer.Exit(min(codes, key=_WORST_FIRST.index))


@contextmanager
def _service_to_verify(settings: Settings, *, must_exist: bool) -> Iterator[Parts]:
    """The service of the settings, or one in memory when there is none; never with its keys."""
    embedded = Path(settings.database.removeprefix("sqlite:///"))
    has_database = must_exist or settings.database_url is not None or embedded.exists()
    if has_database:
        require_current(settings)
    with TemporaryDirectory() as scratch:
        chosen = settings.model_copy(
            update={
                "database_url": settings.database,
                "data_dir": Path(scratch),
                "key_encryption_key": None,
                "key_encryption_key_file": None,
            }
        )
        if has_database:
            with open_service(chosen) as parts:
                yield parts
            return
        alone = {"database_url": "sqlite://", "public_url": _NOBODY}
        with open_parts(chosen.model_copy(update=alone)) as parts:
            yield parts


def _verify_one(parts: Parts, path: Path, asked: _Asked) -> ExitCode:
    try:
        largest = max(parts.rules.max_verify_bytes, parts.rules.max_image_bytes)
        report = verify(parts, read_file(path, largest), asked.policy, freshness=asked.freshness)
    except Refusal as refusal:
        if asked.as_json:
            _print_line({"file": str(path), "refusal": _refusal(refusal)})
        else:
            tell_refusal(refusal, str(path))
        return ExitCode.REFUSED
    if asked.as_json:
        _print_line({"file": str(path), "report": report.to_json()})
    else:
        _print_report(path, report)
    return _CODES[report.verdict]


def _print_line(body: JsonObject) -> None:
    typer.echo(write_json(body))


def _refusal(refusal: Refusal) -> JsonObject:
    findings = [
        {"code": one.code, "pointer": one.pointer, "message": one.message}
        for one in refusal.findings
    ]
    return {"code": refusal.code, "detail": refusal.detail, "findings": findings}


def _print_report(path: Path, report: Report) -> None:
    console = on_output()
    body = report.to_json()
    plain(console, f"{path}: {verdict_words(report.verdict)}", style=STYLES[report.verdict])
    for language in ("nl", "en"):
        sentence(console, f"  {body['summary'][language]} {body['advice'][language]}")
    if report.credential is not None:
        for line in _contents(report, report.credential):
            plain(console, f"  {line}")
    plain(console, "  Checked:")
    for line in _findings(report):
        plain(console, f"    {line}")


def _contents(report: Report, credential: JsonObject) -> Iterator[str]:
    """What the badge says; what it does not say has no line."""
    if credential["name"]:
        yield f"Badge: {credential['name']}"
    skills = [str(skill["label"]) for skill in credential["skills"] if skill["label"]]
    if skills:
        yield f"Skills: {', '.join(skills)}"
    known = "yes" if is_issuer_known(report) else "no"
    if who := who_awards(report):
        yield f"Awarded by: {who}; known to the city: {known}"


def _findings(report: Report) -> Iterator[str]:
    """The checks and the warnings; what two of them found stands there once."""
    told = set(report.warnings)
    for check in report.checks:
        sign, text = OUTCOME_SIGNS[check.outcome], sentences.of(check.code)["en"]
        yield f"{sign} {check.check_id}: {text} [{check.code}]"
        for finding in check.findings:
            if finding not in told:
                told.add(finding)
                yield f"    {_place(finding)}"
    for warning in report.warnings:
        yield f"! {_place(warning)}"


def _place(finding: Finding) -> str:
    return f"{finding.pointer or '/'}: {finding.message} [{finding.code}]"
