"""Workbooks: what cells say, which sheet is read, and that no archive does harm."""

import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedInput, Refusal, TooLarge
from badgeservice.journeys.issuing.members import (
    AgeBand,
    Limits,
    MemberList,
    look_at,
    read_members,
    told,
)
from journeys.issuing.members.workbooks import a_workbook, archive, parts_of, rows_xml

TODAY = date(2026, 6, 1)
EXAMPLES = Path(__file__).resolve().parents[5] / "examples" / "members"
PEOPLE = rows_xml(("Lidnummer", "Naam"), ("1", "An Bos"))
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def read(raw: bytes) -> MemberList:
    return read_members(look_at(raw), on=TODAY)


def names(listed: MemberList) -> list[str]:
    return [member.full_name for member in listed.people]


def code_of(raw: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        look_at(raw, limits) if limits else look_at(raw)
    assert caught.value.hint
    return caught.value.findings[0].code


# --- what cells say -----------------------------------------------------------------------------


def test_texts_numbers_dates_and_computed_values_are_read_as_they_are_shown() -> None:
    shared = ("Lidnummer", "Naam", "Geboortedatum", "Zoë Müller")
    header = rows_xml(tuple(f'<c t="s"><v>{n}</v></c>' for n in range(3)))
    rows = (
        '<row r="3"><c r="A3"><v>1204417.0</v></c><c r="B3" t="s"><v>3</v></c>'
        '<c r="C3" s="1"><v>40317</v></c></row>'
        '<row r="7"><c r="A7"><f>1+1</f><v>2</v></c><c r="B7" t="str"><f>A1</f><v>Bo Vis</v></c>'
        '<c r="C7" s="2"><v>40317.5</v></c></row>'
        '<row r="8"><c r="A8"><v>3</v></c><c r="B8"><f>A1&amp;A2</f></c></row>'
        '<row r="9"><c t="inlineStr"><is><t>4</t></is></c><c t="inlineStr"><is><r><t>Cas </t></r>'
        "<r><t>Mol</t></r><rPh><t>KASU</t></rPh></is></c><c><v>40317</v></c></row>"
    )
    listed = read(archive(parts_of({"Leden": header + rows}, shared=shared)))
    found = [(one.row_number, one.member_number, one.full_name) for one in listed.people]
    assert found == [(3, "1204417", "Zoë Müller"), (7, "2", "Bo Vis"), (9, "4", "Cas Mol")]
    assert {one.next_age_band_on for one in listed.people} == {date(2026, 5, 19).replace(year=2028)}
    assert {one.age_band for one in listed.people} == {AgeBand.AGED_16_17}
    assert [row.row_number for row in listed.left_out] == [8]


def test_a_style_that_only_names_a_day_in_quotes_is_no_date() -> None:
    rows = rows_xml(("Naam", "Team"), ("An Bos", '<c s="3"><v>40317</v></c>'))
    (member,) = read(archive(parts_of({"Leden": rows}))).people
    assert member.team == "40317"


def test_the_calendar_of_1904_is_four_years_later() -> None:
    rows = rows_xml(("Naam", "Geboortedatum"), ("An", '<c s="1"><v>38855</v></c>'))
    raw = archive(parts_of({"Leden": rows}, properties='<workbookPr date1904="1"/>'))
    (member,) = read(raw).people
    assert member.next_age_band_on == date(2028, 5, 19)


def test_the_first_sheet_with_names_is_read_and_the_others_are_told() -> None:
    sheets = {
        "Uitleg": rows_xml(("Zo vul je dit in",)),
        "Oud": PEOPLE.replace("An Bos", "Weg"),
        "Leden": PEOPLE,
        "Reserve": PEOPLE,
        "Leeg": "",
    }
    sheet = look_at(archive(parts_of(sheets, hidden=("Oud",))))
    assert (sheet.name, sheet.other_sheets) == ("Leden", ("Uitleg", "Reserve"))
    assert [told(one).en for one in sheet.warnings] == [
        "Only the sheet Leden is read. There are more sheets."
    ]
    assert names(read_members(sheet, on=None)) == ["An Bos"]


def test_a_cell_far_away_takes_no_memory() -> None:
    far = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Bo Vis</t></is></c></row>'
    listed = read(archive(parts_of({"Leden": rows_xml(("Naam",)) + far})))
    assert [one.row_number for one in listed.people] == [1_048_576]


def test_empty_cells_far_to_the_right_are_nothing() -> None:
    rows = PEOPLE.replace("</row>", '<c r="XFD1" s="1"/></row>', 1)
    assert len(look_at(archive(parts_of({"Leden": rows}))).columns) == 2


def test_rows_that_go_back_keep_numbers_of_their_own() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{name}</t></is></c></row>'
        for n, name in ((5, "Naam"), (2, "An"), (2, "Bo"), (99999999999, "Cas"))
    )
    listed = read(archive(parts_of({"Leden": rows})))
    assert [one.row_number for one in listed.people] == [6, 7, 8]


