"""What a document is counted as, before JSON-LD reads it."""

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jsonld.screen import MAX_DEPTH, screen

URL = "https://contexts.example"


def test_leaves_objects_and_possible_iris_are_counted() -> None:
    found = screen(
        {
            "@context": URL,
            "id": "urn:x",
            "a": [1, True, "b", {"id": "urn:y"}],
            "c": {"@value": "urn:d e", "@language": "nl"},
            "f": {},
        },
        contexts=[URL],
        aliases=[],
    )
    assert (found.leaves, found.objects) == (6, 2)
    assert found.iris == ["urn:x", "urn:y", "urn:d e"]
    assert (found.findings, found.context_findings, found.embedded) == ([], [], [])


def test_an_embedded_credential_is_noted_with_the_way_to_it() -> None:
    inner = {"@context": URL, "type": "VerifiableCredential"}
    found = screen({"@context": URL, "a": [inner]}, contexts=[URL], aliases=[])
    assert found.embedded == [(("a", 0), inner)]


def test_depth_has_a_limit() -> None:
    document: dict[str, object] = {"@context": URL}
    inner = document
    for _ in range(MAX_DEPTH):
        inner["a"] = inner = {}
    screen(document, contexts=[URL], aliases=[])
    inner["a"] = {}
    with pytest.raises(CannotCanonicalise):
        screen(document, contexts=[URL], aliases=[])


@pytest.mark.parametrize("name", [None, 1, True, ("a",), b"a"])
def test_a_name_that_is_no_string_is_refused(name: object) -> None:
    with pytest.raises(CannotCanonicalise):
        screen({name: 1}, contexts=[], aliases=[])  # type: ignore[dict-item]
