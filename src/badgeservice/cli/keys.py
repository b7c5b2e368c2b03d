"""``badgeservice keys``: the key-encryption key, signing keys, and API keys."""

from typing import Annotated

import typer
from rich.table import Table

from badgeservice.cli.opening import (
    DataFolder,
    city_caller,
    find_city,
    folder_to_keep,
    open_service,
    read_settings,
)
from badgeservice.cli.terminal import on_errors, on_output, plain, shown
from badgeservice.errors import InvalidRequest
from badgeservice.journeys.caller import Role
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.make_keys import (
    KEY_ALGORITHMS,
    give_issuer_api_key,
    make_api_key,
    make_signing_key,
)
from badgeservice.journeys.steering.organisations.api_keys import list_every_api_key
from badgeservice.journeys.steering.organisations.end_keys import (
    end_any_api_key,
    retire_key,
    revoke_key,
)
from badgeservice.openbadges.issuer import IssuerKey
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.wiring import make_kek

app = typer.Typer(help="Make and list keys.", no_args_is_help=True)
IssuerSlug = Annotated[
    str, typer.Argument(metavar="ISSUER", help='Name in its URLs; "gemeente" is the city.')
]


@app.command("init")
def init(data: DataFolder = None) -> None:
    """Make the key-encryption key, which wraps every signing key. Once, at set-up."""
    settings = read_settings(data)
    with folder_to_keep(settings.kek_file.parent):
        path = make_kek(settings)
    plain(on_output(), f"Made the key-encryption key in {path}.")
    plain(on_output(), "Put a copy in a safe place that is not the backup of the database.")
    plain(on_output(), "Who loses it cannot sign any more; who has both can sign as any issuer.")


@app.command("make")
def make(
    issuer: IssuerSlug,
    algorithm: Annotated[str, typer.Option(help=" or ".join(KEY_ALGORITHMS) + ".")] = "Ed25519",
    data: DataFolder = None,
) -> None:
    """Make a signing key for an issuer. Its older key of that kind stops signing.

    Ed25519 signs badges and status lists and is needed; P-256 or RSA-2048 signs them as JWT too.
    """
    found = [known for known in KEY_ALGORITHMS if known.lower() == algorithm.lower()]
    if not found:
        raise typer.BadParameter(f"choose {' or '.join(KEY_ALGORITHMS)}", param_hint="--algorithm")
    with open_service(read_settings(data)) as parts:
        city = find_city(parts)
        did = find_issuer(parts, issuer).did
        key = make_signing_key(parts, city_caller(), did, found[0])
    plain(on_output(), f"Made {key.verification_method}.")
    if did != city.did:
        options = "--name NAME --description TEXT --criteria TEXT"
        plain(on_errors(), f"Next: `badgeservice achievements publish {issuer} {options}`.")


@app.command("list")
def list_keys(issuer: IssuerSlug, data: DataFolder = None) -> None:
    """List the signing keys of an issuer, oldest first."""
    with open_service(read_settings(data)) as parts:
        public = read_issuer(parts, issuer)
    if not public.keys:
        plain(on_errors(), f"No keys yet. Make one with `badgeservice keys make {issuer}`.")
        return
    table = Table("key", "algorithm", "made", "state", box=None)
    for key in public.keys:
        table.add_row(key.key_id, key.algorithm, instant_text(key.created_at), _state(key))
    on_output().print(table)


@app.command("api-key")
def api_key(
    city: Annotated[bool, typer.Option("--city", help="A key for the city.")] = False,
    issuer: Annotated[str | None, typer.Option(help="Name in its URLs.")] = None,
    label: Annotated[str, typer.Option(help="Where the key is used; no names of people.")] = "",
    data: DataFolder = None,
) -> None:
    """Make an API key for the city or for one issuer. It is shown this one time."""
    if city is (issuer is not None):
        raise typer.BadParameter("give either --city or --issuer")
    if not label.strip():
        detail = "An API key needs a label, so that it can be found again."
        raise InvalidRequest(detail, hint='For example --label "student system".')
    with open_service(read_settings(data)) as parts:
        if issuer is None:
            by = city_caller().name
            made = make_api_key(parts, by=by, role=Role.CITY, issuer_did=None, label=label)
        else:
            did = find_issuer(parts, issuer).did
            made = give_issuer_api_key(parts, city_caller(), did, label)
    plain(on_errors(), "This is the only time that the key is shown:")
    plain(on_output(), made.secret)


@app.command("retire")
def retire(
    issuer: IssuerSlug,
    key: Annotated[str, typer.Argument(help="Its name, from `keys list`.")],
    data: DataFolder = None,
) -> None:
    """Sign nothing more with a key. What it signed stays valid."""
    with open_service(read_settings(data)) as parts:
        done = retire_key(parts, city_caller(), find_issuer(parts, issuer).did, key)
    plain(on_output(), "Retired." if done else "It did not sign any more. Nothing was changed.")


@app.command("revoke")
def revoke(
    issuer: IssuerSlug,
    key: Annotated[str, typer.Argument(help="Its name, from `keys list`.")],
    reason: Annotated[str, typer.Option(help="Why; kept and never published.")],
    data: DataFolder = None,
) -> None:
    """Distrust a key that others may have: nothing it ever signed is valid any more."""
    with open_service(read_settings(data)) as parts:
        done = revoke_key(parts, city_caller(), find_issuer(parts, issuer).did, key, reason)
    plain(on_output(), "Revoked." if done else "It was revoked already. Nothing was changed.")
    if done:
        plain(on_errors(), f"Next: `badgeservice keys make {issuer}`, and award anew.")


@app.command("end-api-key")
def end_key(
    key: Annotated[str, typer.Argument(metavar="ID", help="Its id, from `keys api-keys`.")],
    data: DataFolder = None,
) -> None:
    """End an API key at once."""
    with open_service(read_settings(data)) as parts:
        done = end_any_api_key(parts, city_caller(), key)
    plain(on_output(), "Ended." if done else "It was ended already. Nothing was changed.")


@app.command("api-keys")
def list_api_keys(data: DataFolder = None) -> None:
    """List the API keys of everybody, without their secrets."""
    with open_service(read_settings(data)) as parts:
        keys = list_every_api_key(parts, city_caller())
    table = Table("id", "whose", "label", "made", "state", box=None)
    for key in keys:
        whose = key.issuer_did or "the city"
        state = f"ended {instant_text(key.ended_at)}" if key.ended_at else "works"
        cells = (key.key_id, whose, key.label, instant_text(key.created_at), state)
        table.add_row(*map(shown, cells))
    on_output().print(table)


def _state(key: IssuerKey) -> str:
    if key.revoked_at:
        return f"revoked {instant_text(key.revoked_at)}"
    if key.retired_at:
        return f"retired {instant_text(key.retired_at)}, still verifies"
    return "signs"
