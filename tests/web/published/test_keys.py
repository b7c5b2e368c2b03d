"""DID documents and keys as the world fetches them."""

import pytest

from badgeservice.app import create_app
from badgeservice.journeys.steering.make_keys import make_signing_key
from factories import a_service, the_city
from served import Site, client_of


def test_no_private_half_of_a_key_is_anywhere(standing: Site) -> None:
    paths = standing.paths()
    for path in (
        "/.well-known/jwks.json",
        "/issuers/{slug}/jwks.json",
        "/issuers/{slug}/did.json",
        "/issuers/{slug}/keys/{key_id}",
    ):
        text = standing.client.get(path.format(**paths)).text
        for member in ('"d":', '"p":', '"q":', '"k":', "wrapped", "kek"):
            assert member not in text, path


@pytest.mark.parametrize(
    "path",
    [
        "/issuers/nobody/did.json",
        "/issuers/nobody/jwks.json",
        "/issuers/nobody/keys/x",
        "/issuers/sv-de-maasboys/keys/x",
        "/issuers/sv-de-maasboys/keys/" + "x" * 200,
        "/issuers/gemeente/did.json",
        "/did.json",
    ],
)
def test_what_is_not_published_is_not_found(standing: Site, path: str) -> None:
    assert standing.client.get(path).status_code == 404


def test_a_key_of_another_issuer_is_not_found(standing: Site) -> None:
    key_id = standing.parts_key_id()
    assert standing.client.get(f"/issuers/kw1c/keys/{key_id}").status_code == 404


def test_a_service_without_a_city_has_no_did_document() -> None:
    client = client_of(create_app(a_service(has_city=False)))
    assert client.get("/.well-known/did.json").status_code == 404


def test_the_did_document_of_an_issuer_binds_its_keys(standing: Site) -> None:
    answer = standing.client.get(f"/issuers/{standing.club.slug}/did.json")
    assert answer.headers["content-type"] == "application/did+ld+json"
    document = answer.json()
    assert document["id"] == standing.club.did
    methods = [method["id"] for method in document["verificationMethod"]]
    assert document["assertionMethod"] == methods
    assert {method["controller"] for method in document["verificationMethod"]} == {document["id"]}


def test_the_did_document_of_the_city_is_at_the_root(standing: Site) -> None:
    document = standing.client.get("/.well-known/did.json").json()
    assert document["id"] == "did:web:badges.example"


def test_one_key_is_one_jwk_at_its_kid(standing: Site) -> None:
    address = f"/issuers/{standing.club.slug}/keys/{standing.parts_key_id()}"
    answer = standing.client.get(address)
    assert answer.headers["content-type"] == "application/jwk+json"
    assert answer.json()["kid"] == f"https://badges.example{address}"
    assert "keys" not in answer.json()


def test_every_key_says_for_whom_it_speaks(standing: Site) -> None:
    answer = standing.client.get("/.well-known/jwks.json")
    assert answer.headers["content-type"] == "application/jwk-set+json"
    speaks_for = [key["iss"] for key in answer.json()["keys"]]
    assert set(speaks_for) == {standing.club.did, standing.school.did}
    assert len(speaks_for) == 4


def test_a_retired_key_stays_published(site: Site) -> None:
    key_id = site.parts_key_id()
    make_signing_key(site.parts, the_city(), site.club.did, "Ed25519")
    assert site.client.get(f"/issuers/{site.club.slug}/keys/{key_id}").status_code == 200
    keys = site.client.get(f"/issuers/{site.club.slug}/jwks.json").json()["keys"]
    assert len(keys) == 3


def test_a_revoked_key_is_gone(site: Site) -> None:
    key_id = site.parts_key_id()
    with site.parts.database.open_store() as store:
        store.keys.revoke(site.club.did, key_id, site.parts.now())
    assert site.client.get(f"/issuers/{site.club.slug}/keys/{key_id}").status_code == 404
    assert key_id not in site.client.get(f"/issuers/{site.club.slug}/did.json").text
    assert key_id not in site.client.get("/.well-known/jwks.json").text
