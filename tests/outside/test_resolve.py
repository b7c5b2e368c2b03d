"""did:web to URL, and controller documents that cannot be had."""

import pytest

from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.outside.fetch import CannotFetch, Fetched
from badgeservice.outside.resolve import controller_of, did_web_url
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
    def fetch(url: str, *, accept: str) -> Fetched:
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
