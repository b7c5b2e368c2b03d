"""A member export as clubs and schools make it: which columns it has, and who is on it.

Only name, member number and e-mail address are taken; every other column is never looked at but
to find citizen service numbers, which may not come in at all (UAVG article 46).
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from io import StringIO

from badgeservice.errors import Finding, InvalidRequest, MalformedInput, TooLarge
from badgeservice.proofs.strict_json import write_json

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000

_MAX_CHARACTERS = {"name": 200, "email": 254, "number": 64}
_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]+")
_SEPARATOR_LINE = re.compile(r'\A"?sep=([;,\t])"?\r?\n', re.IGNORECASE)
_CSV_HINT = "Save the list as CSV (UTF-8) in your spreadsheet program and try again."
_BSN_HINT = "Take this column out of the list. You may not use these numbers for badges."
# Where a word begins or ends: clubsnaam is no such number, and filosofie neither.
_BSN_HEADER = re.compile(
    r"(?<![^\W\d_])bsn|bsn(?![^\W\d_])|bsnn(?:umme|umbe)?r"
    r"|burgerservice|citizenservicen|(?<!filo)sofi(?![ae])"
)
_BSN_SHARE = 0.75


class Meaning(StrEnum):
    """What a column that is used says about a person."""

    MEMBER_NUMBER = "member number"
    GIVEN_NAME = "given name"
    INFIX = "name prefix"
    FAMILY_NAME = "family name"
    FULL_NAME = "full name"
    EMAIL = "e-mail address"


# Letters and digits only, in lower case. Of several columns for one meaning the first filled one
# in this order counts: a call name says more than initials.
_ALIASES: dict[Meaning, tuple[str, ...]] = {
    Meaning.MEMBER_NUMBER: (
        *("relatienummer", "relcode", "relatiecode", "lidnummer", "lidnr", "lidcode"),
        *("bondsnummer", "verenigingsnummer", "studentnummer", "studentnr", "leerlingnummer"),
        *("personeelsnummer", "membernumber", "memberid", "studentnumber", "studentid", "lidid"),
        *("nummer", "nr", "id"),
    ),
    Meaning.GIVEN_NAME: (
        *("roepnaam", "voornaam", "voornamen", "givenname", "firstname", "voorletters"),
    ),
    Meaning.INFIX: ("tussenvoegsel", "tussenvoegsels", "tussenv", "voorvoegsel", "voorvoegsels"),
    Meaning.FAMILY_NAME: (
        *("achternaam", "familienaam", "geslachtsnaam", "familyname", "lastname", "surname"),
    ),
    Meaning.FULL_NAME: ("volledigenaam", "naam", "weergavenaam", "fullname", "name"),
    Meaning.EMAIL: (
        *("emailadres", "email", "email1", "emailadres1", "mailadres", "mail", "emailaddress"),
    ),
}
_VAGUE_NUMBERS = frozenset({"nummer", "nr", "id"})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can get a badge. ``row_number`` is that of a spreadsheet, first line 1."""

    row_number: int
    member_number: str | None
    given_name: str
    full_name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row cannot be used; ``message`` never repeats what is in it."""

    row_number: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header; without a meaning it is not used and nothing of it is kept."""

    header: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class MemberList:
    """Everybody who can get a badge, the rows that cannot be used, and what each column is."""

    rows: tuple[Member, ...]
    faults: tuple[RowFault, ...]
    columns: tuple[Column, ...]


