"""What is told of a list before anybody reads it, and what a person may choose."""

from dataclasses import asdict
from datetime import date

import pytest

from badgeservice.errors import InvalidRequest, MalformedInput, TooLarge
from badgeservice.journeys.issuing.members import (
    AgeBand,
    Choice,
    DateOrder,
    Limits,
    Meaning,
    Sheet,
    look_at,
    read_members,
    told,
)

TODAY = date(2026, 6, 1)


def look(*lines: str, encoding: str = "utf-8") -> Sheet:
    return look_at("\r\n".join(lines).encode(encoding))


def meanings(sheet: Sheet) -> list[Meaning | None]:
    return [column.meaning for column in sheet.columns]


def codes(sheet: Sheet) -> list[str]:
    return [one.code for one in sheet.warnings]


# --- headers as they really are -----------------------------------------------------------------

NUMBER, GIVEN, FAMILY = Meaning.MEMBER_NUMBER, Meaning.GIVEN_NAME, Meaning.FAMILY_NAME


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Rel. code;Roepnaam;Lokale teams", [NUMBER, GIVEN, Meaning.TEAM]),
        (
            "Relatienummer;Voornaam;Achternaam;E-mailadres;Team",
            [NUMBER, GIVEN, FAMILY, Meaning.EMAIL, Meaning.TEAM],
        ),
        (
            "Bondsnummer,Club lidmaatschap naam,Bond lidmaatschapstype,Lid sinds,Voornaam,"
            "Tussenvoegsel,Achternaam,Geboortedatum,_Rug nummer,_Team",
            [
                *(NUMBER, None, None, None, GIVEN, Meaning.INFIX, FAMILY),
                *(Meaning.DATE_OF_BIRTH, None, Meaning.TEAM),
            ],
        ),
        (
            "Bondsnummer;Voorletters (Lid);Tussenvoegsel (Lid);Achternaam (Lid);Roepnaam (Lid);"
            "Geboortedatum (Lid);E-mail",
            [
                *(NUMBER, Meaning.INITIALS, Meaning.INFIX, FAMILY, GIVEN),
                *(Meaning.DATE_OF_BIRTH, Meaning.EMAIL),
            ],
        ),
        (
            "Studentnummer,Voornaam,Tussenvoegsel,Achternaam,E-mail,Klas",
            [NUMBER, GIVEN, Meaning.INFIX, FAMILY, Meaning.EMAIL, Meaning.TEAM],
        ),
        (
            "Naam\tE-mail (ouder)\tBehaald op\tToelichting\tNiveau",
            [
                *(Meaning.FULL_NAME, Meaning.SECOND_EMAIL, Meaning.ACHIEVED_ON),
                *(Meaning.NARRATIVE, Meaning.LEVEL),
            ],
        ),
    ],
)
def test_real_headers_are_understood(header: str, expected: list[Meaning | None]) -> None:
    assert meanings(look(header)) == expected


def test_a_sheet_tells_its_form_its_size_and_short_examples() -> None:
    long = "Een heel lange functie met veel woorden"
    sheet = look("Naam;Functie", *(f"Zoë {n};{long} {n}" for n in "ABCDE"), encoding="cp1252")
    assert (sheet.encoding, sheet.delimiter, sheet.row_count) == ("cp1252", ";", 5)
    assert sheet.columns[0].examples == ("Zoë A", "Zoë B", "Zoë C")
    assert sheet.columns[1].examples == ("Een heel lange functie …",)


def test_commas_in_a_text_do_not_beat_the_separator_of_the_header() -> None:
    sheet = look("Naam;Toelichting", "An Bos;Rustig, eerlijk, op tijd, en, en, en")
    assert sheet.delimiter == ";"


def test_lines_above_the_header_are_skipped_and_told() -> None:
    sheet = look("Ledenlijst SV De Maasboys", "Seizoen 2025, 2026", "", "Lidnr;Naam", "1;An Bos")
    assert codes(sheet) == ["members.lines-above"]
    assert told(sheet.warnings[0]).en.endswith("row 4.")
    assert [one.row_number for one in read_members(sheet, on=None).people] == [5]


# --- lists without headers ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("An Bos", "Bo Vis"), [Meaning.FULL_NAME]),
        (("An;Bos", "Bo;Vis"), [GIVEN, FAMILY]),
        (("An;van der;Bos", "Bo;de;Vis"), [GIVEN, Meaning.INFIX, FAMILY]),
        (("K1;An Bos;a@b.nl", "K2;Bo Vis;b@b.nl"), [NUMBER, Meaning.FULL_NAME, Meaning.EMAIL]),
        (
            ("An Bos;14-03-2012;JO13-1", "Bo Vis;15-04-2012;JO13-1"),
            [Meaning.FULL_NAME, Meaning.DATE_OF_BIRTH, None],
        ),
    ],
)
def test_a_list_without_headers_is_recognised_and_told(
    lines: tuple[str, ...], expected: list[Meaning | None]
) -> None:
    sheet = look(*lines)
    assert meanings(sheet) == expected
    assert codes(sheet) == ["members.no-header"]
    assert len(read_members(sheet, on=None).people) == 2


