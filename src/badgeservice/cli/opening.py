"""From the environment to an open service, and who acts in it when a command acts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from badgeservice.errors import (
    Conflict,
    Finding,
    InvalidRequest,
    KeyEncryptionKeyMissing,
    NotFound,
    Unavailable,
)
from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.admit_issuer import CITY_SLUG, find_issuer
from badgeservice.openbadges.issuer import Issuer
from badgeservice.settings import Settings
from badgeservice.store import UnsafeDatabase, is_current
from badgeservice.wiring import read_kek, working_parts

_CALLER_NAME = "command-line"

DataFolder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Folder with the database and the key-encryption key; else BADGESERVICE_DATA_DIR.",
        show_default=False,
    ),
]


def read_settings(data: Path | None = None, **chosen: Any) -> Settings:
    """Settings of the environment; ``data`` and ``chosen`` come first.

    Refuses ``InvalidRequest`` with every setting that is wrong, without its value.
    """
    if data is not None:
        chosen["data_dir"] = data
    try:
        return Settings(**chosen)
    except ValidationError as fault:
        findings = [
            Finding("settings.invalid", _setting_name(error["loc"]), error["msg"])
            for error in fault.errors(include_input=False, include_url=False)
        ]
        detail = "The settings are not right, so nothing was started."
        hint = "Correct these environment variables."
        raise InvalidRequest(detail, hint=hint, findings=findings) from fault


@contextmanager
def open_service(settings: Settings) -> Iterator[Parts]:
    """Everything the journeys need, on a database that is up to date.

    Refuses ``Unavailable`` when it is not, and ``Conflict`` when its issuers were made for
    another public address: their ids would not be ours.
    """
    require_current(settings)
    with open_parts(settings) as parts:
        _require_same_address(parts)
        yield parts


@contextmanager
def open_parts(settings: Settings, *, migrates: bool = False) -> Iterator[Parts]:
    """Open the working parts; what keeps them from opening becomes ``Unavailable``."""
    with ExitStack() as stack:
        try:
            parts = stack.enter_context(working_parts(settings, migrates=migrates))
        except (ValueError, UnsafeDatabase, OSError) as fault:
            raise Unavailable(f"The service cannot be opened: {fault}") from fault
        yield parts


@contextmanager
def folder_to_keep(folder: Path) -> Iterator[None]:
    """Tell as ``Unavailable`` that nothing can be kept in this folder."""
    try:
        yield
    except OSError as fault:
        why = "It is no folder" if isinstance(fault, FileExistsError) else fault.strerror
        detail = f"The folder {folder} cannot be used ({why})."
        raise Unavailable(detail, hint="Choose another folder with --data.") from fault


def require_current(settings: Settings) -> None:
    """Refuse ``Unavailable`` unless the database is there and up to date."""
    try:
        current = is_current(settings.database)
    except (ValueError, UnsafeDatabase) as fault:
        raise Unavailable(f"The database cannot be opened: {fault}") from fault
    if not current:
        detail = f"The database in {_place(settings)} is not there, or not up to date."
        raise Unavailable(detail, hint=f"Run `badgeservice migrate{_data_option(settings)}` first.")


def require_keys(settings: Settings) -> None:
    """Refuse to start in production without the key-encryption key: nothing could be signed."""
    if settings.production and read_kek(settings) is None:
        detail = "The key-encryption key is not here, and in production it has to be."
        hint = "Set BADGESERVICE_KEY_ENCRYPTION_KEY or BADGESERVICE_KEY_ENCRYPTION_KEY_FILE."
        raise KeyEncryptionKeyMissing(detail, hint=hint)


def find_city(parts: Parts) -> Issuer:
    """The city itself; refuses ``NotFound`` before it is established."""
    try:
        return find_issuer(parts, CITY_SLUG)
    except NotFound as fault:
        hint = "Begin with `badgeservice city establish`."
        raise NotFound("There is no city yet.", hint=hint) from fault


def city_caller() -> Caller:
    """The city: whoever may open the database with its keys may act for everybody in it."""
    return Caller(_CALLER_NAME, Role.CITY)


def issuer_caller(issuer_did: str) -> Caller:
    """An issuer, as it stands in the audit lines."""
    return Caller(_CALLER_NAME, Role.ISSUER, issuer_did)


def _require_same_address(parts: Parts) -> None:
    try:
        city = find_issuer(parts, CITY_SLUG)
    except NotFound:
        return
    if city.did != parts.addresses.city_did:
        detail = f"The issuers in this database belong to {city.did}, not to our public address."
        hint = "Set BADGESERVICE_PUBLIC_URL to the address they were made for."
        raise Conflict(detail, hint=hint)


def _place(settings: Settings) -> str:
    # Never the address of a database: it may hold a password.
    return "BADGESERVICE_DATABASE_URL" if settings.database_url else f"{settings.data_dir}/"


def _data_option(settings: Settings) -> str:
    return "" if settings.database_url else f" --data {settings.data_dir}"


def _setting_name(location: tuple[int | str, ...]) -> str:
    return f"BADGESERVICE_{str(location[0]).upper()}" if location else ""
