"""What our papers say, in Dutch and English: short and in everyday words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from badgeservice.journeys.mailing.letters import day_text

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """The texts of a certificate; ``{places}`` are filled in."""

    title: str
    kind: str
    awarded_to: str
    name_note: str
    by: str
    about_you: str
    criteria: str
    skills: str
    skills_note: str
    who: str
    awarded_on: str
    recognised: str
    is_city: str
    check: str
    check_steps: tuple[str, str, str]
    paper_only: str
    badge_inside: str
    gaps: str
    art: str
    qr: str
    page: str


CERTIFICATES: Final[Mapping[Language, CertificateWords]] = {
    "nl": CertificateWords(
        title="Certificaat bij de badge {badge}",
        kind="Certificaat bij een badge",
        awarded_to="Uitgereikt aan",
        name_note="De naam staat alleen op dit papier. In de badge zelf staat geen naam.",
        by="Badge van {organisation}",
        about_you="Dit hoort erbij",
        criteria="Zo verdien je deze badge",
        skills="Dit kun je dan",
        skills_note="De namen komen uit de lijst van CompetentNL. De zinnen zijn van ons.",
        who="Wie staat hierachter?",
        awarded_on="Gegeven op {day}.",
        recognised="{city} erkent deze organisatie. Dat was zo op {day}.",
        is_city="Dit is een badge van de gemeente zelf.",
        check="Is deze badge echt?",
        check_steps=(
            "Scan de code, of ga naar {address}.",
            "Kijk of het adres klopt: {host}.",
            "Kies daar het bestand van de badge.",
        ),
        paper_only="Heb je alleen dit papier? Vraag dan om het bestand.",
        badge_inside="In deze PDF zit de badge zelf, als bijlage.",
        gaps="Staat er □? Die letter kunnen wij niet printen.",
        art="Plaatje van de badge {badge}",
        qr="QR-code naar {address}",
        page="Bladzijde {number} van {total}",
    ),
    "en": CertificateWords(
        title="Certificate with the badge {badge}",
        kind="Certificate with a badge",
        awarded_to="Awarded to",
        name_note="The name stands on this paper only. The badge itself holds no name.",
        by="Badge of {organisation}",
        about_you="This goes with it",
        criteria="How you earn this badge",
        skills="What you can do then",
        skills_note="The names come from the list of CompetentNL. The sentences are ours.",
        who="Who is behind this?",
        awarded_on="Given on {day}.",
        recognised="{city} recognises this organisation. That was so on {day}.",
        is_city="This is a badge of the city itself.",
        check="Is this badge real?",
        check_steps=(
            "Scan the code, or go to {address}.",
            "See whether the address is right: {host}.",
            "Choose the file of the badge there.",
        ),
        paper_only="Do you have this paper only? Then ask for the file.",
        badge_inside="This PDF has the badge itself inside, as an attachment.",
        gaps="Do you see □? We cannot print that letter.",
        art="Picture of the badge {badge}",
        qr="QR code to {address}",
        page="Page {number} of {total}",
    ),
}


@dataclass(frozen=True, slots=True)
class SlipWords:
    """The texts of a slip; ``{places}`` are filled in."""

    title: str
    awaits: str
    by: str
    how: str
    qr: str
    art: str


SLIPS: Final[Mapping[Language, SlipWords]] = {
    "nl": SlipWords(
        title="Briefjes om badges op te halen",
        awaits="Er ligt een badge voor je klaar:",
        by="Van {organisation}",
        how="Scan de code of typ hem in op {address}",
        qr="QR-code om de badge op te halen",
        art="Plaatje van de badge",
    ),
    "en": SlipWords(
        title="Slips to collect badges",
        awaits="A badge is waiting for you:",
        by="From {organisation}",
        how="Scan the code or type it at {address}",
        qr="QR code to collect the badge",
        art="Picture of the badge",
    ),
}


def _find_zone() -> tuple[tzinfo, str]:
    try:
        return ZoneInfo("Europe/Amsterdam"), ""
    except ZoneInfoNotFoundError:
        # A machine without a time zone database still tells the right day, in another zone.
        return UTC, " UTC"


_ZONE, _ZONE_NAME = _find_zone()


def day_of(moment: datetime, language: Language) -> str:
    """The day in the Netherlands, such as ``21 november 2026``."""
    local = moment.astimezone(_ZONE)
    return f"{day_text(local.year, local.month, local.day, language)}{_ZONE_NAME}"
