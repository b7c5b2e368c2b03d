"""The peers, and an issuer of ours for them to talk to.

A peer that is not installed skips its tests and says which command installs it. With
``BADGESERVICE_REQUIRE_PEERS=1`` (as in the continuous integration) it fails them instead.
"""

from collections.abc import Iterator

import pytest

from badgeservice.openbadges.status_list import StatusBits
from peers.absence import go_without
from peers.digitalbazaar import client, installation
from peers.digitalbazaar.client import DigitalBazaar
from peers.documents import (
    STATUS_LIST_URL,
    STATUS_POSITION,
    JsonObject,
    basic,
    endorsement,
    rich,
    status_list,
)
from peers.ours import OurIssuer, make_issuer

OUR_DID = "did:web:badges.oss.example:issuers:de-linde"


@pytest.fixture(scope="session")
def digitalbazaar() -> Iterator[DigitalBazaar]:
    fault = installation.find_fault()
    if fault is not None:
        go_without(fault)
    with client.start() as peer:
        yield peer


@pytest.fixture(scope="session")
def our_issuer() -> OurIssuer:
    return make_issuer(OUR_DID, bytes(range(32)))


@pytest.fixture(scope="session")
def other_issuer() -> OurIssuer:
    """Somebody else, who says to have the same DID."""
    return make_issuer(OUR_DID, bytes(range(32, 64)))


@pytest.fixture(params=[basic, rich], ids=["basic", "rich"])
def unsigned(request: pytest.FixtureRequest) -> JsonObject:
    """A credential of our issuer, without proof."""
    document: JsonObject = request.param(OUR_DID)
    return document


@pytest.fixture
def endorsed(our_issuer: OurIssuer) -> JsonObject:
    """An unsigned credential that holds a signed one: a named graph with a proof of its own."""
    document = basic(OUR_DID)
    inner = our_issuer.sign_embedded(endorsement(OUR_DID))
    document["credentialSubject"]["achievement"]["endorsement"] = [inner]
    return document


@pytest.fixture(scope="session")
def clear_list() -> JsonObject:
    """A status list in which nothing is revoked, unsigned."""
    return status_list(OUR_DID, StatusBits.empty().encode())


@pytest.fixture(scope="session")
def revoking_list() -> JsonObject:
    """A status list that revokes the credentials of ``documents``, unsigned."""
    return status_list(OUR_DID, StatusBits.empty().with_set([STATUS_POSITION]).encode())


@pytest.fixture(scope="session")
def published(our_issuer: OurIssuer, clear_list: JsonObject) -> dict[str, JsonObject]:
    """What the world can fetch from our issuer: controller document and signed status list."""
    return {
        OUR_DID: our_issuer.document(),
        STATUS_LIST_URL: our_issuer.sign_embedded(clear_list),
    }
