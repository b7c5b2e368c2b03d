"""Reading member exports: every shape that clubs make, and what may not come in."""

from pathlib import Path

import pytest

from badgeservice.journeys.issuing.members import (
    Member,
    MemberList,
    Row,
    look_at,
    read_members,
    row_key,
    told,
)

EXAMPLES = Path(__file__).resolve().parents[4] / "examples" / "members"


def read_list(raw: bytes) -> MemberList:
    return read_members(look_at(raw), on=None)


def read(*lines: str, end: str = "\r\n", encoding: str = "utf-8") -> MemberList:
    return read_list(end.join(lines).encode(encoding))


def only(listed: MemberList) -> Member:
    assert listed.left_out == ()
    (member,) = listed.people
    return member


def codes(listed: MemberList) -> list[tuple[int, str]]:
    return [(row.row_number, one.code) for row in listed.left_out for one in row.remarks]


def said(row: Row) -> str:
    return " ".join(f"{told(one).nl} {told(one).en}" for one in row.remarks)


# --- the shapes clubs really have ---------------------------------------------------------------


def test_everybody_on_the_export_of_the_club_can_get_a_badge() -> None:
    listed = read_list((EXAMPLES / "sv-de-maasboys.csv").read_bytes())
    assert listed.left_out == ()
    assert [member.full_name for member in listed.people] == [
        "Sanne van der Linden",
        "José Martínez",
        "Zoë van der Heijden",
        "Sem de Bruin",
        "Noor de Bruin",
        "Henk Peeters",
        "Fatima El Amrani",
        "Luuk 't Hart",
        "Aminata N'Diaye",
        "Daan van den Boogaard",
        "Renée Thijssen",
        "Yusuf Yıldız",
        "Marieke van Oss-de Wit",
        "Björn Müller",
    ]


def test_row_numbers_are_those_of_a_spreadsheet_also_after_an_empty_line() -> None:
    listed = read_list((EXAMPLES / "sv-de-maasboys.csv").read_bytes())
    assert [member.row_number for member in listed.people] == [*range(2, 11), *range(12, 17)]


def test_a_shared_mailbox_and_a_missing_one_are_normal() -> None:
    rows = {one.given_name: one for one in read_list(_club_export()).people}
    assert rows["Sem"].email == rows["Noor"].email == "familie.debruin@example.org"
    assert rows["Henk"].email is None


def test_nothing_of_a_column_that_is_not_used_is_kept() -> None:
    listed = read_list(_club_export())
    unused = [column.header for column in listed.columns if column.meaning is None]
    assert unused == ["Geboortedatum", "Functie"]
    assert "1998" not in repr(listed)
    assert "Trainer" not in repr(listed)


def test_everybody_on_the_export_of_the_school_can_get_a_badge() -> None:
    listed = read_list((EXAMPLES / "kw1c-studenten.csv").read_bytes())
    assert listed.left_out == ()
    assert [one.full_name for one in listed.people][-1] == "Tijn van den Akker"
    assert {one.member_number for one in listed.people} >= {"1204417", "1206771"}


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Rel. code;Roepnaam;Achternaam;Lokale teams", "X1;An;Bos;JO11-2"),
        ("Relatienummer;Voornaam;Achternaam;E-mailadres;Team", "X1;An;Bos;;JO11"),
        ("Bondsnummer,Voorletters (Lid),Achternaam (Lid),Roepnaam (Lid)", "X1,A.B.,Bos,An"),
        ("lid_nummer\tVOORNAAM\tFamilienaam", "X1\tAn\tBos"),
        ('"Lidnummer";"Naam"', '"X1";"An Bos"'),
        ("Student number,First name,Last name", "X1,An,Bos"),
        ("sep=,\r\nLidnummer,Naam", "X1,An Bos"),
        ("Lidnr;Naam", 'X1;"Bos, An"'),
        *((f"{name};Naam", "X1;An Bos") for name in ("Nummer", "Nr", "Nr.", "Id", "lid_id")),
    ],
)
def test_known_column_names_are_found_in_any_spelling(header: str, row: str) -> None:
    member = only(read(header, row))
    assert (member.member_number, member.given_name[:1], member.full_name) == ("X1", "A", "An Bos")


@pytest.mark.parametrize("cells", ["X1;5", ";5"])
def test_any_other_number_beside_a_member_number_is_not_used(cells: str) -> None:
    member = only(read("Lidnummer;Nr;Naam", f"{cells};An Bos"))
    assert member.member_number == (cells.partition(";")[0] or None)


def test_a_call_name_counts_before_initials() -> None:
    member = only(read("Voorletters;Roepnaam;Achternaam", "A.B.;An;Bos"))
    assert member.given_name == "An"


def test_initials_are_used_when_there_is_no_call_name() -> None:
    member = only(read("Voorletters;Roepnaam;Achternaam", "A.B.;;Bos"))
    assert member.full_name == "A.B. Bos"


@pytest.mark.parametrize(
    ("infix", "family", "full_name"),
    [
        ("van der", "Linden", "An van der Linden"),
        ("'t", "Hart", "An 't Hart"),
        ("d'", "Ancona", "An d'Ancona"),
        ("", "Linden, van der", "An van der Linden"),
        ("", "", "An"),
    ],
)
def test_a_name_prefix_is_joined_as_it_is_written(infix: str, family: str, full_name: str) -> None:
    member = only(read("Voornaam;Tussenvoegsel;Achternaam", f"An;{infix};{family}"))
    assert member.full_name == full_name


