"""Linked data as facts, in three ways of writing; nothing is fetched and places are told."""

from io import BytesIO

import pytest

from badgeservice.skills.addresses import skill_uri
from badgeservice.skills.release.faults import MAX_FINDINGS, Faults, FaultyRelease
from badgeservice.skills.release.rdf import Syntax, read_lines, read_stream
from skills.triples import CNLO, LEADING, SKOS, TOGETHER, a_release, a_skill, lines, link, text

TURTLE = f"""@prefix skos: <{SKOS}> .
@prefix cnlo: <{CNLO}> .
<{skill_uri(TOGETHER)}> a cnlo:HumanCapability ;
  skos:prefLabel "Samenwerken"@nl, "Working together"@en .
"""
JSON_LD = f"""{{"@context": {{"label": {{"@id": "{SKOS}prefLabel", "@language": "nl"}}}},
 "@id": "{skill_uri(TOGETHER)}", "@type": "{CNLO}HumanCapability", "label": "Samenwerken"}}"""


def read(raw: bytes, first_line: int = 1) -> tuple[set[tuple[str, ...]], int, int]:
    faults = Faults("release.nt")
    found = read_lines(raw, first_line, "0", faults)
    faults.check()
    return {tuple(map(str, fact)) for fact in found.facts}, found.read, found.foreign


def stream(raw: bytes, syntax: Syntax) -> set[tuple[str, ...]]:
    faults = Faults("file")
    found = {
        tuple(map(str, fact))
        for part in read_stream(BytesIO(raw), syntax, "0", faults)
        for fact in part.facts
    }
    faults.check()
    return found


def refused(raw: bytes, syntax: Syntax = Syntax.N_TRIPLES, first_line: int = 1) -> FaultyRelease:
    is_lines = syntax is Syntax.N_TRIPLES
    with pytest.raises(FaultyRelease) as caught:
        read(raw, first_line) if is_lines else stream(raw, syntax)
    return caught.value


def test_three_ways_of_writing_say_the_same() -> None:
    wanted, _, _ = read(lines(*a_skill()))
    assert stream(TURTLE.encode(), Syntax.TURTLE) == wanted
    assert stream(JSON_LD.encode(), Syntax.JSON_LD) == wanted
    assert len(wanted) == 2


def test_statements_about_other_things_are_counted() -> None:
    other = text(skill_uri(TOGETHER), f"{SKOS}scopeNote", "iets anders")
    _, count, foreign = read(lines(*a_release(), other, "# a remark", ""))
    assert (count, foreign) == (len(a_release()) + 1, 1)


@pytest.mark.parametrize("spoiled", ["<a> <b> <c> .", '<http://a/b> <http://c> "x', "<html>", "x"])
def test_the_line_of_broken_n_triples_is_told(spoiled: str) -> None:
    fault = refused(lines(*a_skill(), "# a remark", spoiled), first_line=100)
    assert fault.findings[0].pointer.startswith("release.nt, line 103, column ")
    assert fault.findings[0].code == "skills.syntax"


def test_the_line_of_a_wrong_statement_is_told_among_remarks_and_blank_lines() -> None:
    wrong = link(skill_uri(LEADING).lower(), f"{SKOS}broader", skill_uri(TOGETHER))
    fault = refused(lines("# one", "", *a_skill(), "  ", "#", wrong))
    assert [one.pointer for one in fault.findings] == ["release.nt, line 7"]
    assert LEADING.lower() not in fault.findings[0].message


def test_no_more_than_twenty_places_are_told() -> None:
    wrong = text(skill_uri(TOGETHER), f"{SKOS}altLabel", "\\u0007")
    fault = refused(lines(*[wrong] * 50))
    assert len(fault.findings) == MAX_FINDINGS
    assert "at least 20 places" in fault.detail


@pytest.mark.parametrize(
    ("spoiled", "place"),
    [
        (TURTLE + "x:a x:b 3 .", "file, line 5, column 1"),
        (TURTLE + "<http://a/b> skos:prefLabel '''", "file, line 5"),
        (TURTLE.replace("a cnlo", "a cnla"), "file, line 3"),
        ("\x00\x01", "file, line 1"),
    ],
)
def test_the_place_of_broken_turtle_is_told(spoiled: str, place: str) -> None:
    assert refused(spoiled.encode(), Syntax.TURTLE).findings[0].pointer.startswith(place)


def test_a_wrong_statement_in_turtle_is_told_by_its_number() -> None:
    wrong = TURTLE + f'<{skill_uri(TOGETHER).lower()}> skos:prefLabel "x" .'
    assert refused(wrong.encode(), Syntax.TURTLE).findings[0].pointer == "file, statement 4"


@pytest.mark.parametrize(
    "context", ["https://elders.example/context", "file:///etc/passwd", "http://127.0.0.1:1/"]
)
def test_a_context_of_elsewhere_is_not_fetched(
    context: str, no_other_machines: list[object]
) -> None:
    raw = f'{{"@context": "{context}", "@id": "{skill_uri(TOGETHER)}", "label": "x"}}'
    fault = refused(raw.encode(), Syntax.JSON_LD)
    assert "nothing is fetched" in fault.findings[0].message
    assert no_other_machines == []


@pytest.mark.parametrize(
    "raw", [b'{"@id": "http://a/b",\n"http://p/x": [1,,]}', b"[" * 100_000, b'{"a": ', b"\xff"]
)
def test_broken_json_is_refused(raw: bytes) -> None:
    assert refused(raw, Syntax.JSON_LD).findings[0].code == "skills.syntax"


@pytest.mark.parametrize("deep", ["[ <http://x/p> ", "( "])
def test_deep_turtle_does_not_end_the_process(deep: str) -> None:
    raw = "<http://x/a> <http://x/p> " + deep * 100_000
    assert refused(raw.encode(), Syntax.TURTLE).findings[0].code == "skills.syntax"


@pytest.mark.parametrize(
    ("syntax", "start"),
    [
        (Syntax.TURTLE, '<http://a/b> <http://p/x> "'),
        (Syntax.JSON_LD, '{"@id": "http://a/b", "http://p/x": "'),
    ],
)
def test_one_endless_value_is_refused(syntax: Syntax, start: str) -> None:
    fault = refused(start.encode() + b"y" * 20_000_000, syntax)
    assert "too long" in fault.findings[0].message


def test_blank_nodes_of_two_files_stay_apart() -> None:
    raw = lines(f"<{skill_uri(TOGETHER)}> <http://www.w3.org/2008/05/skos-xl#prefLabel> _:n .")
    first = read_lines(raw, 1, "0", Faults("a")).facts
    second = read_lines(raw, 1, "1", Faults("b")).facts
    assert first[0].value != second[0].value
    assert first[0].value.startswith("_0:")
