"""Forty kinds of trouble in one list: each row has its own answer, and none stops another."""

from datetime import date

import pytest

from badgeservice.journeys.issuing.members import (
    MemberList,
    Outcome,
    Row,
    look_at,
    read_members,
    told,
    write_answers,
)
from journeys.issuing.members.workbooks import a_workbook

TODAY = date(2026, 6, 1)
HEADER = (
    *("Lidnummer", "Naam", "E-mailadres", "E-mail ouder", "Geboortedatum", "Behaald op"),
    *("Team", "Toelichting"),
)
BORN, DONE = "14-03-1998", "31-05-2026"
BSN = "111222333"

# What is wrong -> the cells of the row, and the code that has to be said of it.
TROUBLE: dict[str, tuple[tuple[str, ...], str]] = {
    "no name": (("1", "", "an@example.org"), "member.no-name"),
    "a name of spaces that nobody sees": (("2", "\u00a0 \u2003"), "member.no-name"),
    "an address without a domain": (("3", "An Bos", "an@"), "member.email"),
    "an address in words": (("4", "An Bos", "an at example.org"), "member.email"),
    "two addresses": (("5", "An Bos", "a@example.org; b@example.org"), "member.email"),
    "a name beside the address": (("6", "An Bos", "An <a@example.org>"), "member.email"),
    "a second header for mail in an address": (
        ("7", "An Bos", "a@example.org\nBcc: b@example.org"),
        "member.email",
    ),
    "no address but a mark": (("8", "An Bos", "-"), "member.email"),
    "a name too long": (("9", "x" * 201), "member.too-long"),
    "a number too long": (("9" * 65, "An Bos"), "member.too-long"),
    "a story too long": (("10", "An Bos", "", "", BORN, DONE, "", "x" * 2_001), "member.too-long"),
    "a fault of the spreadsheet as name": (("11", "#NAAM?"), "member.broken-cell"),
    "a fault of the spreadsheet as number": (("#N/A", "Bo Vis"), "member.broken-cell"),
    "a date too wide for its column": (
        ("12", "Bo Vis", "", "", "", "", "####"),
        "member.broken-cell",
    ),
    "a number cut short": (("1,23457E+12", "Cas Mol"), "member.number-cut"),
    "text that runs backwards": (("13", "An\u202eBos"), "member.odd-signs"),
    "a sign without width": (("14", "An\u200bBos"), "member.odd-signs"),
    "a bell": (("15", "An\x07Bos"), "member.odd-signs"),
    "a tower of accents": (("16", "An" + "\u0335" * 9), "member.odd-signs"),
    "the header once more": (HEADER, "member.header-again"),
    "a date of the badge that is none": (
        ("17", "An Bos", "", "", BORN, "31-02-2026"),
        "member.achieved-on",
    ),
    "a date of the badge with two figures for the year": (
        ("18", "An Bos", "", "", BORN, "01-05-26"),
        "member.achieved-on",
    ),
    "a badge of next year": (("19", "An Bos", "", "", BORN, "01-05-2027"), "member.achieved-later"),
    "a cell too many": (
        ("20", "An Bos", "", "", BORN, DONE, "", "", "meer"),
        "member.too-many-cells",
    ),
    "a child": (("21", "Sem de Bruin", "", "", "19-05-2013"), "member.under-16"),
    "a date of birth in words": (("22", "Dirk Mol", "", "", "voorjaar 1998"), "member.birth-date"),
    "a date of birth with two figures for the year": (
        ("23", "Else Mol", "", "", "14-03-98"),
        "member.birth-date",
    ),
    "a month 13": (("24", "Fien Mol", "", "", "01-13-1998"), "member.birth-date"),
    "born tomorrow": (("25", "Guus Mol", "", "", "02-06-2026"), "member.birth-odd"),
    "born too long ago": (("26", "Hans Mol", "", "", "14-03-1898"), "member.birth-odd"),
    "an address as name": (("27", "ilse@example.org"), "member.name-is-email"),
    "a name in capitals": (("28", "JAN DE WIT"), "member.capitals"),
    "a name without capitals": (("29", "kees de wit"), "member.small-letters"),
    "a formula": (("30", "=HYPERLINK(x)"), "member.formula"),
    "a formula that begins with a plus": (("31", "+31 Lies Wit"), "member.formula"),
    "a formula that begins with an at": (("32", "@SUM(A1)"), "member.formula"),
    "a name of digits": (("33", "12345"), "member.no-letters"),
    "a digit in a name": (("34", "Mia Wit 2"), "member.digits"),
    "a tag in a name": (("35", "<b>Noa</b>"), "member.signs"),
    "letters that were broken on the way": (("36", "ZoÃ« Wit"), "member.letters-broken"),
    "a letter that was lost on the way": (("37", "Ren?e Wit"), "member.letters-broken"),
    "a name of one letter": (("38", "O"), "member.short"),
    "no real name": (("39", "n.v.t."), "member.placeholder"),
    "a row with the total": (("40", "Totaal: 38"), "member.placeholder"),
    "two people in one row": (("41", "Piet en Pia Wit"), "member.several"),
    "a typing mistake in the address": (("42", "Roos Wit", "r@gmail.con"), "member.email-typo"),
    "an address of a parent that is none": (
        ("43", "Saar Wit", "", "saar"),
        "member.second-email",
    ),
    "a citizen number in a story": (
        ("44", "Tom Wit", "", "", BORN, DONE, "", f"nummer {BSN}, zie boven"),
        "member.bsn-in-text",
    ),
    "a citizen number in a team": (
        ("45", "Uma Wit", "", "", BORN, DONE, "111.222.333"),
        "member.bsn-in-text",
    ),
    "the same person twice": (("100", "Vera Goed"), "member.twice"),
    "one number for two people": (("100", "Wim Wit"), "member.number-twice"),
    "one name twice, once without a number": (("", "Vera Goed"), "member.namesake"),
}
GOOD = {
    "everything right": ("100", "Vera Goed", "", "", BORN, DONE, "JO11", "Hielp mee."),
    "a mailbox of the family": ("101", "Xan Goed", "fam@example.org", "", BORN),
    "the same mailbox": ("102", "Yara Goed", "FAM@example.org", "", BORN),
    "no date of birth": ("103", "Zoë d'Ancona-'t Hart"),
}
ROWS = (HEADER, *GOOD.values(), *(cells for cells, _ in TROUBLE.values()))
FIRST_TROUBLE = 2 + len(GOOD)