def test_a_formula_is_never_computed_or_shown() -> None:
    cell = '<c t="str"><f>HYPERLINK("https://evil.example")</f><v></v></c>'
    listed = read(a_workbook(("Naam", "Lidnummer"), ("An Bos", cell)))
    assert "evil" not in repr(listed)
    assert listed.people[0].member_number is None


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"PK\x03\x04rest of a workbook", "members.workbook"),
        (b"PK\x05\x06" + bytes(18), "members.other-file"),
        (archive({"a.txt": "Naam"}), "members.other-file"),
        (archive({"_rels/.rels": "<a/>", "word/document.xml": ""}), "members.other-file"),
        (archive({"mimetype": "x", "content.xml": "<a/>"}), "members.open-document"),
        (archive({"xl/workbook.bin": b"\x00"}), "members.binary-workbook"),
        (archive(parts_of({"A": PEOPLE}) | {"xl/vbaProject.bin": b"x"}), "members.macros"),
        (archive(parts_of({"A": PEOPLE}, kind=MACROS)), "members.macros"),
        (archive(parts_of({"A": ""})), "members.empty"),
        (archive(parts_of({"A": PEOPLE}, hidden=("A",))), "members.empty"),
        (archive(parts_of({"A": "<row><c></row>"})), "members.workbook"),
        (archive(parts_of({"A": "<a>" * 100})), "members.workbook"),
        (archive(parts_of({"A": PEOPLE}) | {"xl/workbook.xml": "nonsense"}), "members.workbook"),
        (a_workbook(("Naam", "BSN"), ("An", "x")), "members.bsn"),
    ],
)
def test_what_is_no_ordinary_workbook_is_refused_by_its_kind(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_an_archive_with_a_password_is_refused() -> None:
    raw = bytearray(a_workbook(("Naam",), ("An",)))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.find(mark) + place] |= 1
    assert code_of(bytes(raw)) == "members.encrypted"


def test_entities_are_refused_before_they_are_defined() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    parts = parts_of({"A": PEOPLE}) | {"xl/worksheets/sheet1.xml": bomb}
    assert code_of(archive(parts)) == "members.workbook"


# --- bombs: each is refused by one small limit --------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "members.too-large"),
        (Limits(parts=5), "members.too-large"),
        (Limits(part_bytes=200), "members.too-large"),
        (Limits(all_parts_bytes=1_000), "members.too-large"),
        (Limits(elements=30), "members.too-large"),
        (Limits(rows=2), "members.too-many-rows"),
        (Limits(columns=1), "members.too-many-columns"),
    ],
)
def test_every_limit_refuses_what_is_above_it(limits: Limits, code: str) -> None:
    raw = a_workbook(("Lidnummer", "Naam"), ("1", "An"), ("2", "Bo"), ("3", "Cas"))
    assert code_of(raw, limits) == code
    assert len(read(raw).people) == 3


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("<row><c><v>" + "1" * 70_000_000 + "</v></c></row>", "members.too-large"),
        ("<row><c/></row>" * 1_000_000, "members.too-large"),
        ('<row r="' + "1" * 3_000_000 + '"/>', "members.workbook"),
        ("<row " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>", "members.workbook"),
        ('<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 40_000, "members.too-many-rows"),
    ],
    ids=["one long text", "many elements", "one long tag", "many attributes", "many rows"],
)
def test_a_bomb_of_a_few_kilobytes_is_refused(rows: str, code: str) -> None:
    raw = archive(parts_of({"A": rows}))
    assert len(raw) < 1_000_000
    assert code_of(raw) == code


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    raw = archive(parts_of({"A": "<row/>" * 100_000}))
    size = len('<?xml version="1.0" encoding="UTF-8"?>\n') + 600_000
    said = raw.replace((size + 120).to_bytes(4, "little"), b"\x10\x00\x00\x00")
    small = bytearray(raw)
    entry = raw.rfind(b"PK\x01\x02")
    small[entry + 24 : entry + 28] = b"\x10\x00\x00\x00"
    for attempt in (said, bytes(small)):
        with pytest.raises((MalformedInput, TooLarge)):
            look_at(attempt)


# --- anything at all ----------------------------------------------------------------------------

_ROWS = [
    line.split(";") for line in (EXAMPLES / "sv-de-maasboys.csv").read_text("utf-8-sig").split("\n")
]
REAL = (
    (EXAMPLES / "sv-de-maasboys.csv").read_bytes(),
    (EXAMPLES / "kw1c-studenten.csv").read_text("utf-8").encode("utf-16"),
    a_workbook(*[tuple(row) for row in _ROWS]),
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(REAL),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_real_file_that_was_damaged_is_read_or_refused(
    raw: bytes, damage: list[tuple[int, bytes]], is_cut: bool
) -> None:
    for place, put in damage:
        at = place % len(raw)
        raw = raw[:at] + put + raw[at + (0 if is_cut else len(put)) :]
    try:
        listed = read(raw)
    except Refusal:
        return
    assert all(row.remarks or row.member for row in listed.rows)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=8), st.integers(0, 9))
def test_a_sheet_that_was_damaged_inside_is_read_or_refused(at: int, put: bytes, part: int) -> None:
    parts = parts_of({"Leden": rows_xml(*_ROWS[:4])}, shared=("x",))
    name = sorted(parts)[part % len(parts)]
    text = parts[name]
    whole = text.encode() if isinstance(text, str) else text
    at %= len(whole)
    damaged = archive(parts | {name: whole[:at] + put + whole[at + len(put) :]})
    assert zlib.crc32(damaged)
    try:
        listed = read(damaged)
    except Refusal:
        return
    assert all(row.remarks or row.member for row in listed.rows)
