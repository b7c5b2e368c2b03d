"""``badgeservice jose``: secure and verify single files with a given key, as public suites ask."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from badgeservice.cli.exits import ExitCode, tell_refusal
from badgeservice.cli.forms import read_file, write_whole
from badgeservice.cli.opening import open_parts, read_settings
from badgeservice.document import JsonObject
from badgeservice.errors import MalformedInput, Refusal
from badgeservice.journeys.conforming.jose import (
    MAX_INPUT_BYTES,
    Feature,
    SuiteKey,
    issue_secured,
    read_suite_key,
    verify_secured,
)
from badgeservice.journeys.parts import Parts
from badgeservice.proofs.strict_json import read_json, write_json

# Nothing of a service is used: only its contexts, its clock and its chance.
_NOBODY = "http://nobody.invalid"

jose_app = typer.Typer(
    help="Secure or verify one file with JOSE or COSE and a given key (conformance suites).",
    no_args_is_help=True,
)

InputFile = Annotated[Path, typer.Option("--input", metavar="FILE", help="What to work on.")]
KeyFile = Annotated[
    Path,
    typer.Option(
        "--key",
        metavar="FILE",
        help="A JsonWebKey verification method: publicKeyJwk and, to issue, secretKeyJwk with d.",
    ),
]
OutputFile = Annotated[
    Path,
    typer.Option("--output", metavar="FILE", help="Where to answer, in a folder that is there."),
]
WantedFeature = Annotated[Feature, typer.Option("--feature", help="What to make or expect.")]


@jose_app.command("issue")
def issue_command(
    source: InputFile,
    key: KeyFile,
    feature: WantedFeature,
    output: OutputFile,
    sd: Annotated[
        str, typer.Option("--sd", metavar="JSON", help='Members to hide: ["a.b", "c[0]"].')
    ] = "[]",
) -> None:
    """Secure a credential or presentation with a private key.

    The answer goes to the output file. Ends with 0 for success and 1 for failure.
    """
    paths = _read_paths(sd)

    def issue(parts: Parts, raw: bytes, suite_key: SuiteKey) -> str:
        return issue_secured(
            raw, suite_key, feature, selectively=paths, random_bytes=parts.random_bytes
        )

    _answer(source, key, output, issue, signs=True)


@jose_app.command("verify")
def verify_command(
    source: InputFile,
    key: KeyFile,
    feature: WantedFeature,
    output: OutputFile,
    ignore_exp: Annotated[
        bool, typer.Option("--ignore-exp", help="Take what was valid and is over.")
    ] = False,
) -> None:
    """Verify a secured credential or presentation against a public key.

    The answer goes to the output file. Ends with 0 for success and 1 for failure.
    """

    def verify(parts: Parts, raw: bytes, suite_key: SuiteKey) -> JsonObject:
        return verify_secured(raw, suite_key, feature, now=parts.now(), ignores_end=ignore_exp)

    _answer(source, key, output, verify, signs=False)


def _answer(
    source: Path,
    key: Path,
    output: Path,
    act: Callable[[Parts, bytes, SuiteKey], str | JsonObject],
    *,
    signs: bool,
) -> None:
    if not output.parent.is_dir():
        message = f"there is no folder {output.parent}; make it first"
        raise typer.BadParameter(message, param_hint="--output")
    at_work = key
    try:
        suite_key = read_suite_key(read_file(key, MAX_INPUT_BYTES), signs=signs)
        at_work = source
        with _parts_alone() as parts:
            done = act(parts, read_file(source, MAX_INPUT_BYTES), suite_key)
    except Refusal as refusal:
        tell_refusal(refusal, str(at_work))
        write_whole(output, write_json({"result": "failure", "data": _told(refusal)}))
        raise typer.Exit(ExitCode.NOT_AS_IT_SHOULD_BE) from refusal
    write_whole(output, write_json({"result": "success", "data": done}))


@contextmanager
def _parts_alone() -> Iterator[Parts]:
    with TemporaryDirectory() as scratch:
        settings = read_settings(
            Path(scratch), database_url="sqlite://", public_url=_NOBODY, production=False
        )
        alone = {"key_encryption_key": None, "key_encryption_key_file": None}
        with open_parts(settings.model_copy(update=alone)) as parts:
            yield parts


def _read_paths(text: str) -> list[str]:
    try:
        paths = read_json(text.encode())
    except MalformedInput as refusal:
        message = f"a JSON list of paths is wanted, but: {refusal.detail}"
        raise typer.BadParameter(message, param_hint="--sd") from refusal
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        raise typer.BadParameter("a JSON list of paths is wanted", param_hint="--sd")
    return paths


def _told(refusal: Refusal) -> str:
    codes = ", ".join(finding.code for finding in refusal.findings)
    return f"{refusal.detail} [{codes or refusal.code}]"
