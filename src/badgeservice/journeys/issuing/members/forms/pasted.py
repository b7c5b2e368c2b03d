"""Text that was pasted: a range of a spreadsheet, or names below each other as people type them."""

import re
from typing import Final

from badgeservice.journeys.issuing.members.forms.decoding import check_text
from badgeservice.journeys.issuing.members.forms.separated import find_delimiter, read_separated
from badgeservice.journeys.issuing.members.meanings import NAMES, guess_meanings
from badgeservice.journeys.issuing.members.sheet import Form, Limits, Table
from badgeservice.journeys.issuing.members.wording import too_large

_AROUND: Final = ' \t\xa0,;:<>()"'
_BULLET: Final = re.compile(r"^(?:[-*•–]|\d{1,4}[.)])\s+")
_BETWEEN_PEOPLE: Final = re.compile(r"(?<=>)[ \t]*[,;][ \t]*(?=\S)")
_LONGEST_HEADER: Final = 20_000
_HEADER: Final = ("Naam", "E-mailadres")


def read_pasted(text: str, limits: Limits) -> Table:
    """A spreadsheet's range (tabs, or a line with names of columns), or else a person a line.

    A line is a name, with an e-mail address in ``<>`` or after a comma, a semicolon or a space;
    "Achternaam, Voornaam" stays one name. Row numbers are those of the lines. Refuses
    ``TooLarge`` and ``MalformedInput`` as for a file.
    """
    if len(text) > limits.file_bytes:
        raise too_large("members.too-large", limits.file_bytes)
    text = text.removeprefix("\ufeff")
    check_text(text)
    if _is_range(text, text.splitlines()):
        return read_separated(text, limits)
    # Mail programs put everybody on one line, with a sign between them.
    lines = enumerate(_BETWEEN_PEOPLE.sub("\n", text).splitlines(), start=1)
    people = [(number, _person(line.strip())) for number, line in lines if line.strip()]
    if len(people) > limits.rows:
        raise too_large("members.too-many-rows", limits.rows)
    return Table(Form.NAMES, people, header=_HEADER)


def _is_range(text: str, lines: list[str]) -> bool:
    if text[:5].lower() == "sep=" or any("\t" in line.strip() for line in lines[:10]):
        return True
    delimiter = find_delimiter(text)
    first_lines = [line[:_LONGEST_HEADER] for line in lines[:10]]
    return any(
        delimiter in line and NAMES & {*guess_meanings(line.split(delimiter))}
        for line in first_lines
    )


def _person(line: str) -> list[str]:
    line = _BULLET.sub("", line).replace("mailto:", "")
    at = line.find("@")
    if at < 0:
        return [line.rstrip(",; ")]
    start, end = at, at + 1
    while start and line[start - 1] not in _AROUND:
        start -= 1
    while end < len(line) and line[end] not in _AROUND:
        end += 1
    before, after = line[:start].strip(_AROUND), line[end:].strip(_AROUND)
    address = line[start:end]
    if "@" in after:
        # Two addresses: no guess which one is right.
        return [before, f"{address} {after}"]
    return [f"{before} {after}".strip(), address]