def read_members(raw: bytes) -> MemberList:
    """Read a member export: UTF-8 or Windows-1252; ``;``, ``,`` or tab; one header line.

    Refuses ``MalformedInput`` for what is no such list, ``InvalidRequest`` for a list with
    citizen service numbers, and ``TooLarge`` above 5 MiB or 20,000 rows. A row that cannot be
    used is a ``RowFault``; one without e-mail address, or with that of the family, is not.
    """
    filled = _filled_rows(_decode(raw))
    if not filled:
        raise _unreadable("members.empty", "The list is empty.")
    if len(filled) > MAX_ROWS:
        raise TooLarge(f"A list may have {MAX_ROWS:,} rows at most.", hint="Split the list.")
    (_, header), *body = filled
    columns = _columns(header)
    _refuse_citizen_numbers(columns, [cells for _, cells in body])
    rows: list[Member] = []
    faults: list[RowFault] = []
    first_rows: dict[tuple[str, ...], int] = {}
    for number, cells in body:
        found = _read_row(number, cells, columns)
        if isinstance(found, Member):
            first = first_rows.setdefault(_identity(found), number)
            if first == number:
                rows.append(found)
                continue
            message = f"This looks like the same person as row {first}."
            found = RowFault(number, "member.twice", message)
        faults.append(found)
    return MemberList(tuple(rows), tuple(faults), columns)


def row_key(member: Member, issuer_did: str, achievement_id: str) -> str:
    """Idempotency key of awarding an achievement to a member, wherever in a list they stand.

    By member number, else by name and e-mail address. It is a digest: it shows no name.
    """
    named = write_json(["member-row/1", issuer_did, achievement_id, *_identity(member)])
    return f"row-{sha256(named).hexdigest()}"


