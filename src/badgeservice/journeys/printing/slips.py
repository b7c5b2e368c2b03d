"""Sheets of slips to cut apart: a QR code and a short code for people without e-mail."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, InvalidRequest, NotFound, TooLarge
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.printing.filling import fill_in
from badgeservice.journeys.printing.letters import Pen
from badgeservice.journeys.printing.qr import MAX_CHARACTERS, qr_svg
from badgeservice.journeys.printing.short_codes import group_code, read_short_code
from badgeservice.journeys.printing.typesetting import typeset
from badgeservice.journeys.printing.words import SLIPS, Language
from badgeservice.openbadges.art import check_drawing
from badgeservice.openbadges.issuer import Issuer

MAX_SLIPS = 1_000
"""Of one printing: 125 sheets."""

# What fits its place at the smallest size.
_MOST_OF_A_NAME = 90
_MOST_OF_A_BADGE = 90
_MOST_OF_AN_ISSUER = 70


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's way to one badge.

    ``code`` is a short code, ``url`` the page of ours where the QR code leads. ``image_svg`` is
    the art of the badge; without it the slip has none.
    """

    name: str
    badge_name: str
    code: str
    url: str
    image_svg: str | None = None


def print_slips(
    parts: Parts,
    caller: Caller,
    issuer_did: str,
    slips: Sequence[Slip],
    language: Language,
    *,
    names: Literal["full", "first"] = "full",
) -> bytes:
    """Slips for people of one issuer as tagged PDF: eight on a sheet of A4, in their order.

    ``names`` chooses what stands on it. Refuses ``NotFound`` for whom is not that issuer,
    ``TooLarge`` over 1,000 slips, and ``InvalidRequest`` when there are none or where one has no
    name, no code of ours or an address of somebody else.
    """
    caller.require_issuer(issuer_did)
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(issuer_did)
    if issuer is None:
        raise NotFound("There is no such issuer.")
    _check(slips, parts.addresses.public_url)
    return typeset(
        "slips",
        lambda pen: slip_values(
            slips, issuer, language, pen, public_url=parts.addresses.public_url, names=names
        ),
        parts.now(),
    )


def slip_values(
    slips: Sequence[Slip],
    issuer: Issuer,
    language: Language,
    pen: Pen,
    *,
    public_url: str,
    names: Literal["full", "first"],
) -> JsonObject:
    """What goes into the template; each drawing once, however many slips show it."""
    page = f"{public_url}{'/en' if language == 'en' else ''}/claim".partition("://")[2]
    issuer_name = pen.write(issuer.name, most=_MOST_OF_AN_ISSUER)
    arts = list(dict.fromkeys(one.image_svg for one in slips if one.image_svg))
    filled = {"{organisation}": issuer_name, "{address}": page}
    return {
        "language": language,
        "words": fill_in(asdict(SLIPS[language]), filled),
        "issuer_name": issuer_name,
        "arts": arts,
        "slips": [
            {
                "name": pen.write(_shown(one.name, names), most=_MOST_OF_A_NAME),
                "badge_name": pen.write(one.badge_name, most=_MOST_OF_A_BADGE),
                "code": group_code(read_short_code(one.code)),
                "qr": qr_svg(one.url, ""),
                "art": arts.index(one.image_svg) if one.image_svg else None,
            }
            for one in slips
        ],
    }


def _shown(name: str, names: Literal["full", "first"]) -> str:
    return name if names == "full" else name.split()[0]


def _check(slips: Sequence[Slip], public_url: str) -> None:
    if not slips:
        finding = Finding("slips.none", "", "Choose at least one person.")
        raise InvalidRequest("There is nothing to print.", findings=[finding])
    if len(slips) > MAX_SLIPS:
        raise TooLarge(f"At most {MAX_SLIPS} slips are printed at once.", hint="Print in parts.")
    faults = [
        Finding(code, f"/slips/{number}/{field}", message)
        for number, slip in enumerate(slips)
        for code, field, message in _faults_of(slip, public_url)
    ]
    if faults:
        raise InvalidRequest("These slips cannot be printed.", findings=faults)
    for art in {one.image_svg for one in slips if one.image_svg}:
        check_drawing(art)


def _faults_of(slip: Slip, public_url: str) -> list[tuple[str, str, str]]:
    faults = []
    if not slip.name.strip():
        faults.append(("slips.name", "name", "A slip has a name on it."))
    if not slip.badge_name.strip():
        faults.append(("slips.badge", "badgeName", "A slip says which badge it is for."))
    try:
        read_short_code(slip.code)
    except InvalidRequest:
        faults.append(("slips.code", "code", "This is not a short code of ours."))
    if not slip.url.startswith(f"{public_url}/") or len(slip.url) > MAX_CHARACTERS:
        faults.append(("slips.url", "url", "The QR code may only lead to this service."))
    return faults
