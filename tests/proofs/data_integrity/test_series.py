"""Signing a series: byte for byte what signing one by one gives, and refused where that is."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.peers.documents import basic, rich

from badgeservice.errors import Refusal
from badgeservice.proofs.data_integrity import ProofOutcome, Series, add_proof, verify_proof
from badgeservice.proofs.keys import PrivateKey, Signer
from badgeservice.proofs.strict_json import read_json, write_json
from full_credential import full_credential
from signed_badge import CREATED, KEY, METHOD, SIGNER

JsonObject = dict[str, Any]

PATHS: tuple[tuple[str, ...], ...] = (
    ("id",),
    ("credentialSubject", "id"),
    ("credentialStatus", "id"),
    ("credentialStatus", "statusListIndex"),
    ("validFrom",),
    ("name",),
)
ISSUER = "did:web:badges.oss.example:issuers:delinde"
STATUS = "https://badges.oss.example/status/1"

# Texts that could merge what is said, leave their quotes, or be no IRI.
AWKWARD = (
    *("", "x", 'a"b', "a\\b", "tab\t", "line\n", "\x00", "\x7f", "\u2028", "é", "{0}", "{}", "}{"),
    *("a b", "<x>", "schema:x", "_:b0", "@id", "urn:mark:0:0000;", "urn:none", "did:web:x"),
    *("\ud800", ISSUER, STATUS, "https://badges.oss.example/achievements/jeugdtrainer"),
)


def one(document: JsonObject, values: list[str]) -> JsonObject:
    made: JsonObject = deepcopy(document)
    for (*way, last), value in zip(PATHS, values, strict=True):
        place = made
        for step in way:
            place = place[step]
        place[last] = value
    return made


def values_of(number: int) -> list[str]:
    return [
        f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        f"urn:uuid:00000000-0000-4000-9000-{number:012}",
        f"{STATUS}#{number}",
        str(number),
        f"2026-01-01T00:00:{number % 60:02}Z",
        f"Trainer {number}",
    ]


def sign_alone(document: JsonObject, signer: Signer = SIGNER) -> bytes | type[Exception]:
    try:
        signed = add_proof(document, signer=signer, verification_method=METHOD, created=CREATED)
        return write_json(signed)
    except (Refusal, UnicodeEncodeError) as refusal:
        return type(refusal)


def sign_in_series(series: Series, values: list[str]) -> bytes | type[Exception]:
    try:
        return series.sign(values)
    except (Refusal, UnicodeEncodeError) as refusal:
        return type(refusal)


def a_series(document: JsonObject, signer: Signer = SIGNER) -> Series:
    return Series(document, PATHS, signer=signer, verification_method=METHOD, created=CREATED)


def impersonal(document: JsonObject) -> JsonObject:
    """The rich badge without the parts about one person."""
    for name in ("evidence", "endorsement"):
        document.pop(name, None)
    for name in ("result", "identifier"):
        document["credentialSubject"].pop(name, None)
    return document


@pytest.mark.parametrize("document", [basic(ISSUER), impersonal(rich(ISSUER))])
def test_a_series_gives_the_bytes_that_each_would_have_alone(document: JsonObject) -> None:
    series = a_series(document)
    assert series.has_template
    for number in range(40):
        values = values_of(number)
        signed = series.sign(values)
        assert signed == sign_alone(one(document, values))
        found = read_json(signed)
        proof = found.pop("proof")
        assert verify_proof(found, proof, KEY) is ProofOutcome.VERIFIED


def test_a_document_with_personal_parts_gives_the_bytes_it_would_have_alone() -> None:
    series = a_series(rich(ISSUER))
    assert series.has_template
    for number in range(40):
        values = values_of(number)
        assert series.sign(values) == sign_alone(one(rich(ISSUER), values))


def test_a_document_without_a_template_is_signed_by_itself() -> None:
    # The signed credential inside has a graph of its own.
    document = {**basic(ISSUER), "endorsement": [full_credential()["endorsement"][0]]}
    series = a_series(document)
    assert not series.has_template
    values = values_of(7)
    assert series.sign(values) == sign_alone(one(document, values))


def test_a_key_of_another_kind_is_refused_as_it_is_alone() -> None:
    series = a_series(basic(ISSUER), PrivateKey.generate("P-256"))
    assert not series.has_template
    with pytest.raises(ValueError, match="another kind of key"):
        series.sign(values_of(1))


@pytest.mark.parametrize("place", range(len(PATHS)))
@pytest.mark.parametrize("number", range(len(AWKWARD)))
def test_an_awkward_text_is_signed_or_refused_as_it_is_alone(place: int, number: int) -> None:
    document = basic(ISSUER)
    values = values_of(3)
    values[place] = AWKWARD[number]
    assert sign_in_series(a_series(document), values) == sign_alone(one(document, values))


@pytest.mark.parametrize("first", range(3))
def test_two_places_with_one_iri_are_signed_or_refused_as_they_are_alone(first: int) -> None:
    document = basic(ISSUER)
    values = values_of(3)
    values[first] = values[(first + 1) % 3]
    assert sign_in_series(a_series(document), values) == sign_alone(one(document, values))


_SERIES = a_series(basic(ISSUER))


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from([*AWKWARD, *values_of(1)])),
        min_size=len(PATHS),
        max_size=len(PATHS),
    )
)
def test_any_texts_give_what_they_give_alone(values: list[str]) -> None:
    assert sign_in_series(_SERIES, values) == sign_alone(one(basic(ISSUER), values))


def test_a_document_with_the_marks_in_it_gets_others() -> None:
    document = basic(ISSUER)
    document["description"] = "urn:mark:0:0000; urn:mark:1:"
    series = a_series(document)
    assert series.has_template
    values = values_of(2)
    assert series.sign(values) == sign_alone(one(document, values))


@pytest.mark.parametrize("path", [("issuer",), ("@context",), ("type",)])
def test_a_path_that_leads_to_no_text_is_our_own_mistake(path: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="something else than a text"):
        Series(basic(ISSUER), [path], signer=SIGNER, verification_method=METHOD, created=CREATED)


def test_too_few_values_are_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        _SERIES.sign(values_of(1)[:-1])
