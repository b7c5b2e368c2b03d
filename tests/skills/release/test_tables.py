"""Tables as facts; what is wrong is told with row and column."""

import io
from pathlib import Path

import pytest

from badgeservice.skills.addresses import knowledge_uri, occupation_uri, skill_uri
from badgeservice.skills.release.facts import Fact
from badgeservice.skills.release.faults import Faults, FaultyRelease
from badgeservice.skills.release.tables import PAGE_ROWS, read_table
from badgeservice.skills.release.vocabulary import Word
from skills.triples import BOOKS, COACH, LEADING, NORM, TOGETHER

HEADER = "uri,code,prefLabel_nl,altLabels_nl,definition_nl,broader"
ROW = f"{skill_uri(TOGETHER)},{TOGETHER},Samenwerken,Teamwork|Team,Samen.,{LEADING}"


def read(*rows: str, after: int = 0, raw: bytes | None = None) -> list[Fact]:
    raw = "".join(f"{row}\n" for row in rows).encode() if raw is None else raw
    faults = Faults("table.csv")
    text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", newline="")
    facts = [fact for page in read_table(text, after, faults) for fact in page.facts]
    faults.check()
    return facts


def places(*rows: str, raw: bytes | None = None) -> list[str]:
    with pytest.raises(FaultyRelease) as refused:
        read(*rows, raw=raw)
    return [one.pointer for one in refused.value.findings]


def test_a_row_of_concepts_is_its_facts() -> None:
    thing = f"s{TOGETHER}"
    assert read(HEADER, ROW) == [
        Fact(Word.LABEL, thing, "Samenwerken", "nl"),
        Fact(Word.DEFINITION, thing, "Samen.", "nl"),
        Fact(Word.ALT_LABEL, thing, "Teamwork", "nl"),
        Fact(Word.ALT_LABEL, thing, "Team", "nl"),
        Fact(Word.BROADER, thing, f"s{LEADING}"),
    ]


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_both_delimiters_are_read_with_a_mark_and_without(start: str, delimiter: str) -> None:
    plain = read(HEADER, ROW)
    raw = f"{start}{HEADER}\r\n{ROW}\r\n".replace(",", delimiter).encode()
    assert read(raw=raw) == plain


@pytest.mark.parametrize(
    ("relation", "word"),
    [
        ("essential", Word.ESSENTIAL),
        ("requiresHATImportant", Word.IMPORTANT),
        ("prescribesHATSomewhat", Word.SOMEWHAT),
    ],
)
def test_links_lead_from_occupations_and_norms(relation: str, word: Word) -> None:
    rows = ("from,relation,to", f"{occupation_uri(COACH)},{relation},{knowledge_uri(BOOKS)}")
    assert read(*rows) == [Fact(word, f"o{COACH}", f"k{BOOKS}")]
    assert read(rows[0], f"{NORM},{relation},{skill_uri(TOGETHER)}") == [
        Fact(word, f"<{NORM}", f"s{TOGETHER}")
    ]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("qualification", Word.QUALIFICATION_CODE),
        ("keuzedeel", Word.OPTIONAL_UNIT_CODE),
        ("certificate", Word.CERTIFICATE_CODE),
        ("other", Word.NOTATION),
    ],
)
def test_a_norm_says_its_kind_and_number(kind: str, word: Word) -> None:
    facts = read("uri,prefLabel_nl,kind,number", f"{NORM},Sport,{kind},25001")
    assert Fact(word, f"<{NORM}", "25001") in facts


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace(f"/{TOGETHER}", f"/{TOGETHER.lower()}"), "uri"),
        (ROW.replace("/id/humancapability", "/id/human-capability"), "uri"),
        (ROW.replace(skill_uri(TOGETHER), "https://elders.example/1"), "uri"),
        (ROW.replace(skill_uri(TOGETHER), ""), "uri"),
        (ROW.replace(f",{TOGETHER},", f",{LEADING},"), "code"),
        (ROW.replace("Samenwerken", ""), "prefLabel_nl"),
        (ROW.replace("Samenwerken", "Samen\u0007"), "prefLabel_nl"),
        (ROW.replace("Teamwork", "x" * 501), "altLabels_nl"),
        (ROW.replace("Samen.", "x" * 10_001), "definition_nl"),
        (ROW.replace(f",{LEADING}", ",nonsense"), "broader"),
    ],
)
def test_the_place_of_a_wrong_cell_is_told(row: str, column: str) -> None:
    assert places(HEADER, ROW, row) == [f"table.csv, row 3, column {column}"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (f"{occupation_uri(COACH)},requiresHCATEssential,{skill_uri(TOGETHER)}", "relation"),
        (f"{occupation_uri(COACH)},essential,{occupation_uri(COACH)}", "to"),
        (f"{occupation_uri(COACH)},essential,{skill_uri(TOGETHER).lower()}", "to"),
        (f"{COACH},essential,{skill_uri(TOGETHER)}", "from"),
    ],
)
def test_the_place_of_a_wrong_link_is_told(row: str, column: str) -> None:
    assert places("from,relation,to", row) == [f"table.csv, row 2, column {column}"]


@pytest.mark.parametrize("row", [ROW + ",more", "one"])
def test_a_row_of_another_length_is_refused(row: str) -> None:
    assert places(HEADER, row) == ["table.csv, row 2"]


@pytest.mark.parametrize("header", ["", "name,label", "uri,label_nl", "uri,prefLabel_nl,uri"])
def test_a_table_without_the_columns_is_refused(header: str) -> None:
    assert places(header, ROW) == ["table.csv, row 1"]


@pytest.mark.parametrize(
    "raw",
    [
        f"{HEADER}\n{ROW}\n".encode() + b"\xff\xfe\xfa,x\n",
        f"{HEADER}\n{ROW}\n".encode() + b'"never closed,' + b"x" * 10,
        f"{HEADER}\n{ROW}\n".encode() + b"x" * 200_000,
    ],
)
def test_what_is_no_table_is_refused_after_the_last_row(raw: bytes) -> None:
    assert places(raw=raw)[0].startswith("table.csv, ")


def test_every_wrong_row_is_told_at_once() -> None:
    wrong = ROW.replace("Samenwerken", "")
    assert places(HEADER, wrong, ROW, wrong) == [
        "table.csv, row 2, column prefLabel_nl",
        "table.csv, row 4, column prefLabel_nl",
    ]


def test_reading_goes_on_after_a_row() -> None:
    rows = [ROW.replace("Samenwerken", f"Samen {n}") for n in range(PAGE_ROWS + 3)]
    text = io.StringIO("\n".join([HEADER, *rows]))
    first, second = read_table(text, 0, Faults("t"))
    assert first.resume == str(PAGE_ROWS + 1)
    again = read(HEADER, *rows, after=int(first.resume))
    assert again == list(second.facts)
    assert [one.value for one in again if one.word == Word.LABEL] == [
        f"Samen {n}" for n in range(PAGE_ROWS, PAGE_ROWS + 3)
    ]


@pytest.mark.parametrize(
    ("name", "concepts"),
    [
        ("skills-layer3.csv", 112),
        ("skill-labels.csv", 112),
        ("occupations.csv", 3_255),
        ("knowledge-areas-partial.csv", 6),
    ],
)
def test_the_reference_tables_are_read(shared_data: Path, name: str, concepts: int) -> None:
    facts = read(raw=(shared_data / "competentnl" / name).read_bytes())
    assert len({fact.subject for fact in facts}) == concepts
