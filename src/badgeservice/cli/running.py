"""Commands that keep the service going: ``serve``, ``work`` and ``migrate``."""

import signal
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from badgeservice.cli.conforming import (
    Tls,
    conformance_settings,
    require_loopback,
    tell_conformance,
    tls_files,
)
from badgeservice.cli.exits import tell_refusal
from badgeservice.cli.listening import claim_beside, claim_port, listen
from badgeservice.cli.opening import DataFolder, open_service, read_settings, require_keys
from badgeservice.cli.terminal import on_errors, on_output, plain
from badgeservice.errors import Refusal, Unavailable
from badgeservice.journeys.conforming.mode import start_conformance
from badgeservice.journeys.issuing.batches.rounds import tidy_batches, work_on_batches
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.status_lists import refresh_status_lists
from badgeservice.journeys.steering.post import send_mails
from badgeservice.journeys.steering.tidy_people import tidy_people
from badgeservice.store import UnsafeDatabase, migrate

DEFAULT_PORT = 8321


def serve_command(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes any free port.")] = (
        DEFAULT_PORT
    ),
    conformance: Annotated[
        bool, typer.Option("--conformance", help="For public test suites: anybody may sign.")
    ] = False,
    tls: Annotated[
        Tls | None, typer.Option(help="https with a certificate for this machine alone.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Run the service: pages, API and everything that is published."""
    settings = read_settings(data, **({"conformance": True} if conformance else {}))
    if settings.conformance:
        require_loopback(host)
    with ExitStack() as stack:
        claimed = stack.enter_context(closing(claim_port(host, port)))
        address, number = claimed.getsockname()[:2]
        beside = []
        if settings.conformance:
            settings = conformance_settings(data, number, tls)
            beside = [stack.enter_context(closing(one)) for one in claim_beside(claimed)]
        parts = stack.enter_context(open_service(settings))
        require_keys(settings)
        files = tls_files(settings, tls, parts.now())
        _finish(parts)
        console = on_errors()
        mode = None
        if settings.conformance:
            parts, mode = start_conformance(parts)
            tell_conformance(console, parts)
        plain(console, f"Serving {parts.addresses.public_url} on {address}, port {number}.")
        plain(console, "Stop it with Ctrl+C.")
        listen(parts, claimed, beside=beside, conformance=mode, tls=files)
        plain(console, "Stopped.")


def work_command(
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two rounds.")] = 30,
    data: DataFolder = None,
) -> None:
    """Sign awards that wait, renew status lists, send mails and forget what is over, repeatedly."""
    settings = read_settings(data)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with open_service(settings) as parts:
        require_keys(settings)
        if not once:
            plain(on_errors(), f"Working, a round every {every:g} seconds. Stop it with Ctrl+C.")
        while not stop.is_set():
            _work_one_round(parts)
            if once:
                return
            stop.wait(every)
    plain(on_errors(), "Stopped.")


def migrate_command(data: DataFolder = None) -> None:
    """Make the database, or bring it up to date. Doing it twice is harmless."""
    settings = read_settings(data)
    embedded = Path(settings.database.removeprefix("sqlite:///"))
    try:
        was_there = embedded.exists()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        migrate(settings.database)
        is_new = embedded.exists() and not was_there
    except (ValueError, UnsafeDatabase, OSError) as fault:
        raise Unavailable(f"The database cannot be brought up to date: {fault}") from fault
    # Only of a database in a file can be told whether it was there before.
    made = f"Made the database in {embedded}." if is_new else "The database is up to date."
    plain(on_output(), made)


def _work_one_round(parts: Parts) -> None:
    try:
        _finish(parts)
        refresh_status_lists(
            parts, on_refusal=lambda one, why: tell_refusal(why, f"Status list {one}")
        )
        _send_mails(parts)
        tidy_people(parts)
        tidy_batches(parts)
    except Refusal as refusal:
        # The database may be away for a moment; the next round tries again.
        tell_refusal(refusal, "This round")


def _finish(parts: Parts) -> None:
    # Batches first: what is theirs is signed together and not one by one.
    worked = work_on_batches(parts, on_refusal=lambda one, why: tell_refusal(why, f"Batch {one}"))
    if worked.signed or worked.released:
        told = f"Signed {worked.signed} awards of batches, and released {worked.released} batches."
        plain(on_errors(), told)
    signed = finish_waiting(parts, on_refusal=lambda one, why: tell_refusal(why, f"Award {one}"))
    if signed:
        plain(on_errors(), f"Signed {signed} awards that were waiting.")


def _send_mails(parts: Parts) -> None:
    """Send what waits; what is told holds no address (H23)."""
    sending = send_mails(parts)
    if sending.sent:
        plain(on_errors(), f"Sent {sending.sent} mails.")
    if sending.waiting or sending.failed:
        told = f"{sending.waiting} mails wait for another try, {sending.failed} were given up"
        plain(on_errors(), f"{told}: {sending.why}.")