def as_text() -> bytes:
    quoted = (";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS)
    return "\r\n".join(quoted).encode("utf-8-sig")


def rows_of(listed: MemberList) -> dict[int, Row]:
    return {row.row_number: row for row in listed.rows}


LISTED = read_members(look_at(as_text()), on=TODAY)


def test_there_are_forty_kinds_of_trouble_and_more() -> None:
    assert len(TROUBLE) >= 40
    assert len({code for _, code in TROUBLE.values()}) >= 25


@pytest.mark.parametrize(("number", "kind"), list(enumerate(TROUBLE, start=FIRST_TROUBLE)))
def test_each_trouble_is_told_of_its_own_row(number: int, kind: str) -> None:
    row = rows_of(LISTED)[number]
    assert TROUBLE[kind][1] in [one.code for one in row.remarks]
    assert row.outcome is not Outcome.GOOD
    assert (row.member is None) is (row.outcome is Outcome.REFUSED)


@pytest.mark.parametrize("number", range(2, FIRST_TROUBLE))
def test_trouble_elsewhere_does_not_touch_a_good_row(number: int) -> None:
    assert rows_of(LISTED)[number].outcome is Outcome.GOOD


def test_every_row_has_exactly_one_outcome() -> None:
    assert [row.row_number for row in LISTED.rows] == list(range(2, len(ROWS) + 1))
    assert sum(LISTED.count(outcome) for outcome in Outcome) == len(ROWS) - 1


def test_no_sentence_repeats_what_is_in_a_cell() -> None:
    said = " ".join(f"{told(one).nl} {told(one).en}" for r in LISTED.rows for one in r.remarks)
    cells = {cell for row in ROWS[1:] for cell in row if len(cell) > 4}
    assert [cell for cell in cells if cell in said] == []
    assert "{" not in said


def test_a_shared_mailbox_and_an_unknown_age_are_only_told() -> None:
    codes = {n: [one.code for one in rows_of(LISTED)[n].remarks] for n in range(2, FIRST_TROUBLE)}
    assert codes == {
        2: [],
        3: ["member.shared-mailbox"],
        4: ["member.shared-mailbox"],
        5: ["member.age-unknown"],
    }


def test_the_file_with_the_answers_has_a_line_for_each_row_and_no_formula() -> None:
    lines = write_answers(LISTED.rows, "nl").split("\r\n")
    assert len(lines) == 1 + len(LISTED.rows) + 1
    assert not any(f'"{sign}' in line for line in lines for sign in "=+-@\t")


def test_a_workbook_with_the_same_rows_gets_the_same_answers() -> None:
    # A cell too many is a column of its own in a workbook, and a bell cannot be in XML.
    differs = {"a cell too many", "a bell"}
    kept = [cells for kind, (cells, _) in TROUBLE.items() if kind not in differs]
    listed = read_members(look_at(a_workbook(HEADER, *GOOD.values(), *kept)), on=TODAY)
    skipped = {n for n, kind in enumerate(TROUBLE, start=FIRST_TROUBLE) if kind in differs}
    expected = [row for row in LISTED.rows if row.row_number not in skipped]
    assert [[one.code for one in row.remarks] for row in listed.rows] == [
        [one.code for one in row.remarks] for row in expected
    ]
