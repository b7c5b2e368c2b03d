"""Embedded proofs under attack: spoiled values and spoiled documents."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import CannotCanonicalise, ContextNotAllowed
from badgeservice.proofs.data_integrity import (
    ProofOutcome,
    create_proof,
    verify_proof,
)
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from signed_badge import CREATED, DOCUMENT, KEY, METHOD, PROOF, SIGNER

SIGNATURE = multibase_decode(PROOF["proofValue"])
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def outcome_of(document: dict[str, Any], **members: Any) -> str:
    try:
        return verify_proof(document, {**PROOF, **members}, KEY)
    except CannotCanonicalise:
        return "refused"


@pytest.mark.parametrize(
    "value",
    [
        PROOF["proofValue"][1:],
        multibase_encode(SIGNATURE, "u"),
        "u" + PROOF["proofValue"][1:],
        "m" + PROOF["proofValue"][1:],
        "Z" + PROOF["proofValue"][1:],
        "z",
        "z" + PROOF["proofValue"],
        "z1" + PROOF["proofValue"][1:],
        PROOF["proofValue"] + "1",
        PROOF["proofValue"] + "\n",
        " " + PROOF["proofValue"],
        PROOF["proofValue"][:-1] + "0",
        PROOF["proofValue"] * 20,
        multibase_encode(SIGNATURE[:-1], "z"),
        multibase_encode(SIGNATURE + b"\x00", "z"),
        multibase_encode(b"\x00" + SIGNATURE, "z"),
        multibase_encode(SIGNATURE[:32], "z"),
    ],
    ids=lambda value: value[:12],
)
def test_a_proof_value_that_is_not_exactly_64_bytes_of_base58_is_malformed(value: str) -> None:
    assert outcome_of(DOCUMENT, proofValue=value) == ProofOutcome.PROOF_MALFORMED


def test_a_spoiled_signature_is_wrong() -> None:
    spoiled = [bytes(64), b"\xff" * 64, SIGNATURE[32:] + SIGNATURE[:32]]
    spoiled.append(multibase_decode(PROOF["proofValue"][:-1]))
    for position in range(0, 64, 5):
        changed = bytearray(SIGNATURE)
        changed[position] ^= 1
        spoiled.append(bytes(changed))
    s = int.from_bytes(SIGNATURE[32:], "little") + GROUP_ORDER
    spoiled.append(SIGNATURE[:32] + s.to_bytes(32, "little"))
    for signature in spoiled:
        value = multibase_encode(signature, "z")
        assert outcome_of(DOCUMENT, proofValue=value) == ProofOutcome.SIGNATURE_WRONG


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every object, array and leaf below ``value``."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in members:
        yield (*path, name)
        if isinstance(member, dict | list):
            yield from places(member, (*path, name))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        document = document[name]
    return document


def replaced(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    at(document, path[:-1])[path[-1]] = value
    return document


PLACES = list(places(DOCUMENT))
OBJECTS = [(), *(path for path in PLACES if isinstance(at(DOCUMENT, path), dict))]


def test_deleting_anything_anywhere_is_never_verified() -> None:
    for path in PLACES:
        document = copy.deepcopy(DOCUMENT)
        del at(document, path[:-1])[path[-1]]
        assert outcome_of(document) != ProofOutcome.VERIFIED, path


@pytest.mark.parametrize(
    "value", ["x", "", 7, 1.25, True, ["x"], {"id": "urn:x:y"}, {"type": ["Profile"]}], ids=str
)
def test_replacing_anything_anywhere_is_never_verified(value: Any) -> None:
    for path in PLACES:
        assert outcome_of(replaced(path, value)) != ProofOutcome.VERIFIED, path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grade", "10"),
        ("grade", None),
        ("description", "x"),
        ("id", "urn:x:y"),
        ("@id", "urn:x:y"),
        ("@type", "Profile"),
        ("@context", {"name": "https://attacker.example/name"}),
        ("@context", None),
        ("@graph", []),
        ("@included", []),
        ("@reverse", {}),
        ("@nest", {}),
        ("https://schema.org/name", "Another"),
        ("https://www.w3.org/2018/credentials#issuer", {"@id": "did:web:attacker.example"}),
    ],
    ids=str,
)
def test_adding_a_member_to_any_object_is_never_verified(name: str, value: Any) -> None:
    for path in OBJECTS:
        if at(DOCUMENT, path).get(name) != value:
            assert outcome_of(replaced((*path, name), value)) != ProofOutcome.VERIFIED, path


@pytest.mark.parametrize("value", [None, []], ids=str)
def test_adding_an_empty_defined_member_to_any_object_is_never_verified(value: Any) -> None:
    # JSON-LD drops both, so the signature alone would not notice.
    for path in OBJECTS:
        if "description" not in at(DOCUMENT, path):
            document = replaced((*path, "description"), value)
            assert outcome_of(document) != ProofOutcome.VERIFIED, path


@given(
    st.sampled_from([path for path in PLACES if isinstance(at(DOCUMENT, path), str)]),
    st.integers(min_value=0),
    st.characters(),
)
@settings(deadline=None, max_examples=150)
def test_changing_any_character_is_never_verified(
    path: tuple[Any, ...], position: int, character: str
) -> None:
    text = at(DOCUMENT, path)
    position %= len(text)
    changed = text[:position] + character + text[position + 1 :]
    if changed != text:
        assert outcome_of(replaced(path, changed)) != ProofOutcome.VERIFIED


def test_a_context_that_gives_another_meaning_is_never_verified() -> None:
    first, second = DOCUMENT["@context"]
    for changed in ([first], first, [second], second, [], [first, first], {}, None, [None]):
        assert outcome_of({**DOCUMENT, "@context": changed}) != ProofOutcome.VERIFIED, changed
    for unknown in ("https://attacker.example/", {"name": "https://attacker.example/name"}):
        with pytest.raises(ContextNotAllowed):
            verify_proof({**DOCUMENT, "@context": [first, second, unknown]}, PROOF, KEY)


def test_a_document_without_context_is_refused() -> None:
    document = {name: value for name, value in DOCUMENT.items() if name != "@context"}
    with pytest.raises(CannotCanonicalise):
        verify_proof(document, PROOF, KEY)
    with pytest.raises(CannotCanonicalise):
        create_proof(document, signer=SIGNER, verification_method=METHOD, created=CREATED)
