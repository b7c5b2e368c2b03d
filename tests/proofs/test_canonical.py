"""The canonical form: the vectors, what is refused and why, and what other engines say."""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyld import jsonld

from badgeservice.errors import (
    CannotCanonicalise,
    CanonicalisationLimit,
    ContextNotAllowed,
    UnsignedTerm,
)
from badgeservice.proofs.canonical import Reading, canonicalise, read_dataset
from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.nquads import read_nquads
from badgeservice.proofs.rdfc import Budget, canonicalise_dataset
from full_credential import CONTEXTS, full_credential, with_element, with_value

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
WITH_EXAMPLES = {
    **bundled_contexts(),
    EXAMPLES: {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}},
}


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# --- vectors ----------------------------------------------------------------------------------


def test_the_open_badges_vector_is_reproduced(shared_data: Path) -> None:
    folder = shared_data / "vectors" / "ob3-eddsa-rdfc-2022"
    vector = load(folder / "vector.json")
    options = {**vector["proof"], "@context": vector["document"]["@context"]}
    assert canonicalise(vector["document"]) == (folder / "document-canon.txt").read_text("utf-8")
    assert canonicalise(options) == (folder / "proof-canon.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("document", "canonical"),
    [
        ("unsigned.json", "eddsa-rdfc-2022/canonDocDataInt.txt"),
        ("eddsa-rdfc-2022/proofConfigDataInt.json", "eddsa-rdfc-2022/proofCanonDataInt.txt"),
        ("unsigned.json", "Ed25519Signature2020/canonDocEdSig.txt"),
    ],
)
def test_the_w3c_vectors_are_reproduced(shared_data: Path, document: str, canonical: str) -> None:
    folder = shared_data / "vectors" / "vc-di-eddsa"
    text = canonicalise(load(folder / document), contexts=WITH_EXAMPLES)
    assert text == (folder / canonical).read_text("utf-8")


def test_sha384_gives_the_form_of_the_p384_suite(shared_data: Path) -> None:
    folder = shared_data / "vectors" / "vc-di-ecdsa" / "ecdsa-rdfc-2019-p384"
    document = load(folder / "signedECDSAP384.json")
    del document["proof"]
    text = canonicalise(document, hash_name="sha384", contexts=WITH_EXAMPLES)
    assert text == (folder / "canonDocECDSAP384.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["simple", "simple-did-key-method", "derivedcredential"])
def test_published_samples_have_a_canonical_form(shared_data: Path, name: str) -> None:
    document = load(shared_data / "samples" / "1edtech" / f"{name}.json")
    del document["proof"]
    assert canonicalise(document)


# --- other engines ----------------------------------------------------------------------------


def load_bundled(url: str, _options: Mapping[str, object]) -> dict[str, object]:
    return {"contextUrl": None, "documentUrl": url, "document": bundled_contexts()[url]}


def test_the_statements_are_those_of_pyld_and_of_pyoxigraph() -> None:
    document = full_credential()
    options = {"base": None, "documentLoader": load_bundled, "format": "application/n-quads"}
    text = jsonld.to_rdf(document, options)
    theirs = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
    theirs.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{line}\n" for line in str(theirs).splitlines())
    assert canonicalise(document) == "".join(lines)
    assert canonicalise(document) == canonicalise_dataset(read_nquads(text)).text


def test_the_document_is_left_as_it_was() -> None:
    document = full_credential()
    canonicalise(document)
    assert document == full_credential()


def test_many_threads_get_the_same_text() -> None:
    documents = [with_value(full_credential(), ("name",), f"n{number}") for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(canonicalise, documents))
    assert together == [canonicalise(document) for document in documents]


# --- what means the same ----------------------------------------------------------------------


def test_the_order_of_a_set_is_not_signed_and_that_of_a_list_is() -> None:
    document, other = full_credential(), full_credential()
    other["credentialSubject"]["achievement"]["tag"].reverse()
    other["type"].reverse()
    assert canonicalise(other) == canonicalise(document)
    description = other["credentialSubject"]["achievement"]["resultDescription"][0]
    description["allowedValue"].reverse()
    assert canonicalise(other) != canonicalise(document)


def test_three_and_three_point_zero_are_one_number() -> None:
    place = ("credentialSubject", "creditsEarned")
    whole = canonicalise(with_value(full_credential(), place, 3))
    assert whole == canonicalise(with_value(full_credential(), place, 3.0))
    assert '"3"^^<https://www.w3.org/2001/XMLSchema#float>' in whole


def test_control_characters_are_spelled_as_the_recommendation_says() -> None:
    text = canonicalise(with_value(full_credential(), ("name",), "\b\x0b\x7f\té"))
    assert '<https://schema.org/name> "\\b\\u000B\\u007F\\té" .\n' in text


def test_a_text_may_name_its_language() -> None:
    value = {"@value": "Trainer", "@language": "nl-NL"}
    text = canonicalise(with_value(full_credential(), ("name",), value))
    assert '"Trainer"@nl-nl .\n' in text


# --- what is not JSON-LD ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("type",), 5),
        (("type",), {"id": "urn:x"}),
        (("type", 0), 5),
        (("id",), 5),
        (("id",), ["urn:x"]),
        (("issuer", "id"), {"id": "urn:x"}),
        (("name",), float("nan")),
        (("name",), float("inf")),
        (("name",), 2**53),
        (("name",), 10**400),
        (("name",), "\ud800"),
        (("\ud800",), "x"),
        ((1,), "x"),
        (("name",), ("x",)),
        (("name",), b"x"),
        (("name",), {"x"}),
    ],
)
def test_what_is_not_json_ld_is_refused(path: tuple[Any, ...], value: object) -> None:
    with pytest.raises(CannotCanonicalise):
        canonicalise(with_value(full_credential(), path, value))


