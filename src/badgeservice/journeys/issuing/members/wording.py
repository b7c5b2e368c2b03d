"""What we say about a list of people and its rows: a sentence in two languages for each code.

A code never changes once it was released. No sentence repeats what stands in a cell; a number of
a row, a column or a line and the name of a worksheet may be in it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from badgeservice.errors import Finding, MalformedInput, TooLarge
from badgeservice.skills.plain import Told


class Outcome(StrEnum):
    """What a row leads to; the heaviest of its remarks decides."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say: its code, and what is filled in between the braces of its sentence."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A code with its sentence, and what a row with it leads to (nothing for a whole list)."""

    code: str
    outcome: Outcome
    told: Told


def _note(code: str, dutch: str, english: str) -> Said:
    return Said(code, Outcome.GOOD, Told(dutch, english))


def _doubt(code: str, dutch: str, english: str) -> Said:
    return Said(code, Outcome.DOUBTFUL, Told(dutch, english))


def _no(code: str, dutch: str, english: str) -> Said:
    return Said(code, Outcome.REFUSED, Told(dutch, english))


# fmt: off
_SAID: Final = (
    # --- a row that cannot be used
    _no("member.no-name", "In deze rij staat geen naam.", "This row has no name."),
    _no("member.too-many-cells", "Deze rij heeft te veel vakken. Staat er een komma in een naam?",
        "This row has more cells than there are columns; a separator may be in a name."),
    _no("member.too-long", "Een tekst in deze rij is te lang.",
        "A name, number or address is too long."),
    _no("member.email", "Het mailadres klopt niet.",
        "The e-mail address is not one right address."),
    _no("member.odd-signs", "In deze rij staan tekens die je niet kunt zien. Typ de rij opnieuw.",
        "This row has signs that cannot be seen. Type it again."),
    _no("member.broken-cell", "Een vak laat een fout van je rekenblad zien.",
        "A cell shows a fault of your spreadsheet program."),
    _no("member.number-cut", "Je rekenblad heeft het nummer kort gemaakt. Maak er tekst van.",
        "Your spreadsheet program shortened the number. Make it a text."),
    _no("member.header-again", "Deze rij herhaalt de namen boven de lijst.",
        "This row repeats the names above the columns."),
    _no("member.achieved-on", "We kunnen niet lezen op welke dag de badge is gehaald.",
        "The date of the achievement cannot be read."),
    _no("member.achieved-later", "De dag waarop de badge is gehaald, is nog niet geweest.",
        "The date of the achievement is still to come."),
    # --- a row to look at first
    _doubt("member.twice", "Dit lijkt dezelfde persoon als in rij {first}.",
           "This looks like the same person as row {first}."),
    _doubt("member.number-twice", "Dit nummer staat ook in rij {first}, bij een andere naam.",
           "This number also stands in row {first}, with another name."),
    _doubt("member.namesake", "Deze naam staat ook in rij {first}. Is het dezelfde persoon?",
           "This name also stands in row {first}. It may be the same person."),
    _doubt("member.under-16", "Deze persoon is nog geen 16. Een ouder moet het goed vinden.",
           "This person is under 16. A parent has to agree."),
    _doubt("member.birth-date", "We kunnen de datum van geboorte niet lezen.",
           "The date of birth cannot be read."),
    _doubt("member.birth-odd", "De datum van geboorte kan niet kloppen.",
           "The date of birth cannot be right."),
    _doubt("member.name-is-email", "Op de plaats van de naam staat een mailadres.",
           "There is an e-mail address where the name should be."),
    _doubt("member.capitals", "De naam staat helemaal in hoofdletters.",
           "The name is all in capitals."),
    _doubt("member.small-letters", "De naam heeft geen hoofdletter.",
           "The name has no capital letter."),
    _doubt("member.formula", "De naam begint als een formule. We lezen hem als tekst.",
           "The name begins like a formula. We read it as text."),
    _doubt("member.no-letters", "In de naam staat geen letter.", "The name has no letters."),
    _doubt("member.digits", "In de naam staat een cijfer.", "The name has a digit."),
    _doubt("member.signs", "In de naam staan tekens die niet in een naam horen.",
           "The name has signs that do not belong in a name."),
    _doubt("member.letters-broken", "Letters in de naam zijn kapot, vaak een letter met een teken.",
           "Letters in the name are broken, often ones with an accent."),
    _doubt("member.short", "De naam is maar één letter.", "The name is only one letter."),
    _doubt("member.placeholder", "Dit lijkt geen echte naam.", "This does not look like a name."),
    _doubt("member.several", "Hier lijken meer mensen in één rij te staan.",
           "There seem to be several people in this row."),
    _doubt("member.email-typo", "Er lijkt een typfout in het mailadres te staan.",
           "There seems to be a typing mistake in the e-mail address."),
    _doubt("member.second-email", "Het mailadres van de ouder klopt niet. We laten het weg.",
           "The parent's e-mail address is not right. We leave it out."),
    _doubt("member.bsn-in-text", "In een tekst staat een getal dat een BSN kan zijn. Haal het weg.",
           "A text has a number that may be a citizen service number. Take it out."),
    # --- a row that is good, and what is normal about it
    _note("member.shared-mailbox", "Meer mensen in de lijst hebben dit mailadres. Dat mag.",
          "More people on the list have this e-mail address. That is fine."),
    _note("member.age-unknown", "We weten niet hoe oud deze persoon is.",
          "We do not know how old this person is."),
    # --- the whole list
    _no("members.empty", "De lijst is leeg.", "The list is empty."),
    _no("members.not-text", "Dit is geen lijst die we kunnen lezen.",
        "The file is not a list in UTF-8, UTF-16 or Windows-1252."),
    _no("members.quotes", "Rond regel {line} mist een aanhalingsteken, of is een vak te lang.",
        "A quotation mark or a very long cell near line {line} makes the list unreadable."),
    _no("members.column-twice", "Twee kolommen heten hetzelfde. Bewaar de goede.",
        "Two columns have the same name. Keep the one that is right."),
    _no("members.no-name-column", "We zien geen kolom met namen. Kies er zelf een.",
        "No column with names was found in the first line."),
    _no("members.bsn", "In deze kolom staan BSN-nummers. Haal die kolom weg.",
        "This column holds citizen service numbers (BSN)."),
    _no("members.workbook", "We kunnen dit rekenblad niet lezen. Bewaar het opnieuw.",
        "This workbook cannot be read. Save it again."),
    _no("members.old-workbook", "Dit is een oud soort rekenblad (xls). Bewaar het als xlsx.",
        "This is an old kind of workbook (.xls). Save it as .xlsx."),
    _no("members.open-document", "Dit is een rekenblad van het soort ods. Bewaar het als xlsx.",
        "This is an OpenDocument workbook (.ods). Save it as .xlsx."),
    _no("members.binary-workbook", "Dit is een rekenblad van het soort xlsb. Bewaar het als xlsx.",
        "This is a binary workbook (.xlsb). Save it as .xlsx."),
    _no("members.macros", "In dit rekenblad zitten macro's. Bewaar het als xlsx.",
        "This workbook holds macros (.xlsm). Save it as .xlsx."),
    _no("members.encrypted", "Op dit bestand zit een wachtwoord. Haal het eraf.",
        "This file has a password. Take it off."),
    _no("members.other-file", "Dit is geen lijst, maar een ander soort bestand.",
        "This is not a list but another kind of file."),
    _no("members.web-page", "Dit is een webpagina en geen lijst. Bewaar het als xlsx.",
        "This is a web page and not a list. Save it as .xlsx."),
    _no("members.too-large", "De lijst is te groot. Maak er twee van.",
        "The list is too large. Split it."),
    _no("members.too-many-rows", "De lijst heeft te veel rijen. Maak er twee van.",
        "The list has too many rows. Split it."),
    _no("members.too-many-columns", "De lijst heeft te veel kolommen. Laat er een paar weg.",
        "The list has too many columns. Leave some out."),
    _no("members.choices", "Deze keuze van kolommen past niet bij de lijst.",
        "These choices do not belong to the columns of the list."),
    _no("members.private-column", "Deze kolom mag je niet gebruiken voor badges.",
        "This column may not be used for badges."),
    _note("members.no-header", "Boven de kolommen staan geen namen. Kijk of we het goed zien.",
          "The columns have no names above them. Check whether we have it right."),
    _note("members.lines-above", "De namen van de kolommen staan in rij {row}.",
          "The names of the columns stand in row {row}."),
    _note("members.other-sheets", "We lezen alleen het blad {used}. Er zijn nog meer bladen.",
          "Only the sheet {used} is read. There are more sheets."),
    _note("members.date-order", "Staat in kolom {column} de dag of de maand eerst?",
          "It is not clear whether the day or the month comes first in column {column}."),
)
# fmt: on
_BY_CODE: Final = {one.code: one for one in _SAID}

_HINT: Final = "Save the list as XLSX or CSV (UTF-8) in your spreadsheet program and try again."


def all_said() -> tuple[Said, ...]:
    """Every code with its sentence, in the order to read them."""
    return _SAID


def remark(code: str, **facts: object) -> Remark:
    """A remark with what its sentence needs; a code that has no sentence is our mistake."""
    return Remark(_BY_CODE[code].code, tuple((name, str(fact)) for name, fact in facts.items()))


def told(one: Remark) -> Told:
    """What a remark says, in Dutch and in English, with its facts filled in."""
    said, facts = _BY_CODE[one.code].told, dict(one.facts)
    return Told(said.nl.format_map(facts), said.en.format_map(facts))


def outcome_of(one: Remark) -> Outcome:
    """What a row with this remark leads to, if nothing heavier is said of it."""
    return _BY_CODE[one.code].outcome


def unreadable(code: str, pointer: str = "", **facts: object) -> MalformedInput:
    """The refusal of a whole list, with its reason."""
    detail = told(remark(code, **facts)).en
    return MalformedInput(detail, hint=_HINT, findings=[Finding(code, pointer, detail)])


def too_large(code: str, most: int) -> TooLarge:
    """The refusal of a list above a limit, with that limit."""
    detail = told(remark(code)).en
    hint = f"The most is {most:,}."
    return TooLarge(detail, hint=hint, findings=[Finding(code, "", detail)])
