"""Expanded JSON-LD of every kind as quads; what says nothing is a fault."""

from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.open.dataset import build_open_dataset
from badgeservice.proofs.nquads import write_nquad

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
A = {"urn:a": [{"@value": "x"}]}


def lines(*nodes: Any) -> list[str]:
    made = build_open_dataset(list(nodes))
    assert made.faults == []
    return [write_nquad(quad).removesuffix(" .\n") for quad in made.quads]


def faults(*nodes: Any) -> list[str]:
    return [code for code, _ in build_open_dataset(list(nodes)).faults]


def test_labels_of_the_document_never_meet_those_of_this_reading() -> None:
    node = {"@id": "_:n2", "urn:a": [{"@id": "_:n1"}, {"urn:b": [{"@id": "_:n2"}]}]}
    first, second, third = (line.split() for line in lines(node))
    assert first[0] == second[2] == third[0]
    assert len({first[0], first[2], third[2]}) == 3
    assert second[0] == third[2]


def test_a_statement_said_twice_is_one_quad() -> None:
    assert lines({"@id": "urn:x", **A}, {"@id": "urn:x", **A}) == ['<urn:x> <urn:a> "x"']
    assert lines({"@id": "urn:x", "@type": ["urn:T", "urn:T"]}) == [f"<urn:x> <{RDF}type> <urn:T>"]


def test_two_equal_lists_are_two_lists() -> None:
    value = {"@list": [{"@value": "x"}]}
    assert len(lines({"@id": "urn:x", "urn:a": [value, value]})) == 6


def test_a_list_holds_lists_nodes_and_nothing() -> None:
    found = lines({"@id": "urn:x", "urn:a": [{"@list": [{"@list": []}, {"@id": "urn:y"}]}]})
    assert [line for line in found if f"<{RDF}first>" in line] == [
        f"_:n2 <{RDF}first> <{RDF}nil>",
        f"_:n3 <{RDF}first> <urn:y>",
    ]


def test_a_graph_has_the_name_of_its_node() -> None:
    graph = {"@id": "urn:g", "@graph": [{"@id": "urn:x", **A}]}
    assert lines(graph) == ['<urn:x> <urn:a> "x" <urn:g>']
    unnamed = {"@id": "urn:y", "urn:b": [{"@graph": [{"@id": "urn:x", **A}]}]}
    inside, outside = lines(unnamed)
    assert inside.split()[3] == outside.split()[2]


def test_what_is_beside_a_node_is_in_its_graph() -> None:
    beside = {"@id": "urn:y", "@included": [{"@id": "urn:x", **A}], **A}
    assert lines(beside) == ['<urn:y> <urn:a> "x"', '<urn:x> <urn:a> "x"']


def test_the_other_way_round_the_node_is_the_object() -> None:
    node = {"@id": "urn:x", "@reverse": {"urn:r": [{"@id": "urn:y"}, {"@id": "urn:z", **A}]}}
    assert lines(node) == [
        "<urn:y> <urn:r> <urn:x>",
        '<urn:z> <urn:a> "x"',
        "<urn:z> <urn:r> <urn:x>",
    ]


@pytest.mark.parametrize(
    "node",
    [
        {},
        {"@id": "urn:x"},
        {"@id": "urn:x", "@index": "i"},
        {"@value": "x"},
        {"@list": []},
        {"@graph": [{}]},
        {"@graph": []},
        {"@id": "urn:x", "@graph": [{"@id": "urn:y"}]},
        {"@id": "urn:x", "@graph": [{"@value": "x"}]},
        {"@id": "urn:x", "@included": [{}], **A},
        {"@id": "urn:x", "urn:a": []},
        {"@id": "urn:x", "@index": "a text that nobody signs", **A},
        {"@id": "urn:x", "urn:a": [{"@value": "x", "@index": "i"}]},
        {"@id": "urn:x", "urn:a": [{"@list": [], "@index": "i"}]},
    ],
    ids=range(14),
)
def test_what_says_nothing_is_a_fault(node: Any) -> None:
    assert "unsigned.lost" in faults(node)


def test_no_nodes_are_a_fault() -> None:
    assert faults() == ["unsigned.lost"]


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@id": "x", **A}, "unsigned.iri"),
        ({"@id": "", **A}, "unsigned.iri"),
        ({"@id": None, **A}, "unsigned.iri"),
        ({"@id": "urn:<x>", **A}, "unsigned.iri"),
        ({"urn:a": [{"@id": "y"}]}, "unsigned.iri"),
        ({"urn:a": [{"@id": None}]}, "unsigned.iri"),
        ({"@type": ["T"], **A}, "unsigned.type"),
        ({"@type": [None], **A}, "unsigned.type"),
        ({"@type": ["@json"], **A}, "unsigned.type"),
        ({"word": [{"@value": "x"}]}, "unsigned.term"),
        ({"_:p": [{"@value": "x"}]}, "unsigned.term"),
        ({"@reverse": {"_:p": [{"@id": "urn:x"}]}}, "unsigned.term"),
        ({"urn:a": [{"@value": "x", "@language": "n_l"}]}, "unsigned.language"),
    ],
    ids=range(13),
)
def test_what_is_no_rdf_is_a_fault(node: Any, fault: str) -> None:
    assert fault in faults(node)


@pytest.mark.parametrize(
    "node",
    [
        {"@none": [], **A},
        {"@vocab": ["x"], **A},
        {"@import": ["x"], **A},
        {"@language": "nl", **A},
        {"urn:a": [{"@list": [], "@id": "urn:x"}]},
        {"urn:a": ["x"]},
        {"urn:a": "x"},
        {"urn:a": [{"@list": ["x"]}]},
        {"urn:a": [[{"@value": "x"}]]},
        {"@included": ["@value"], **A},
        {"@graph": "@list", **A},
        {"@reverse": {"urn:r": ["x"]}},
    ],
    ids=range(12),
)
def test_what_has_no_meaning_where_it_stands_is_refused(node: Any) -> None:
    with pytest.raises(CannotCanonicalise):
        build_open_dataset([node])


@pytest.mark.parametrize("nodes", ["x", ["x"], [None], [5], [["x"]]])
def test_what_is_no_node_is_refused(nodes: Any) -> None:
    with pytest.raises(CannotCanonicalise):
        build_open_dataset(nodes)