def _identity(member: Member) -> tuple[str, ...]:
    if member.member_number:
        return ("number", member.member_number.casefold())
    return ("name", member.full_name.casefold(), (member.email or "").casefold())


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"A list may be {MAX_BYTES:,} bytes at most.", hint="Split the list.")
    if raw.startswith(b"PK\x03\x04"):
        raise _unreadable("members.workbook", "This is a workbook and not a CSV file.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(char) == "Cc" and char not in "\t\r\n" for char in text):
            break
        return text
    raise _unreadable("members.not-text", "The file is not a list in UTF-8 or Windows-1252.")


def _filled_rows(text: str) -> list[tuple[int, list[str]]]:
    """Number and cells of every row that is not empty; the first one is the header."""
    told = _SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    first_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = told[1] if told else max(";,\t", key=first_line.count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        numbered = list(enumerate(reader, start=1))
    except csv.Error as fault:
        message = "A quotation mark or a very long cell makes the list unreadable."
        raise _unreadable("members.quotes", message) from fault
    return [(number, cells) for number, cells in numbered if any(cell.strip() for cell in cells)]


def _columns(header: Sequence[str]) -> tuple[Column, ...]:
    meanings = {alias: meaning for meaning, known in _ALIASES.items() for alias in known}
    plain = [_plain_header(cell) for cell in header]
    if any(meanings.get(name) is Meaning.MEMBER_NUMBER for name in set(plain) - _VAGUE_NUMBERS):
        # Beside a member number these say something else, such as that of a house.
        meanings = {alias: meanings[alias] for alias in meanings.keys() - _VAGUE_NUMBERS}
    columns = tuple(
        Column(_tidy(cell), meanings.get(name)) for cell, name in zip(header, plain, strict=True)
    )
    for index, (column, name) in enumerate(zip(columns, plain, strict=True)):
        if column.meaning and name in plain[:index]:
            message = "Two columns have the same name. Keep the one that is right."
            raise _unreadable("members.column-twice", message, f"/columns/{index}")
    named = {column.meaning for column in columns}
    if not named & {Meaning.GIVEN_NAME, Meaning.FAMILY_NAME, Meaning.FULL_NAME}:
        detail = "No column with names was found in the first line."
        finding = Finding("members.no-name-column", "/columns", detail)
        hint = "The first line names the columns, for example: Voornaam;Tussenvoegsel;Achternaam."
        raise MalformedInput(detail, hint=hint, findings=[finding])
    return columns


def _plain_header(cell: str) -> str:
    without_lid = re.sub(r"\(lid\)", "", cell, flags=re.IGNORECASE)
    return re.sub(r"[\W_]", "", without_lid).casefold()


def _refuse_citizen_numbers(columns: Sequence[Column], body: Sequence[Sequence[str]]) -> None:
    """A column named for them, or one in which at least two cells and most of them are such."""
    findings = []
    for index, column in enumerate(columns):
        filled = [cells[index] for cells in body if len(cells) > index and cells[index].strip()]
        passing = sum(_may_be_citizen_number(cell) for cell in filled)
        names = (column.header.casefold(), _plain_header(column.header))
        if any(map(_BSN_HEADER.search, names)) or (
            passing > 1 and passing >= _BSN_SHARE * len(filled)
        ):
            message = "This column holds citizen service numbers (BSN)."
            findings.append(Finding("members.bsn", f"/columns/{index}", message))
    if findings:
        detail = "The list holds citizen service numbers (BSN), and nothing of it was kept."
        raise InvalidRequest(detail, hint=_BSN_HINT, findings=findings)


def _may_be_citizen_number(cell: str) -> bool:
    """The eleven test on nine digits; a spreadsheet may have dropped a leading zero."""
    digits = re.sub(r"[\s.]", "", cell)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 9):
        return False
    figures = [int(digit) for digit in digits.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    weighed = sum(weight * figure for weight, figure in zip(weights, figures, strict=True))
    return any(figures) and weighed % 11 == 0


def _read_row(number: int, cells: Sequence[str], columns: Sequence[Column]) -> Member | RowFault:
    if any(cell.strip() for cell in cells[len(columns) :]):
        message = "This row has more cells than there are columns; a separator may be in a name."
        return RowFault(number, "member.too-many-cells", message)
    given = _first(cells, columns, Meaning.GIVEN_NAME)
    infix = _first(cells, columns, Meaning.INFIX)
    family = _straight(_first(cells, columns, Meaning.FAMILY_NAME))
    whole = _straight(_first(cells, columns, Meaning.FULL_NAME))
    full_name = _joined(given, infix, family)
    if not family and whole:
        full_name = whole if given in whole else _joined(given, infix, whole)
    email = _first(cells, columns, Meaning.EMAIL)
    member_number = _first(cells, columns, Meaning.MEMBER_NUMBER)
    if not full_name:
        return RowFault(number, "member.no-name", "This row has no name.")
    if email and not _ADDRESS.fullmatch(email):
        return RowFault(number, "member.email", "The e-mail address is not one right address.")
    sizes = {"name": full_name, "email": email, "number": member_number}
    if any(len(text) > _MAX_CHARACTERS[what] for what, text in sizes.items()):
        return RowFault(number, "member.too-long", "A name, number or address is too long.")
    return Member(
        row_number=number,
        member_number=member_number or None,
        given_name=given or full_name.split(" ", 1)[0],
        full_name=full_name,
        email=email or None,
    )


def _first(cells: Sequence[str], columns: Sequence[Column], meaning: Meaning) -> str:
    """The first filled cell with this meaning, in the order of the aliases."""
    order = _ALIASES[meaning]
    found = [
        (order.index(_plain_header(column.header)), _tidy(cell))
        for column, cell in zip(columns, cells, strict=False)
        if column.meaning is meaning and cell.strip()
    ]
    return min(found)[1] if found else ""


def _tidy(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _straight(name: str) -> str:
    """A name written back to front, as in "Linden, Sanne van der", put in order."""
    last, _, first = name.partition(",")
    return _joined(first, "", last)


def _joined(given: str, infix: str, family: str) -> str:
    # d' Ancona is written d'Ancona, but 't Hart is 't Hart.
    space = "" if infix.endswith(("'", "’")) else " "
    return " ".join(f"{given} {infix}{space}{family}".split())


def _unreadable(code: str, detail: str, pointer: str = "") -> MalformedInput:
    return MalformedInput(detail, hint=_CSV_HINT, findings=[Finding(code, pointer, detail)])
