"""JSON Pointers and what they choose (RFC 6901, ECDSA 1.0 sections 3.4.10 to 3.4.13)."""

from collections import Counter
from copy import deepcopy
from typing import Any

import pytest

from badgeservice.errors import PointerNotFound
from badgeservice.proofs.selective import mandatory_pointers_for, read_pointer, select
from badgeservice.proofs.strict_json import json_pointer
from full_credential import Path, full_credential, look_up, places

DOCUMENT: dict[str, Any] = {
    "@context": ["https://one.example", "https://two.example"],
    "id": "urn:x:1",
    "type": ["Thing", "Special"],
    "name": "Een",
    "a/b": 1,
    "m~n": 2,
    "~1": 3,
    "": 4,
    "0": "nul",
    "falsy": [False, 0, ""],
    "list": [
        {"id": "urn:x:2", "type": "Part", "name": "p", "more": {"deep": [1, 2, 3]}},
        {"id": "_:b0", "type": "Part", "name": "q"},
        "tekst",
    ],
    "inner": {"@context": "https://three.example", "type": "Part", "name": "r", "other": "s"},
}
TOP = {name: DOCUMENT[name] for name in ("@context", "id", "type")}
NOWHERE = [
    "/absent",
    "/list/3",
    "/list/-",
    "/list/-1",
    "/list/00",
    "/list/01",
    "/list/1e0",
    "/list/ 1",
    "/list/+1",
    "/list/1_0",
    "/list/٠",
    "/list/99999999999999999999999999",
    "/list/name",
    "/list/",
    "/list/0/absent",
    "/name/0",
    "/name/length",
    "/a~1b/0",
    "/falsy/0/x",
    "//",
    "/inner/name/",
    "/Name",
    "/__class__",
]
NO_POINTERS = ["name", "name/x", " /name", "#/name", "/m~n", "/m~2n", "/m~", "/~", "~0"]


@pytest.mark.parametrize(
    ("pointer", "steps"),
    [
        ("", ()),
        ("/", ("",)),
        ("/a~1b", ("a/b",)),
        ("/m~0n", ("m~n",)),
        ("/~01", ("~1",)),
        ("/~10", ("/0",)),
        ("/x/0/ y", ("x", "0", " y")),
    ],
)
def test_a_pointer_is_read_step_by_step(pointer: str, steps: tuple[str, ...]) -> None:
    assert read_pointer(pointer) == steps


@pytest.mark.parametrize("text", NO_POINTERS)
def test_a_text_that_is_no_pointer_is_refused(text: str) -> None:
    with pytest.raises(PointerNotFound) as refusal:
        select(DOCUMENT, [text])
    assert [found.code for found in refusal.value.findings] == ["pointer.syntax"]


@pytest.mark.parametrize("pointer", NOWHERE)
def test_a_pointer_that_leads_nowhere_is_refused_with_its_name(pointer: str) -> None:
    with pytest.raises(PointerNotFound) as refusal:
        select(DOCUMENT, ["/name", pointer])
    found = [(finding.code, finding.pointer) for finding in refusal.value.findings]
    assert found == [("pointer.missing", pointer)]


def test_every_wrong_pointer_is_told_at_once() -> None:
    with pytest.raises(PointerNotFound) as refusal:
        select(DOCUMENT, ["/absent", "/name", "/list/7"])
    assert [found.pointer for found in refusal.value.findings] == ["/absent", "/list/7"]


def test_no_pointer_chooses_nothing() -> None:
    assert select(DOCUMENT, []) is None


@pytest.mark.parametrize("pointers", [[""], ["", "/name"], ["/name", ""], ["/list/0", "", ""]])
def test_the_empty_pointer_chooses_everything(pointers: list[str]) -> None:
    assert select(DOCUMENT, pointers) == DOCUMENT


@pytest.mark.parametrize(
    ("pointer", "name", "value"),
    [
        ("/name", "name", "Een"),
        ("/a~1b", "a/b", 1),
        ("/m~0n", "m~n", 2),
        ("/~01", "~1", 3),
        ("/", "", 4),
        ("/0", "0", "nul"),
        ("/falsy", "falsy", [False, 0, ""]),
        ("/falsy/1", "falsy", [0]),
        ("/list/2", "list", ["tekst"]),
    ],
)
def test_a_chosen_value_comes_with_context_id_and_type(
    pointer: str, name: str, value: object
) -> None:
    assert select(DOCUMENT, [pointer]) == {**TOP, name: value}


def test_every_object_on_the_way_keeps_what_it_is() -> None:
    selected = select(DOCUMENT, ["/list/0/more/deep/1", "/inner/name"])
    assert selected == {
        **TOP,
        "list": [{"id": "urn:x:2", "type": "Part", "more": {"deep": [2]}}],
        "inner": {"@context": "https://three.example", "type": "Part", "name": "r"},
    }


def test_a_blank_node_id_does_not_come_along() -> None:
    assert select(DOCUMENT, ["/list/1/name"]) == {**TOP, "list": [{"type": "Part", "name": "q"}]}


def test_elements_keep_their_order_whatever_the_order_of_the_pointers() -> None:
    selected = select(DOCUMENT, ["/list/2", "/list/0/more/deep/2", "/list/0/more/deep/0"])
    assert selected is not None
    assert selected["list"] == [
        {"id": "urn:x:2", "type": "Part", "more": {"deep": [1, 3]}},
        "tekst",
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_a_whole_value_and_a_part_of_it_are_the_whole_value(order: int) -> None:
    pointers = ["/list/0", "/list/0/more/deep/1", "/list/0/name"][::order]
    assert select(DOCUMENT, pointers) == {**TOP, "list": [DOCUMENT["list"][0]]}


def test_a_part_of_the_types_is_all_of_them() -> None:
    assert select(DOCUMENT, ["/type/1"]) == TOP


def test_the_document_is_neither_changed_nor_shared() -> None:
    before = deepcopy(DOCUMENT)
    selected = select(DOCUMENT, ["/list", "/inner"])
    assert selected is not None
    selected["list"][0]["more"]["deep"].append(4)
    selected["type"].append("Other")
    selected["@context"].append("https://four.example")
    assert before == DOCUMENT


@pytest.mark.parametrize("path", [path for path, _ in places(full_credential())], ids=str)
def test_every_pointer_into_a_badge_chooses_its_value_and_nothing_new(path: Path) -> None:
    document = full_credential()
    selected = select(document, [json_pointer(path)])
    assert leaves(selected) <= leaves(document)
    assert leaves(look_up(document, path)) <= leaves(selected)


def leaves(value: object) -> Counter[str]:
    scalars = [leaf for _, leaf in places(value) if not isinstance(leaf, dict | list)]
    return Counter(map(repr, scalars))


def test_an_issuer_who_names_none_makes_mandatory_who_and_how_long() -> None:
    assert mandatory_pointers_for({**full_credential(), "validUntil": "2030-01-01T00:00:00Z"}) == (
        "/issuer",
        "/validFrom",
        "/validUntil",
        "/credentialStatus",
    )
    assert mandatory_pointers_for({"@context": [], "issuanceDate": ""}) == ("/issuanceDate",)
    assert mandatory_pointers_for({}) == ()