def test_a_term_may_not_be_given_another_meaning() -> None:
    document = with_element(
        full_credential(), ("@context",), "https://www.w3.org/2018/credentials/v1"
    )
    with pytest.raises(CannotCanonicalise) as caught:
        canonicalise(document)
    assert [one.code for one in caught.value.findings] == ["jsonld.protected-term-redefinition"]


def test_a_document_that_is_nested_too_deeply_is_refused() -> None:
    document = inner = full_credential()
    for _ in range(100_000):
        inner["evidence"] = inner = {}
    with pytest.raises(CannotCanonicalise):
        canonicalise(document)


def test_credentials_in_credentials_have_an_end() -> None:
    document = full_credential()
    document["endorsement"] = [
        {**full_credential()["endorsement"][0], "id": f"urn:x:{number}"} for number in range(51)
    ]
    with pytest.raises(CannotCanonicalise):
        canonicalise(document)
    inner = document = full_credential()
    for number in range(5):
        inner["endorsement"] = [{**full_credential()["endorsement"][0], "id": f"urn:x:{number}"}]
        inner = inner["endorsement"][0]
    with pytest.raises(CannotCanonicalise):
        canonicalise(document)


def test_a_document_beyond_the_budget_is_refused() -> None:
    document = full_credential()
    document["credentialSubject"]["achievement"]["alignment"] = [{} for _ in range(4_001)]
    with pytest.raises(CanonicalisationLimit):
        canonicalise(document)
    with pytest.raises(CanonicalisationLimit):
        canonicalise(full_credential(), budget=Budget(max_quads=10))


# --- two readings -----------------------------------------------------------------------------


def test_a_badge_is_the_same_in_both_readings() -> None:
    strict, free = (canonicalise(full_credential(), reading=reading) for reading in Reading)
    assert strict == free == canonicalise(full_credential())


@pytest.mark.parametrize("reading", Reading)
def test_the_dataset_gives_the_canonical_form(reading: Reading) -> None:
    quads = read_dataset(full_credential(), reading=reading)
    assert len(quads) == len(set(quads))
    assert canonicalise_dataset(quads).text == canonicalise(full_credential())


@pytest.mark.parametrize(
    ("path", "value", "refusal"),
    [
        (("@context", 1), {"@vocab": "urn:x:"}, ContextNotAllowed),
        (("@id",), "urn:x", CannotCanonicalise),
        (("urn:member",), "x", UnsignedTerm),
        (("name",), {"@value": "x", "@type": "urn:t"}, UnsignedTerm),
        (("name",), None, UnsignedTerm),
        (("name",), [], UnsignedTerm),
    ],
)
def test_what_only_the_open_reading_takes_is_refused_by_default(
    path: tuple[Any, ...], value: object, refusal: type[CannotCanonicalise]
) -> None:
    document = {"@context": [CONTEXTS[0], EXAMPLES], "type": ["VerifiableCredential"]}
    document = with_value(document, path, value)
    for reading in ({}, {"reading": Reading.STRICT}):
        with pytest.raises(refusal):
            canonicalise(document, contexts=WITH_EXAMPLES, **reading)
    assert canonicalise(document, contexts=WITH_EXAMPLES, reading=Reading.OPEN)


@pytest.mark.parametrize("path", [("nme",), ("credentialSubject", "achievement", "nme")])
def test_a_misspelled_member_is_refused_in_both_readings(path: tuple[Any, ...]) -> None:
    for reading in Reading:
        with pytest.raises(UnsignedTerm):
            canonicalise(with_value(full_credential(), path, "x"), reading=reading)


def test_an_open_document_may_say_something_twice() -> None:
    document = full_credential()
    document["credentialSubject"]["achievement"]["tag"] *= 2
    assert canonicalise(document, reading=Reading.OPEN) == canonicalise(full_credential())
    with pytest.raises(UnsignedTerm):
        canonicalise(document)
