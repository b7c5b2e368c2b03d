"""Names for the time being, and what becomes of them (ECDSA 1.0 sections 3.4.5 to 3.4.9)."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.nquads import Quad
from badgeservice.proofs.selective.naming import (
    name_objects,
    names_in_literals,
    unname,
    unused_prefix,
)

PREFIX = "urn:bnid:_"
FIRST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
REST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
NIL = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
P, Q = "<urn:x:p>", "<urn:x:q>"
THING = "<urn:x:thing>"


def named(number: int) -> str:
    return f"<{PREFIX}{number}>"


def test_each_object_without_id_gets_the_next_number() -> None:
    document: dict[str, Any] = {
        "@context": [{"inline": "urn:x:inline"}],
        "one": {"two": [{"text": "a"}, {"id": "urn:x:1", "three": {}}]},
        "four": {"text": "b"},
    }
    before = deepcopy(document)
    assert name_objects(document, PREFIX) == {
        "@id": "urn:bnid:_0",
        "@context": [{"inline": "urn:x:inline"}],
        "one": {
            "@id": "urn:bnid:_1",
            "two": [
                {"@id": "urn:bnid:_2", "text": "a"},
                {"id": "urn:x:1", "three": {"@id": "urn:bnid:_3"}},
            ],
        },
        "four": {"@id": "urn:bnid:_4", "text": "b"},
    }
    assert document == before


@pytest.mark.parametrize(
    "value",
    [
        {"@value": "tekst", "@language": "nl"},
        {"@id": "urn:x:1"},
        {"id": "urn:x:1"},
        {"@list": ["a"]},
        {"@set": ["a"]},
        {"@graph": ["a"]},
    ],
    ids=lambda value: next(iter(value)),
)
def test_what_has_an_id_or_can_have_none_stays_as_it_is(value: dict[str, Any]) -> None:
    assert name_objects({"id": "urn:x:0", "member": value}, PREFIX)["member"] == value


def test_a_json_value_stays_as_it_is_and_the_others_keep_their_numbers() -> None:
    document = {"id": "urn:x:0", "json": {"a": {"b": 1}}, "other": {}}
    assert name_objects(document, PREFIX, literal={0, 1}) == {
        "id": "urn:x:0",
        "json": {"a": {"b": 1}},
        "other": {"@id": "urn:bnid:_2"},
    }


def test_a_prefix_is_taken_that_the_document_does_not_hold() -> None:
    assert unused_prefix("<urn:x:1>") == "urn:bnid:_"
    assert unused_prefix('"urn:bnid:_"') == "urn:bnid:1_"
    assert unused_prefix("urn:bnid:_ urn:bnid:1_ urn:bnid:2_") == "urn:bnid:3_"


def test_names_are_found_in_literals_alone() -> None:
    quads = [
        Quad(named(1), P, named(2)),
        Quad(named(1), P, '"{\\"@id\\":\\"urn:bnid:_3\\",\\"a\\":{\\"@id\\":\\"urn:bnid:_14\\"}}"'),
    ]
    assert names_in_literals(quads, PREFIX) == {3, 14}


def test_names_become_blank_nodes_in_every_position() -> None:
    quads = [Quad(named(0), P, named(1)), Quad(named(1), P, '"urn:bnid:_1"')]
    assert unname(quads, PREFIX) == [Quad("_:b0", P, "_:b1"), Quad("_:b1", P, '"urn:bnid:_1"')]


def a_list(cells: list[str], items: list[str], owner: str = THING) -> list[Quad]:
    quads = [Quad(owner, P, cells[0])]
    for cell, item, following in zip(cells, items, [*cells[1:], NIL], strict=True):
        quads += [Quad(cell, FIRST, item), Quad(cell, REST, following)]
    return quads


def test_cells_of_a_list_have_the_same_name_whatever_they_were_called() -> None:
    one = unname(a_list(["_:n1", "_:n2"], ['"a"', '"b"']), PREFIX)
    other = unname(a_list(["_:n9", "_:b0"], ['"a"', '"b"']), PREFIX)
    assert one == other
    assert len({quad.subject for quad in one}) == 3


def test_cells_of_lists_in_different_places_have_different_names() -> None:
    quads = [*a_list(["_:n1"], ['"a"']), *a_list(["_:n2"], ['"a"'], owner=named(1))]
    subjects = {quad.subject for quad in unname(quads, PREFIX)}
    assert len(subjects) == 4


def test_a_list_in_a_list_has_names_too() -> None:
    quads = [*a_list(["_:n1", "_:n2"], ["_:n3", '"b"']), Quad("_:n3", FIRST, '"a"')]
    quads += [Quad("_:n3", REST, NIL)]
    assert len({quad.subject for quad in unname(quads, PREFIX)}) == 4


def test_graphs_in_one_place_are_named_after_what_they_are_about() -> None:
    def graphs(first: str, second: str) -> list[Quad]:
        return [
            Quad(THING, P, first),
            Quad(THING, P, second),
            Quad(named(1), Q, named(3), first),
            Quad(named(3), Q, '"a"', first),
            Quad("<urn:x:other>", Q, '"a"', second),
        ]

    one = unname(graphs("_:n1", "_:n2"), PREFIX)
    assert set(one) == set(unname(graphs("_:n2", "_:n1"), PREFIX))
    assert len({quad.graph for quad in one}) == 3
    # A part of the first graph still has its name.
    assert set(unname([Quad(THING, P, "_:n7"), Quad(named(1), Q, named(3), "_:n7")], PREFIX)) <= {
        *one
    }


INSEPARABLE = {
    "two lists in one place": [*a_list(["_:n1"], ['"a"']), *a_list(["_:n2"], ['"b"'])],
    "a node that hangs on nothing": [Quad("_:n1", P, '"a"')],
    "a graph that hangs on nothing": [Quad(THING, P, '"a"', "_:n1")],
    "a node that two speak of": [Quad(THING, P, "_:n1"), Quad(THING, Q, "_:n1")],
    "a node that hangs on itself": [Quad("_:n1", P, "_:n1")],
    "a circle": [Quad("_:n1", P, "_:n2"), Quad("_:n2", P, "_:n1")],
}


@pytest.mark.parametrize("quads", INSEPARABLE.values(), ids=INSEPARABLE)
def test_what_has_no_place_of_its_own_is_refused(quads: list[Quad]) -> None:
    with pytest.raises(CannotCanonicalise):
        unname(quads, PREFIX)
