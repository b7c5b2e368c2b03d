"""Reading member exports: what is refused as a whole, and that nothing is lost or crashes."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import InvalidRequest, MalformedInput, Refusal, TooLarge
from badgeservice.journeys.issuing.members import (
    DEFAULT_LIMITS,
    MemberList,
    look_at,
    read_members,
)

# Made up, but passing the eleven test.
PASSING = ("111222333", "123456782", "999999990")


def read_list(raw: bytes) -> MemberList:
    return read_members(look_at(raw), on=None)


def read(*lines: str) -> MemberList:
    return read_list("\r\n".join(lines).encode())


def finding_codes(refusal: Refusal) -> set[str]:
    return {finding.code for finding in refusal.findings}


# --- lists that are refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "members.empty"),
        (b"\xef\xbb\xbf", "members.empty"),
        (b"\r\n \r\n;;\r\n", "members.empty"),
        (b"PK\x03\x04rest of a workbook", "members.workbook"),
        ("Naam\r\nAn".encode("utf-16-le"), "members.not-text"),
        ("Naam\r\nAn".encode("utf-16") + b"\x00", "members.not-text"),
        (b"%PDF-1.7 Naam", "members.other-file"),
        (b"<html><table><tr><td>Naam</td></tr></table>", "members.web-page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "members.old-workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "members.encrypted",
        ),
        (b"Naam\r\nA\x00n", "members.not-text"),
        (b"Naam\r\nA\x1bn", "members.not-text"),
        (b"Naam\r\n\x81\x8d", "members.not-text"),
        (b'Naam;Team\r\n"An;JO11\r\nBo;JO11', "members.quotes"),
        (b'Naam;Team\r\n"An"x;JO11', "members.quotes"),
        (b"Naam\r\n" + b"x" * 140_000, "members.quotes"),
        (b"Team;Functie\r\nJO11;Trainer", "members.no-name-column"),
        (b"kleur;dier\r\nrood;hond", "members.no-name-column"),
        (b"Voornaam;Achternaam;Achternaam\r\nAn;Bos;Vis", "members.column-twice"),
        (b"E-mail;Naam;e-mail\r\n;An;", "members.column-twice"),
    ],
)
def test_what_is_no_member_list_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_list(raw)
    assert finding_codes(caught.value) == {code}
    assert caught.value.hint


def test_a_list_above_five_mebibytes_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_list(b"Naam\n" + b"\n" * DEFAULT_LIMITS.file_bytes)


def test_a_list_with_too_many_rows_is_refused() -> None:
    lines = "\n".join(
        ["Lidnummer;Naam", *(f"{number};An" for number in range(DEFAULT_LIMITS.rows + 1))]
    )
    with pytest.raises(TooLarge):
        read_list(lines.encode())


# --- citizen service numbers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *("BSN", "bsn", "BSN-nummer", "Burgerservicenummer", "Sofi nummer", "B.S.N.", "bsn_lid"),
        *("Speler BSN", "lid_bsn", "LeerlingBsnNr", "BSN (ouder)", "leerlingbsn", "BSN1"),
        *("Burgerservice nr", "Citizen service number", "SoFi-nr", "oudersofinummer"),
    ],
)
@pytest.mark.parametrize("value", [PASSING[0], "", "onbekend"])
def test_a_column_named_for_citizen_numbers_is_refused(header: str, value: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        read(f"Naam;{header}", f"An;{value}")
    (finding,) = caught.value.findings
    assert (finding.code, finding.pointer) == ("members.bsn", "/columns/1")


@pytest.mark.parametrize("header", ["Clubsnaam", "Filosofie", "Sofie", "Sofia", "Absent"])
def test_a_column_that_only_looks_named_for_citizen_numbers_is_read(header: str) -> None:
    assert len(read(f"Naam;{header}", "An;x").people) == 1


@pytest.mark.parametrize(
    "values",
    [
        PASSING,
        PASSING[:2],
        ("111.222.333", "1234 56 782"),
        ("11122233" + "3", "", "123456782"),
        (*PASSING, "geen"),
    ],
)
def test_a_column_that_hides_citizen_numbers_is_refused(values: tuple[str, ...]) -> None:
    rows = [f"Mens {index};{value}" for index, value in enumerate(values)]
    with pytest.raises(InvalidRequest) as caught:
        read("Naam;Lidnummer", *rows)
    assert finding_codes(caught.value) == {"members.bsn"}
    assert all(value not in str(vars(caught.value)) for value in values if value)


def test_a_citizen_number_that_lost_its_leading_zero_is_seen() -> None:
    with pytest.raises(InvalidRequest):
        read("Naam;Nummer", "An;12345672", "Bo;10000008")


@pytest.mark.parametrize(
    "values",
    [
        ("123456789", "987654321"),
        ("000000000", "000000000"),
        ("14-03-1998", "02-11-1986"),
        ("1204417", "1204583"),
        ("0612345678", "0687654321"),
        ("١١١٢٢٢٣٣٣", "١٢٣٤٥٦٧٨٢"),
        (PASSING[0], "5", "6", "7"),
    ],
)
def test_other_numbers_are_not_taken_for_citizen_numbers(values: tuple[str, ...]) -> None:
    rows = [f"Mens {index};{value}" for index, value in enumerate(values)]
    assert len(read("Naam;Telefoon", *rows).rows) == len(values)


# --- anything at all ----------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for attempt in (raw, b"Naam;E-mail\n" + raw):
        try:
            found = read_list(attempt)
        except Refusal:
            continue
        numbers = [row.row_number for row in found.rows]
        assert len(set(numbers)) == len(numbers)
        assert all(row.remarks or row.member for row in found.rows)
        assert all(member.full_name.strip() for member in found.people)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(string.ascii_letters + " -'éïø", min_size=1), min_size=1, max_size=8),
    st.sampled_from(";,\t"),
)
def test_no_row_is_lost(names: list[str], delimiter: str) -> None:
    lines = [delimiter.join(("Lidnummer", "Naam", "Team"))]
    lines += [delimiter.join((str(number), name, "x")) for number, name in enumerate(names)]
    listed = read(*lines)
    assert len(listed.rows) == len(names)
