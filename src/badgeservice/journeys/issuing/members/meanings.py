"""What the columns of member exports are called, and what that says about a person.

Headers as Sportlink, AllUnited, Excel and schools write them. Of several columns with one meaning
the first filled one in the order of the aliases counts.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final


class Meaning(StrEnum):
    """What a column that is used says about a person."""

    MEMBER_NUMBER = "member number"
    GIVEN_NAME = "given name"
    INITIALS = "initials"
    INFIX = "name prefix"
    FAMILY_NAME = "family name"
    FULL_NAME = "full name"
    EMAIL = "e-mail address"
    SECOND_EMAIL = "e-mail address of a parent"
    DATE_OF_BIRTH = "date of birth"
    ACHIEVED_ON = "date of the achievement"
    TEAM = "team or group"
    NARRATIVE = "what this person did"
    LEVEL = "level"


NAMES: Final = frozenset(
    {Meaning.GIVEN_NAME, Meaning.INITIALS, Meaning.FAMILY_NAME, Meaning.FULL_NAME}
)
"""A list has at least one of these."""

# Letters and digits only, in lower case.
ALIASES: Final[dict[Meaning, tuple[str, ...]]] = {
    Meaning.MEMBER_NUMBER: (
        *("relatienummer", "relcode", "relatiecode", "lidnummer", "lidnr", "lidcode"),
        *("bondsnummer", "bondsnr", "verenigingsnummer", "studentnummer", "studentnr"),
        *("leerlingnummer", "leerlingnr", "ovnummer", "deelnemernummer", "personeelsnummer"),
        *("membernumber", "memberid", "studentnumber", "studentid", "lidid"),
        *("nummer", "nr", "id"),
    ),
    Meaning.GIVEN_NAME: (
        *("roepnaam", "voornaam", "voornamen", "doopnaam", "givenname", "firstname"),
    ),
    Meaning.INITIALS: ("voorletters", "voorletter", "initialen", "initials"),
    Meaning.INFIX: (
        *("tussenvoegsel", "tussenvoegsels", "tussenv", "tussenvgsl", "tv", "tussen"),
        *("voorvoegsel", "voorvoegsels", "infix", "prefix"),
    ),
    Meaning.FAMILY_NAME: (
        *("achternaam", "familienaam", "geslachtsnaam", "familyname", "lastname", "surname"),
    ),
    Meaning.FULL_NAME: (
        *("volledigenaam", "naam", "weergavenaam", "naamlid", "fullname", "name", "ledennaam"),
        *("deelnemer", "student", "leerling", "speler", "vrijwilliger"),
    ),
    Meaning.EMAIL: (
        *("emailadres", "email", "email1", "emailadres1", "mailadres", "mail", "emailaddress"),
        *("emailstudent", "schoolemail", "emailprive"),
    ),
    Meaning.SECOND_EMAIL: (
        *("emailouder", "emailouders", "emailouder1", "emailadresouder", "emailadresouders"),
        *("emailadresouder1", "emailouderverzorger", "emailouderverzorger1", "emailverzorger"),
        *("emailvader", "emailmoeder", "mailouder", "mailouders", "oudermail", "ouderemail"),
        *("emailparent", "parentemail", "email2", "emailadres2", "tweedeemail"),
    ),
    Meaning.DATE_OF_BIRTH: (
        *("geboortedatum", "gebdatum", "gebdat", "geboortedag", "geborenop", "geboren"),
        *("dateofbirth", "birthdate", "birthday", "dob"),
    ),
    Meaning.ACHIEVED_ON: (
        *("datumbehaald", "behaaldop", "behaald", "datumbadge", "datumdiploma", "diplomadatum"),
        *("datumuitreiking", "uitgereiktop", "achievedon", "dateachieved", "awardedon"),
    ),
    Meaning.TEAM: (
        *("lokaleteams", "lokaalteam", "team", "teams", "teamnaam", "elftal", "ploeg"),
        *("groep", "groepsnaam", "klas", "lesgroep", "stamgroep", "group", "class"),
    ),
    Meaning.NARRATIVE: (
        *("toelichting", "verhaal", "watdeeddeze", "narrative", "motivatie", "waarvoor"),
    ),
    Meaning.LEVEL: ("niveaubadge", "niveau", "level", "graad"),
}
_MEANINGS: Final = {alias: meaning for meaning, known in ALIASES.items() for alias in known}
_VAGUE_NUMBERS: Final = frozenset({"nummer", "nr", "id"})
# Addresses, phones, bank and health: nothing of these is kept, whatever anybody chooses.
_PRIVATE: Final = re.compile(
    r"(?<!e)(?<!mail)adres(?!sering)|straat|huisn(?:umme)?r|postcode|postalcode|zipcode|woonplaats"
    r"|^plaats$|^stad$|^city$|^street|telefoon|^tel(?:nr|\d|$)|mobiel|^gsm|phone|^mobile"
    r"|iban|bankrek|rekeningn|^rekening|^bic$|^bank|incasso|mandaat|betaalw|contributie"
    r"|paspoort|identiteitsb|legitimatie|nationaliteit|medisch|allergie|medicijn|geloof|wachtwoord"
)
_EMAIL_IN_HEADER: Final = re.compile(r"e?mail")


def plain_header(cell: str) -> str:
    """A header without its case, its signs and the "(Lid)" that AllUnited adds."""
    without_lid = re.sub(r"\(lid\)", "", cell, flags=re.IGNORECASE)
    return re.sub(r"[\W_]", "", without_lid).casefold()


def guess_meanings(header: Sequence[str]) -> tuple[Meaning | None, ...]:
    """The meaning of every column by its header; beside a member number, "nr" is another one."""
    plain = [plain_header(cell) for cell in header]
    found = [_MEANINGS.get(name) for name in plain]
    if any(
        meaning is Meaning.MEMBER_NUMBER and name not in _VAGUE_NUMBERS
        for name, meaning in zip(plain, found, strict=True)
    ):
        # Beside a member number these say something else, such as that of a house.
        pairs = zip(plain, found, strict=True)
        found = [None if name in _VAGUE_NUMBERS else one for name, one in pairs]
    return tuple(found)


def is_private(header: str) -> bool:
    """Whether a column holds what no badge needs: an address, a phone, a bank account, health."""
    name = plain_header(header)
    return _EMAIL_IN_HEADER.search(name) is None and _PRIVATE.search(name) is not None


def alias_rank(header: str, meaning: Meaning) -> int:
    """Which of several columns with one meaning comes first: a call name before a first name."""
    known, name = ALIASES[meaning], plain_header(header)
    return known.index(name) if name in known else len(known)