@pytest.mark.parametrize("lines", [("kleur;dier", "rood;hond"), ("Kleur;Dier", "rood;hond")])
def test_headers_that_say_nothing_are_not_taken_for_a_person(lines: tuple[str, ...]) -> None:
    assert codes(look(*lines)) == ["members.no-name-column"]


# --- what is private ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "value"),
    [
        *(("Adres", "Kerkstraat 1"), ("Straat", "Kerkstraat"), ("Postcode", "5341 AB")),
        *(("Woonplaats", "Oss"), ("Telefoon", "0412 123456"), ("Mobiel nummer", "06-12345678")),
        *(("IBAN", "NL00BANK0123456789"), ("Bankrekeningnummer", "123"), ("Allergieën", "noten")),
        *(("Extra", "NL00BANK0123456789"), ("Extra", "0612345678"), ("Extra", "5341 AB")),
    ],
)
def test_addresses_phones_and_banks_are_not_even_kept_to_choose_from(
    header: str, value: str
) -> None:
    sheet = look(f"Naam;{header}", f"An Bos;{value}")
    assert sheet.columns[1].is_private
    assert sheet.columns[1].examples == ()
    assert value not in str(asdict(sheet))
    with pytest.raises(InvalidRequest) as caught:
        read_members(sheet, {0: Choice(Meaning.FULL_NAME), 1: Choice(Meaning.NARRATIVE)}, on=None)
    assert caught.value.findings[0].code == "members.private-column"


@pytest.mark.parametrize("header", ["E-mailadres", "Mailadres", "Adressering", "Team", "Statuur"])
def test_other_columns_are_not_taken_for_private(header: str) -> None:
    assert not look(f"Naam;{header}", "An Bos;x").columns[1].is_private


def test_a_date_of_birth_is_in_nothing_that_is_read_and_hidden_in_examples() -> None:
    sheet = look("Naam;Geboortedatum;Datum", "An Bos;14-03-1998;17-08-1987")
    assert [one.examples for one in sheet.columns[1:]] == [("••-••-••••",), ("••-••-••••",)]
    assert "1998" not in repr(sheet)
    listed = read_members(sheet, on=TODAY)
    assert listed.people[0].age_band is AgeBand.ADULT
    assert "1998" not in repr(listed)
    assert "14-03" not in str(asdict(listed))


def test_without_a_day_no_age_is_looked_at() -> None:
    listed = read_members(look("Naam;Geboortedatum", "An Bos;19-05-2013"), on=None)
    assert listed.people[0].age_band is None
    assert listed.rows[0].remarks == ()


# --- what a person chooses ----------------------------------------------------------------------


def test_the_order_of_dates_is_a_question_until_it_is_answered() -> None:
    sheet = look("Naam;Geboortedatum", "An Bos;03-07-2010")
    assert codes(sheet) == ["members.date-order"]
    guessed = read_members(sheet, on=TODAY)
    assert guessed.people[0].age_band is AgeBand.UNDER_16
    assert [one.code for one in guessed.warnings] == ["members.date-order"]
    birth = Choice(Meaning.DATE_OF_BIRTH, DateOrder.MONTH_FIRST)
    chosen = read_members(sheet, {0: Choice(Meaning.FULL_NAME), 1: birth}, on=TODAY)
    assert chosen.people[0].age_band is AgeBand.AGED_16_17
    assert chosen.warnings == ()


def test_a_choice_counts_above_the_guess_and_the_rest_is_not_used() -> None:
    sheet = look("Naam;Bijzonder;Team", "x;An Bos;JO11")
    listed = read_members(sheet, {1: Choice(Meaning.FULL_NAME)}, on=None)
    assert listed.people[0].full_name == "An Bos"
    assert listed.people[0].team is None
    assert [one.meaning for one in listed.columns] == [None, Meaning.FULL_NAME, None]


@pytest.mark.parametrize("index", [-1, 2, 999])
def test_a_choice_for_a_column_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(InvalidRequest) as caught:
        read_members(look("Naam;Team", "An;x"), {index: Choice(Meaning.FULL_NAME)}, on=None)
    assert caught.value.findings[0].code == "members.choices"


@pytest.mark.parametrize("choices", [{}, {1: Choice(Meaning.TEAM)}, {0: Choice(Meaning.INFIX)}])
def test_choices_without_a_name_are_refused(choices: dict[int, Choice]) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_members(look("Naam;Team", "An;x"), choices, on=None)
    assert caught.value.findings[0].code == "members.no-name-column"


@pytest.mark.parametrize(
    ("raw", "limits", "code"),
    [
        (b"Naam;A;B\nAn;1;2", Limits(columns=2), "members.too-many-columns"),
        (b"Naam\nAn" + b";" * 50, Limits(columns=2), "members.too-many-columns"),
        (b"Naam\nAn\nBo\nCas", Limits(rows=2), "members.too-many-rows"),
    ],
)
def test_more_than_the_limits_is_refused(raw: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(TooLarge) as caught:
        look_at(raw, limits)
    assert caught.value.findings[0].code == code
