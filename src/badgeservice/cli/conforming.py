"""What ``serve --conformance`` and ``serve --tls`` add: settings, a certificate, and a warning."""

from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from rich.console import Console

from badgeservice.cli.certifying import TlsFiles, self_signed_files
from badgeservice.cli.opening import folder_to_keep, read_settings
from badgeservice.cli.terminal import plain, sentence
from badgeservice.errors import Conflict, InvalidRequest, Unavailable
from badgeservice.journeys.conforming.mode import PREFIX
from badgeservice.journeys.parts import Parts
from badgeservice.settings import Settings
from badgeservice.store import UnsafeDatabase, is_current, migrate, open_database

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Tls(StrEnum):
    """Where the certificate comes from; a real one belongs to the proxy in front of the service."""

    SELF_SIGNED = "self-signed"


def require_loopback(host: str) -> None:
    """Refuse ``InvalidRequest`` to let other machines in: here anybody may sign and fetch."""
    if host not in _LOOPBACK:
        detail = "Conformance mode listens to this machine only."
        raise InvalidRequest(detail, hint="Leave out --host.")


def conformance_settings(data: Path | None, port: int, tls: Tls | None) -> Settings:
    """The settings of conformance mode, whose address is this machine, and a database made ready.

    The database is always the one in the data folder, whatever the environment names. Refuses
    ``Conflict``, before anything is changed, when that is the database of a service, and
    ``Unavailable`` when it cannot be made.
    """
    scheme = "https" if tls else "http"
    settings = read_settings(
        data, conformance=True, public_url=f"{scheme}://localhost:{port}", database_url=None
    )
    try:
        _refuse_real_service(settings)
        with folder_to_keep(settings.data_dir):
            settings.data_dir.mkdir(parents=True, exist_ok=True)
        migrate(settings.database)
    except (ValueError, UnsafeDatabase) as fault:
        raise Unavailable(f"The database cannot be made ready: {fault}") from fault
    return settings


def _refuse_real_service(settings: Settings) -> None:
    """In this mode nobody is admitted as issuer, so a database that has one was not made in it.

    One of another version cannot be read without bringing it up to date, so nobody looks inside.
    """
    folder, hint = settings.data_dir, "Choose an empty folder with --data."
    if not Path(settings.database.removeprefix("sqlite:///")).exists():
        return
    if not is_current(settings.database):
        detail = f"The database in {folder}/ is of another version, or of something else."
        raise Conflict(detail, hint=hint)
    with (
        closing(open_database(settings.database)) as database,
        database.open_store(read_only=True) as store,
    ):
        has_issuers = bool(store.issuers.all())
    if has_issuers:
        detail = f"The folder {folder}/ holds a service with issuers, which is not for suites."
        raise Conflict(detail, hint=hint)


def tls_files(settings: Settings, tls: Tls | None, now: datetime) -> TlsFiles | None:
    """The certificate that was asked for.

    Refuses ``InvalidRequest`` in production, and when the public address is still plain http.
    """
    if tls is None:
        return None
    if settings.production:
        detail = "A certificate that signs itself proves nothing to the world."
        raise InvalidRequest(detail, hint="Leave out --tls: TLS is for the proxy in front.")
    if not settings.public_url.startswith("https://"):
        detail = "Served over https, but its public address begins with http."
        hint = "Set BADGESERVICE_PUBLIC_URL, or add --conformance."
        raise InvalidRequest(detail, hint=hint)
    with folder_to_keep(settings.data_dir):
        return self_signed_files(settings.data_dir, now)


def tell_conformance(console: Console, parts: Parts) -> None:
    """Say as loudly as a log can what this mode is."""
    line = "!" * 80
    plain(console, line, style="bold red")
    warning = (
        "CONFORMANCE MODE. Anybody who reaches this port may have anything signed, and documents "
        "on this machine are fetched without looking at their certificates. Never use it for real."
    )
    sentence(console, warning, style="bold red")
    plain(console, line, style="bold red")
    plain(console, f"What there is: {parts.addresses.public_url}{PREFIX}")
