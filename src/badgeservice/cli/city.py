"""``badgeservice city`` and ``badgeservice issuers``: the city, and whom it admits."""

from typing import Annotated

import typer
from rich.table import Table

from badgeservice.cli.opening import (
    DataFolder,
    city_caller,
    find_city,
    open_service,
    read_settings,
)
from badgeservice.cli.terminal import on_errors, on_output, plain, shown
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import (
    CITY_SLUG,
    Admission,
    admit_issuer,
    establish_city,
    list_issuers,
)
from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.openbadges.issuer import Issuer, IssuerKind

city_app = typer.Typer(help="The city itself.", no_args_is_help=True)
issuers_app = typer.Typer(help="The organisations that may award badges.", no_args_is_help=True)

Name = Annotated[str, typer.Option(help="As people know it.")]
Website = Annotated[str, typer.Option("--url", help="Website, starting with https://.")]
Mail = Annotated[str | None, typer.Option(help="Public e-mail address.")]


@city_app.command("establish")
def establish(name: Name, url: Website, email: Mail = None, data: DataFolder = None) -> None:
    """Make the city an issuer, once. Its id comes from BADGESERVICE_PUBLIC_URL, and stays."""
    with open_service(read_settings(data)) as parts:
        was_there = any(one.slug == CITY_SLUG for one in list_issuers(parts))
        city = establish_city(parts, name=name, url=url, email=email)
    plain(on_output(), f"The city is {city.name}, {city.did}.")
    console = on_errors()
    if was_there:
        plain(console, "The city was there already, and nothing was changed.")
    elif city.email is None:
        plain(console, "Without --email, security.txt has no address to write to.")
    if not was_there:
        plain(console, f"Next: `badgeservice keys make {CITY_SLUG}`.")


@city_app.command("invite")
def invite_manager(
    address: Annotated[str, typer.Argument(metavar="EMAIL", help="Who may act for the city.")],
    language: Annotated[str, typer.Option(help="Language of the mail: nl or en.")] = "nl",
    data: DataFolder = None,
) -> None:
    """Invite somebody to act for the city; they sign in with this address."""
    settings = read_settings(data)
    with open_service(settings) as parts:
        city = find_city(parts)
        role = PersonRole.CITY_MANAGER
        invitation = invite(parts, city_caller(), address, city.did, role, language=language)
        send_mails_if_near(parts)
        is_near, where = parts.mailer.is_near, parts.addresses.public_url
    plain(on_output(), f"Invited, until {invitation.ends_at:%Y-%m-%d}.")
    folder = settings.mail_dir or settings.data_dir / "mails"
    sent = f"The mail is in {folder}/" if is_near else "`badgeservice work` sends the mail"
    plain(on_errors(), f"{sent}; they sign in at {where}/sign-in.")


@issuers_app.command("admit")
def admit(
    slug: Annotated[str, typer.Argument(help="Name in its URLs, for example sv-de-maasboys.")],
    name: Name,
    url: Website,
    kind: Annotated[IssuerKind, typer.Option(help="What kind of organisation it is.")],
    email: Mail = None,
    description: Annotated[str | None, typer.Option(help="One or two sentences.")] = None,
    recognised: Annotated[bool, typer.Option(help="Whether the city recognises it now.")] = True,
    data: DataFolder = None,
) -> None:
    """Admit an organisation as issuer; what is filled in here is public."""
    admission = Admission(
        slug=slug,
        name=name,
        kind=kind,
        url=url,
        email=email,
        description=description,
        is_recognised=recognised,
    )
    with open_service(read_settings(data)) as parts:
        find_city(parts)
        issuer = admit_issuer(parts, city_caller(), admission)
    plain(on_output(), f"Admitted {issuer.name}, {issuer.did}.")
    plain(on_errors(), f"Next: `badgeservice keys make {issuer.slug}`.")


@issuers_app.command("list")
def list_all(data: DataFolder = None) -> None:
    """List who was admitted, the city first."""
    with open_service(read_settings(data)) as parts:
        listed = [(one, read_issuer(parts, one.slug)) for one in list_issuers(parts)]
    if not listed:
        plain(on_errors(), "Nobody yet. Begin with `badgeservice city establish`.")
        return
    table = Table("issuer", "name", "kind", "state", "keys", "achievements", box=None)
    for one, public in listed:
        keys = [key for key in public.keys if key.retired_at is None and key.revoked_at is None]
        state = _state(one, is_recognised=public.recognition is not None)
        algorithms = ", ".join(key.algorithm for key in keys) or "none"
        cells = (one.slug, one.name, one.kind.value, state, algorithms)
        table.add_row(*map(shown, cells), str(len(public.achievements)))
    on_output().print(table)


def _state(issuer: Issuer, *, is_recognised: bool) -> str:
    if issuer.suspended_at:
        return "suspended"
    if issuer.kind is IssuerKind.CITY:
        return "the city"
    return "recognised" if is_recognised else "admitted"