def test_a_given_name_beside_a_column_for_the_rest_of_the_name_is_joined() -> None:
    assert only(read("Voornaam;Naam", "An;Bos")).full_name == "An Bos"
    assert only(read("Voornaam;Naam", "An;An Bos")).full_name == "An Bos"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_and_line_ends_of_spreadsheets_are_read(encoding: str, end: str) -> None:
    listed = read("Lidnummer;Naam", "1;Zoë Müller", "2;Renée", end=end, encoding=encoding)
    assert [one.full_name for one in listed.people] == ["Zoë Müller", "Renée"]


def test_letters_with_loose_accents_are_composed() -> None:
    assert only(read("Naam", "Zoe\u0308")).full_name == "Zoë"


def test_a_quoted_name_may_hold_the_separator_a_quote_and_a_line_end() -> None:
    listed = read("Voornaam;Achternaam;Team", '"An ""de\nSpits""";Bos;"a;b"', "Bo;Bos;c")
    assert [one.full_name for one in listed.people] == ['An "de Spits" Bos', "Bo Bos"]
    assert [one.row_number for one in listed.people] == [2, 3]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@SUM(A1)", "=HYPERLINK('x')", "|calc"])
def test_what_looks_like_a_formula_is_just_text(text: str) -> None:
    assert only(read("Lidnummer;Naam", f"{text};{text}")).full_name == text


def test_a_row_with_only_separators_is_an_empty_line() -> None:
    listed = read("", ";;", "Lidnummer;Naam;Team", ";;", "1;An;", " ; ; ")
    assert [one.row_number for one in listed.people] == [5]
    assert listed.left_out == ()


def test_empty_cells_after_the_last_column_are_ignored() -> None:
    assert only(read("Naam;Team", "An;x;;;")).full_name == "An"


def test_a_list_without_people_is_read() -> None:
    listed = read("Lidnummer;Naam")
    assert (listed.people, listed.left_out) == ((), ())


# --- rows that cannot be used -------------------------------------------------------------------


def test_every_row_that_cannot_be_used_is_told_by_its_number_and_the_rest_goes_on() -> None:
    listed = read(
        "Lidnummer;Voornaam;Achternaam;E-mail",
        "1;An;Bos;an@example.org",
        "2;;;",
        "3;Bo;Bos;bo-at-example.org",
        "4;Cas;Bos;a@example.org; b@example.org",
        "1;Dee;Bos;",
        f"{'9' * 65};Ed;Bos;",
        f"7;{'x' * 201};;",
        "8;Flo;Bos;",
    )
    assert [one.given_name for one in listed.people] == ["An", "Flo"]
    assert codes(listed) == [
        (3, "member.no-name"),
        (4, "member.email"),
        (5, "member.too-many-cells"),
        (6, "member.number-twice"),
        (7, "member.too-long"),
        (8, "member.too-long"),
    ]


@pytest.mark.parametrize(
    "email",
    [
        *("an", "an@", "@example.org", "an@example", "a b@example.org", "an@ex@ample.org"),
        *("an@example.org,bo@example.org", "An <an@example.org>", "an@example.org."),
    ],
)
def test_what_is_not_one_address_is_a_fault(email: str) -> None:
    assert codes(read("Naam\tE-mail", f"An\t{email}")) == [(2, "member.email")]


def test_the_same_person_twice_is_told_with_the_first_row() -> None:
    listed = read("Naam;E-mail", "An Bos;an@example.org", "AN Bos;AN@example.org")
    assert codes(listed) == [(3, "member.twice")]
    assert "row 2" in said(listed.left_out[0])


def test_two_people_of_one_name_are_told_apart_by_their_mailbox_or_number() -> None:
    assert len(read("Naam;E-mail", "An;a@example.org", "An;b@example.org").people) == 2
    assert len(read("Lidnummer;Naam", "1;An", "2;An").people) == 2


def test_no_message_about_a_row_repeats_what_is_in_it() -> None:
    listed = read("Naam;E-mail", "Geheim;geheim", "Geheim;g@example.org", "Geheim;g@example.org")
    assert len(listed.left_out) == 2
    assert all("eheim" not in said(row) for row in listed.left_out)


# --- the key of a row ---------------------------------------------------------------------------

ISSUER, ACHIEVEMENT = "did:web:oss.example:issuers:club", "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60"


def test_the_key_of_a_row_does_not_depend_on_its_place_or_on_other_columns() -> None:
    first = only(read("Lidnummer;Naam", "K7;An Bos"))
    later = read("Naam;Team;Lidnummer", "Bo;x;K6", "An Bos-Vis;y;k7").people[1]
    assert row_key(first, ISSUER, ACHIEVEMENT) == row_key(later, ISSUER, ACHIEVEMENT)


def test_the_key_of_a_row_differs_for_other_people_issuers_and_achievements() -> None:
    an, bo = read("Naam;E-mail", "An;a@example.org", "Bo;a@example.org").people
    number = only(read("Lidnummer;Naam", "An;An"))
    keys = {
        row_key(an, ISSUER, ACHIEVEMENT),
        row_key(bo, ISSUER, ACHIEVEMENT),
        row_key(number, ISSUER, ACHIEVEMENT),
        row_key(an, f"{ISSUER}2", ACHIEVEMENT),
        row_key(an, ISSUER, ACHIEVEMENT.replace("6", "7")),
    }
    assert len(keys) == 5


def test_the_key_of_a_row_shows_no_name_and_fits_an_idempotency_key() -> None:
    member = only(read("Naam;E-mail", "Zoë;zoe@example.org"))
    key = row_key(member, ISSUER, ACHIEVEMENT)
    assert key.isascii()
    assert key.isprintable()
    assert len(key) <= 255
    assert "zoe" not in key.lower()


def _club_export() -> bytes:
    return (EXAMPLES / "sv-de-maasboys.csv").read_bytes()
