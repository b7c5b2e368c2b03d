"""What the demo prints: the table of verdicts, and where to look when it serves."""

import json
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from rich import box
from rich.table import Table

from badgeservice.cli.demo.cast import CITY_PERSON, CLUB_PERSON
from badgeservice.cli.demo.judging import Judged
from badgeservice.cli.demo.staging import StagedIssuer
from badgeservice.cli.terminal import on_output, plain, sentence, shown
from badgeservice.cli.verdicts import STYLES, is_issuer_known, verdict_words, who_awards
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.verification import Report
from badgeservice.proofs.strict_json import read_document
from badgeservice.wiring import DEMO_KEK_ID

_BOX = box.SIMPLE_HEAD
_HEADINGS = ("badge", "who awards", "forms", "verdict", "issuer known", "reason")
# From which width of the terminal on the columns have which widths.
_LAYOUTS = (
    (130, (None,) * len(_HEADINGS)),
    (100, (12, 16, 16, 16, 6, 15)),
    (0, (12, 11, 8, 8, 6, 15)),
)
_IDEMPOTENCY_KEY = "my-first-award"


def show_verdicts(judged: Sequence[Judged]) -> None:
    """One row for each badge, then what each reason means; every word comes from the reports."""
    table = Table(title="\nWhat verifying says", title_justify="left", title_style="bold", box=_BOX)
    widths = next(widths for least, widths in _LAYOUTS if on_output().width >= least)
    for heading, width in zip(_HEADINGS, widths, strict=True):
        table.add_column(heading, width=width, overflow="fold")
    group = judged[0].specimen.group
    for one in judged:
        verdict = one.report.verdict
        if one.specimen.group != group:
            table.add_section()
        group = one.specimen.group
        table.add_row(
            shown(one.specimen.label),
            shown(who_awards(one.report)),
            " ".join(one.forms),
            shown(verdict_words(verdict), STYLES[verdict]),
            _known(one.report),
            one.report.leading_code,
        )
    on_output().print(table)
    _show_reasons(judged)


def _show_reasons(judged: Sequence[Judged]) -> None:
    console = on_output()
    plain(console, "What the reasons mean", style="bold")
    told = {
        (one.report.leading_code, _known(one.report)): one.report.to_json()["summary"]
        for one in judged
    }
    for (code, known), sentences in told.items():
        also = ", issuer not known" if code == "verdict.valid" and known == "no" else ""
        plain(console, f"  {code}{also}")
        sentence(console, f"    {sentences['nl']}\n    {sentences['en']}")
    plain(console, "")


def _known(report: Report) -> str:
    return "yes" if is_issuer_known(report) else "no"


def show_where_to_look(
    addresses: Addresses, staged: Sequence[StagedIssuer], folder: Path, secret: str
) -> None:
    """Addresses to open, a file to drop, and two calls that can be pasted."""
    club = staged[0]
    badge = next(iter(sorted((folder / club.issuer.slug).glob("*/badge.json"))))
    status = read_document(badge.read_bytes()).value["credentialStatus"]
    places = (
        ("Start page", f"{addresses.public_url}/"),
        ("Check a badge", f"{addresses.public_url}/check"),
        ("   drop a file there", f"{badge.with_suffix('.png')}"),
        ("   or the changed one", f"{folder / 'tampered.json'}"),
        *((one.issuer.name, addresses.issuer(one.issuer.slug)) for one in staged),
        ("An achievement", addresses.achievement(club.achievements[0].achievement_id)),
        ("Find a skill", f"{addresses.public_url}/skills?query=discipline"),
        ("Ready-made badges", f"{addresses.public_url}/shared-badges"),
        ("Keys of the city", f"{addresses.public_url}/.well-known/did.json"),
        ("Keys of the club", f"{addresses.issuer(club.issuer.slug)}/did.json"),
        ("A status list", str(status["statusListCredential"])),
        ("The API", f"{addresses.public_url}/v1/openapi.json"),
        ("Sign in", f"{addresses.public_url}/sign-in"),
        ("   as the city", CITY_PERSON),
        ("   as the club", CLUB_PERSON),
        ("   and read the mail", f"{addresses.public_url}/development/mails"),
    )
    console = on_output()
    plain(console, "\nWhere to look", style="bold")
    for what, where in places:
        plain(console, f"  {what:<22} {where}")
    plain(console, "\nVerify a badge over the API", style="bold")
    plain(console, _verify_call(addresses, badge))
    plain(console, "\nAward a badge over the API, with the key of the club", style="bold")
    plain(console, _award_call(addresses, club, secret))
    plain(console, "\nUse the other commands on this demo", style="bold")
    plain(console, _other_commands(addresses, badge, folder))


def _other_commands(addresses: Addresses, badge: Path, folder: Path) -> str:
    return (
        f"  export BADGESERVICE_DATA_DIR={quote(str(folder.parent))}\n"
        f"  export BADGESERVICE_PUBLIC_URL={addresses.public_url}\n"
        f"  export BADGESERVICE_KEY_ENCRYPTION_KEY_ID={DEMO_KEK_ID}\n"
        f"  badgeservice issuers list\n"
        f"  badgeservice verify-file {quote(str(badge.with_suffix('.svg')))}"
    )


def _verify_call(addresses: Addresses, badge: Path) -> str:
    return (
        f"  curl -H 'Content-Type: application/vc' \\\n    --data-binary @{quote(str(badge))} \\\n"
        f"    {addresses.public_url}/v1/verifications"
    )


def _award_call(addresses: Addresses, club: StagedIssuer, secret: str) -> str:
    body = json.dumps({"achievementId": club.achievements[0].achievement_id})
    return (
        f"  curl -H 'Authorization: Bearer {secret}' \\\n"
        f"    -H 'Content-Type: application/json' -H 'Idempotency-Key: {_IDEMPOTENCY_KEY}' \\\n"
        f"    --data '{body}' \\\n"
        f"    {addresses.public_url}/v1/issuers/{club.issuer.slug}/awards"
    )
