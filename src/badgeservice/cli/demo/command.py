"""``badgeservice demo``: from an empty folder to verified badges and a running service."""

import time
from contextlib import closing
from pathlib import Path
from socket import socket
from typing import Annotated

import typer

from badgeservice.cli.demo.badges import award_everybody
from badgeservice.cli.demo.judging import Judged, judge
from badgeservice.cli.demo.oddities import make_oddities
from badgeservice.cli.demo.showing import show_verdicts, show_where_to_look
from badgeservice.cli.demo.staging import (
    StagedIssuer,
    demo_settings,
    invite_people,
    require_same_port,
    set_the_stage,
)
from badgeservice.cli.exits import ExitCode
from badgeservice.cli.forms import write_whole
from badgeservice.cli.listening import claim_port, listen
from badgeservice.cli.opening import city_caller, open_parts
from badgeservice.cli.running import DEFAULT_PORT
from badgeservice.cli.terminal import on_errors, on_output, plain
from badgeservice.errors import NotSignedIn
from badgeservice.journeys.caller import identify
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.make_keys import give_issuer_api_key


def demo_command(
    once: Annotated[bool, typer.Option("--once", help="Stop after the table.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port to serve on.")] = DEFAULT_PORT,
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder for everything it makes.")
    ] = Path("demo-data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Show the whole road: admit, award, verify; then serve it.

    Everything stays in one folder and on this machine; running it again awards nothing twice.
    """
    if once:
        _play(data, port, None)
        return
    with closing(claim_port(host, port)) as claimed:
        _play(data, port, claimed)


def _play(folder: Path, port: int, claimed: socket | None) -> None:
    began = time.monotonic()
    with open_parts(demo_settings(folder, port), migrates=True) as parts:
        require_same_port(parts)
        where = f"Everything the demo makes is in {folder}/."
        plain(on_errors(), f"{where} Delete that folder to start again.")
        plain(on_errors(), "Setting the stage: a city, a sport club, a school, and their keys.")
        staged = set_the_stage(parts)
        # A run that was cut off may have left awards that were not signed yet.
        finish_waiting(parts)
        judged = _award_and_judge(parts, staged, folder / "badges")
        seconds = time.monotonic() - began
        plain(on_output(), _count(judged, seconds))
        _require_right(judged)
        if claimed is not None:
            invite_people(parts, staged[0].issuer)
            secret = _club_api_key(parts, staged[0], folder / "club-api-key")
            show_where_to_look(parts.addresses, staged, folder / "badges", secret)
            plain(on_output(), f"\nServing {parts.addresses.public_url}. Stop it with Ctrl+C.")
            listen(parts, claimed)


def _award_and_judge(
    parts: Parts, staged: tuple[StagedIssuer, ...], folder: Path
) -> tuple[Judged, ...]:
    awarded = award_everybody(parts, staged, folder)
    people = len(awarded.specimens)
    if awarded.fresh:
        said = f"{awarded.fresh} new badges for {people} people, as files in {folder}/."
    else:
        said = f"Nothing new: all {people} people had their badge already, in {folder}/."
    plain(on_output(), said)
    oddities = make_oddities(parts, staged[0], awarded.specimens[0].files[0], folder)
    judged = judge(parts, (*awarded.specimens, *oddities))
    show_verdicts(judged)
    return judged


def _count(judged: tuple[Judged, ...], seconds: float) -> str:
    files = sum(len(one.forms) for one in judged)
    badges = len({one.specimen.label for one in judged})
    return f"{badges} badges verified from {files} files; all of it took {seconds:.1f} seconds."


def _require_right(judged: tuple[Judged, ...]) -> None:
    wrong = [one.specimen.label for one in judged if not one.is_as_expected]
    if wrong:
        plain(on_errors(), f"Not as it should be: {'; '.join(wrong)}", style="bold red")
        raise typer.Exit(ExitCode.NOT_AS_IT_SHOULD_BE)
    plain(on_output(), "Every verdict is as it should be.")


def _club_api_key(parts: Parts, club: StagedIssuer, path: Path) -> str:
    """The API key of the club, kept in the folder of the demo because it is told only once."""
    if path.exists():
        secret = path.read_text(encoding="ascii").strip()
        try:
            identify(parts, secret)
        except NotSignedIn:
            # The database was thrown away and the file was not.
            path.unlink()
        else:
            return secret
    secret = give_issuer_api_key(parts, city_caller(), club.issuer.did, "demo").secret
    write_whole(path, secret.encode())
    return secret
