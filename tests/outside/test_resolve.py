"""did:web to URL, and controller documents that cannot be had."""

import pytest

from badgeservice.openbadges.verification.materials import Controller, JwkSet, Unreachable
from badgeservice.outside.fetch import CannotFetch, Fetched, Kind
from badgeservice.outside.resolve import controller_of, did_web_url, jwk_set_of, needs_fetch
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import SimulatedWeb


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:example.com", "https://example.com/.well-known/did.json"),
        ("did:web:example.com:issuers:x", "https://example.com/issuers/x/did.json"),
        ("did:web:localhost%3A8321", "https://localhost:8321/.well-known/did.json"),
        ("did:web:example.com%3A3000:a:b", "https://example.com:3000/a/b/did.json"),
    ],
)
def test_a_did_web_has_one_address(did: str, url: str) -> None:
    assert did_web_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web::a",
        "did:web:example.com:",
        "did:web:example.com:..:x",
        "did:web:example.com:.",
        "did:web:example.com:a%2Fb",
        "did:web:example.com/a",
        "did:web:user@example.com",
        "did:web:example.com%40evil.example",
        "did:web:example.com?x",
        "did:web:example.com#x",
        "did:web:exa mple.com",
        "did:web:example.com%3A",
        "did:web:example.com%3A99999999",
        "did:web:-example.com",
        "did:web:[::1]",
        "did:web:example.com\\evil",
        "did:web:exämple.com",
    ],
)
def test_a_malformed_did_web_has_no_address(did: str) -> None:
    assert did_web_url(did) is None


def test_a_document_that_is_no_json_is_malformed_not_unreachable() -> None:
    web = SimulatedWeb({"https://example.com/.well-known/did.json": b"<html>"})
    assert controller_of("did:web:example.com", web) == Unreachable("did.malformed")


def test_a_host_with_a_wrong_certificate_is_told_apart() -> None:
    def fetch(url: str, *, accept: str, kind: Kind = "other", fresh: bool = False) -> Fetched:
        raise CannotFetch("tls")

    assert controller_of("did:web:example.com", fetch) == Unreachable("did.tls")


def test_a_did_key_is_its_own_document() -> None:
    did = "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
    found = controller_of(did, SimulatedWeb())
    assert isinstance(found, Controller)
    assert found.document["id"] == did


@pytest.mark.parametrize("did", ["did:key:z", "did:key:zabc", "did:key:"])
def test_a_malformed_did_key_is_malformed(did: str) -> None:
    assert controller_of(did, SimulatedWeb()) == Unreachable("did.malformed")


@pytest.mark.parametrize("issuer", ["http://example.com", "did:ion:x", "urn:x", "", "mailto:a@b.c"])
def test_other_kinds_of_issuer_are_unsupported(issuer: str) -> None:
    assert controller_of(issuer, SimulatedWeb()) == Unreachable("did.unsupported_method")


# --- did:jwk ----------------------------------------------------------------------------------


_JWK = PrivateKey.from_seed(b"\x03" * 32).public_key.to_jwk()
_DID_JWK = f"did:jwk:{base64url_encode(write_json(_JWK))}"


def test_a_did_jwk_is_its_own_document() -> None:
    web = SimulatedWeb()
    found = controller_of(_DID_JWK, web)
    assert isinstance(found, Controller)
    assert found.document["id"] == _DID_JWK
    assert web.asked == []


@pytest.mark.parametrize(
    "did",
    [
        "did:jwk:",
        "did:jwk:x",
        "did:jwk:e30",
        f"{_DID_JWK}=",
        f"{_DID_JWK}#0",
        "did:jwk:" + "A" * 9_000,
    ],
)
def test_a_malformed_did_jwk_is_malformed(did: str) -> None:
    assert controller_of(did, SimulatedWeb()) == Unreachable("did.malformed")


# --- https documents and JWK sets -------------------------------------------------------------

_HTTPS = "https://issuer.example/issuer"
_JWKS_URL = "https://issuer.example/.well-known/jwks.json"


def test_an_https_id_is_the_address_of_its_document() -> None:
    web = SimulatedWeb({_HTTPS: b'{"id": "https://issuer.example/issuer"}'})
    assert controller_of(_HTTPS, web) == Controller({"id": _HTTPS})


def test_a_document_that_is_an_earlier_copy_is_told_as_such() -> None:
    def fetch(url: str, *, accept: str, kind: Kind = "other", fresh: bool = False) -> Fetched:
        assert kind == "did"
        return Fetched(b"{}", "application/json", age_seconds=99, is_stale=not fresh)

    assert controller_of(_HTTPS, fetch) == Controller({}, 99, is_stale=True)
    assert controller_of(_HTTPS, fetch, fresh=True) == Controller({}, 99)


@pytest.mark.parametrize("body", [b'{"keys": [{"kty": "OKP"}]}', b'{"kty": "OKP"}'])
def test_a_jwk_set_and_a_single_jwk_are_read(body: bytes) -> None:
    found = jwk_set_of(_JWKS_URL, SimulatedWeb({_JWKS_URL: body}))
    assert found == JwkSet(({"kty": "OKP"},))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"<html>",
        b"{}",
        b'{"keys": {}}',
        b'{"keys": null}',
        b'{"kty": 5}',
        b'{"keys": [' + b",".join([b"{}"] * 101) + b"]}",
        b'{"keys": [], "keys": []}',
        b'{"keys": ["' + b"x" * 70_000 + b'"]}',
    ],
)
def test_what_is_no_jwk_set_is_malformed(body: bytes) -> None:
    web = SimulatedWeb({_JWKS_URL: body})
    assert jwk_set_of(_JWKS_URL, web) == Unreachable("did.malformed")


def test_keys_of_a_set_that_are_no_objects_are_left_out() -> None:
    web = SimulatedWeb({_JWKS_URL: b'{"keys": [5, null, "x", {"kty": "OKP"}]}'})
    assert jwk_set_of(_JWKS_URL, web) == JwkSet(({"kty": "OKP"},))


def test_a_jwk_set_that_cannot_be_reached_is_told_so() -> None:
    assert jwk_set_of(_JWKS_URL, SimulatedWeb()) == Unreachable("did.unreachable")


@pytest.mark.parametrize(
    ("issuer", "is_elsewhere"),
    [
        ("did:web:example.com", True),
        (_HTTPS, True),
        ("did:key:z6Mk", False),
        (_DID_JWK, False),
        ("urn:x", False),
        ("http://example.com", False),
        ("did:ion:x", False),
    ],
)
def test_only_some_documents_stand_on_another_machine(issuer: str, is_elsewhere: bool) -> None:
    assert needs_fetch(issuer) is is_elsewhere
