"""Resolving DIDs: every error in its own word, and what is found."""

import json

import pytest

from badgeservice.journeys.conforming.resolve_did import DidRequest, Resolution, resolve_did
from badgeservice.journeys.parts import Parts
from badgeservice.outside.resolve import did_web_url
from badgeservice.proofs.encoding import base64url_encode
from factories import SimulatedWeb, a_service, an_issuer

KEY = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
DID = f"did:key:{KEY}"
OLD = "Ed25519VerificationKey2018"
JWK = {"crv": "Ed25519", "kty": "OKP", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
DID_JWK = f"did:jwk:{base64url_encode(json.dumps(JWK).encode())}"
WEB = "did:web:school.example:leerlingen"


@pytest.fixture(scope="module")
def parts() -> Parts:
    document = {
        "id": WEB,
        "verificationMethod": [
            {"id": "#1", "type": "JsonWebKey", "controller": WEB, "publicKeyJwk": JWK}
        ],
    }
    pages = {
        str(did_web_url(WEB)): json.dumps(document).encode(),
        "https://broken.example/.well-known/did.json": b"<html>",
    }
    return a_service(web=SimulatedWeb(pages))


def resolved(parts: Parts, text: str, key_format: str | None = None) -> Resolution:
    return resolve_did(parts, DidRequest(text, key_format))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "invalidDid"),
        ("did", "invalidDid"),
        ("did:", "invalidDid"),
        ("did:key:", "invalidDid"),
        ("DID:key:z6Mk", "invalidDid"),
        ("did:Key:z6Mk", "invalidDid"),
        (f"notDid:key:{KEY}", "invalidDid"),
        (f"did:experimental:{KEY}", "invalidDid"),
        (f"did:key:-4:{KEY}", "invalidDid"),
        (f"did:key:1:{KEY}", "invalidDid"),
        (f"did:key:{KEY[1:]}", "invalidDid"),
        ("did:key:@", "invalidDid"),
        ("did:key:z", "invalidDid"),
        (f"{DID}\x00", "invalidDid"),
        (f"{DID}\n", "invalidDid"),
        (f" {DID}", "invalidDid"),
        ("did:key:zTjsVPtY", "invalidPublicKeyLength"),
        ("did:jwk:abc", "invalidDid"),
        ("did:web:", "invalidDid"),
        ("did:web:a..b%2Fc:..", "invalidDid"),
        ("did:web:broken.example", "invalidDid"),
        ("did:web:gone.example", "notFound"),
        ("did:example:123456789abcdefghi", "methodNotSupported"),
        ("did:ion:EiClkZMDxPKqC9c-umQfTkR8vvZ9JPhl", "methodNotSupported"),
    ],
)
def test_a_did_that_cannot_be_resolved_is_told_in_its_own_word(
    parts: Parts, text: str, error: str
) -> None:
    answer = resolved(parts, text).to_json()
    assert answer["didResolutionMetadata"] == {"error": error}
    assert answer["didDocument"] == {}
    assert answer["didDocumentMetadata"] == {}
    assert answer["@context"] == "https://w3id.org/did-resolution/v1"


@pytest.mark.parametrize(
    ("rest", "error"),
    [
        (f"/^bar^/?query=`#{KEY}", "invalidDidUrl"),
        ("/path", "invalidDidUrl"),
        ("?service=files", "invalidDidUrl"),
        ("#", "invalidDidUrl"),
        ("#a b", "invalidDidUrl"),
        ("#a#b", "invalidDidUrl"),
        ("#%zz", "invalidDidUrl"),
        ("#other", "notFound"),
    ],
)
def test_a_did_url_that_names_no_key_is_told_in_its_own_word(
    parts: Parts, rest: str, error: str
) -> None:
    answer = resolved(parts, f"{DID}{rest}").to_json()
    assert answer["didDereferencingMetadata"] == {"error": error}
    assert answer["didDocument"] == {}


@pytest.mark.parametrize("rest", ["", f"#{KEY}", "#z6LSfHfAMAopsuBxaBzvp51GXrPf38Az13j2fmwqadbww"])
@pytest.mark.parametrize(
    ("key_format", "error"),
    [("unknown", "unsupportedPublicKeyType"), (OLD, "invalidPublicKeyType")],
)
def test_a_form_of_keys_that_is_not_given_is_told(
    parts: Parts, rest: str, key_format: str, error: str
) -> None:
    found = resolved(parts, f"{DID}{rest}", key_format)
    assert found.error == error
    assert found.is_url == (rest != "")


def test_an_experimental_form_is_not_given_either(parts: Parts) -> None:
    asked = DidRequest(DID, OLD, takes_experimental=True)
    assert resolve_did(parts, asked).error == "unsupportedPublicKeyType"


@pytest.mark.parametrize("key_format", [None, "Multikey"])
def test_a_did_key_gives_its_document(parts: Parts, key_format: str | None) -> None:
    answer = resolved(parts, DID, key_format).to_json()
    assert answer["didDocument"]["id"] == DID
    assert answer["didDocument"]["verificationMethod"][0]["publicKeyMultibase"] == KEY
    assert answer["didResolutionMetadata"] == {"contentType": "application/did"}


def test_a_did_url_gives_the_key_with_its_controller(parts: Parts) -> None:
    answer = resolved(parts, f"{DID}#{KEY}").to_json()
    assert answer["didDocument"]["controller"] == DID
    assert "didResolutionMetadata" not in answer


def test_a_did_jwk_gives_its_document_and_its_key(parts: Parts) -> None:
    assert resolved(parts, DID_JWK).document["id"] == DID_JWK
    assert resolved(parts, f"{DID_JWK}#0").document["publicKeyJwk"] == JWK


def test_a_did_web_is_fetched(parts: Parts) -> None:
    assert resolved(parts, WEB).document["id"] == WEB
    assert resolved(parts, f"{WEB}#1").document["controller"] == WEB


def test_our_own_issuers_are_not_fetched(parts: Parts) -> None:
    club = an_issuer(parts)
    assert resolved(parts, club.did).document["id"] == club.did
    assert resolved(parts, f"{parts.addresses.city_did}:issuers:nobody").error == "notFound"
    assert isinstance(parts.fetch, SimulatedWeb)
    assert not any("badges.example" in url for url in parts.fetch.asked)
