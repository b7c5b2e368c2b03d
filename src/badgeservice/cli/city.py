"""``badgeservice city`` and ``badgeservice issuers``: the city, and whom it admits."""

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table

from badgeservice.cli.exits import ExitCode
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
    find_issuer,
    list_issuers,
)
from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.organisations.recognise import end_recognition, recognise
from badgeservice.journeys.steering.organisations.record import check_record
from badgeservice.journeys.steering.organisations.suspend import (
    end_organisation,
    resume,
    suspend,
)
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.journeys.steering.scopes import KIND, SKILL
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.openbadges.verification.report import instant_text

city_app = typer.Typer(help="The city itself.", no_args_is_help=True)
issuers_app = typer.Typer(help="The organisations that may award badges.", no_args_is_help=True)

Name = Annotated[str, typer.Option(help="As people know it.")]
Website = Annotated[str, typer.Option("--url", help="Website, starting with https://.")]
Slug = Annotated[str, typer.Argument(metavar="ISSUER", help="Name in its URLs.")]
Reason = Annotated[str, typer.Option(help="Why; kept and never published. No names of people.")]
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


@city_app.command("check-audit")
def check_audit(
    line: Annotated[int | None, typer.Option(help="Number of a line that you kept.")] = None,
    line_hash: Annotated[str | None, typer.Option("--hash", help="Its hash.")] = None,
    data: DataFolder = None,
) -> None:
    """Check that no audit line was changed or taken out; keep the line and hash it tells.

    With the line and hash of an earlier time it also shows when the end was cut off.
    """
    if (line is None) is not (line_hash is None):
        raise typer.BadParameter("give --line and --hash together")
    with open_service(read_settings(data)) as parts:
        known = None if line is None or line_hash is None else (line, line_hash)
        checked = check_record(parts, city_caller(), known)
    plain(on_output(), f"{checked.head.line_id} {checked.head.line_hash}")
    if checked.wrong_line is not None:
        plain(on_errors(), f"Line {checked.wrong_line} does not fit: something was changed.")
        raise typer.Exit(ExitCode.NOT_AS_IT_SHOULD_BE)
    plain(on_errors(), "Every line follows from the one before it.")


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


@issuers_app.command("suspend")
def suspend_issuer(slug: Slug, reason: Reason, data: DataFolder = None) -> None:
    """Let an organisation sign nothing from now on. What it gave stays valid."""
    with open_service(read_settings(data)) as parts:
        done = suspend(parts, city_caller(), find_issuer(parts, slug).did, reason)
    _tell(done, "Suspended.", "It was suspended already.")


@issuers_app.command("resume")
def resume_issuer(slug: Slug, data: DataFolder = None) -> None:
    """Lift a suspension."""
    with open_service(read_settings(data)) as parts:
        done = resume(parts, city_caller(), find_issuer(parts, slug).did)
    _tell(done, "It may sign again.", "It was not suspended.")


@issuers_app.command("end")
def end_issuer(slug: Slug, reason: Reason, data: DataFolder = None) -> None:
    """End all an organisation can do here: roles, API keys, signing keys, recognition."""
    with open_service(read_settings(data)) as parts:
        done = end_organisation(parts, city_caller(), find_issuer(parts, slug).did, reason)
    _tell(done is not None, "Ended. What it gave stays valid.", "There was nothing left to end.")


@issuers_app.command("recognise")
def recognise_issuer(
    slug: Slug,
    skill: Annotated[
        list[str] | None, typer.Option(help="Code of a skill; as often as needed.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Kind of badge, such as Course.")] = None,
    since: Annotated[str | None, typer.Option(help="2027-01-01T00:00:00Z; now by default.")] = None,
    until: Annotated[str | None, typer.Option(help="Moment at which it ends.")] = None,
    data: DataFolder = None,
) -> None:
    """Recognise an organisation, for everything or for some skills and kinds of badge."""
    scope = [*(f"{SKILL}{code}" for code in skill or ()), *(f"{KIND}{one}" for one in kind or ())]
    begins, ends = _moment("--since", since), _moment("--until", until)
    with open_service(read_settings(data)) as parts:
        did = find_issuer(parts, slug).did
        held = recognise(parts, city_caller(), did, scope, since=begins, until=ends)
    told = ", ".join(held.scope) or "everything"
    end = f" until {instant_text(held.until)}" if held.until else ""
    plain(on_output(), f"Recognised for {told} from {instant_text(held.since)}{end}.")


@issuers_app.command("end-recognition")
def end_issuer_recognition(slug: Slug, data: DataFolder = None) -> None:
    """Recognise an organisation for nothing any more."""
    with open_service(read_settings(data)) as parts:
        done = end_recognition(parts, city_caller(), find_issuer(parts, slug).did)
    _tell(done, "The city recognises it no more.", "The city did not recognise it.")


def _tell(is_done: bool, done: str, nothing: str) -> None:
    plain(on_output(), done if is_done else f"{nothing} Nothing was changed.")


def _moment(option: str, text: str | None) -> datetime | None:
    try:
        return None if text is None else read_instant(text)
    except ValueError as fault:
        example = "use a moment such as 2027-08-01T00:00:00Z"
        raise typer.BadParameter(example, param_hint=option) from fault


def _state(issuer: Issuer, *, is_recognised: bool) -> str:
    if issuer.suspended_at:
        return "suspended"
    if issuer.kind is IssuerKind.CITY:
        return "the city"
    return "recognised" if is_recognised else "admitted"
