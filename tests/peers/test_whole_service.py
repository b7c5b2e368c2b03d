"""The whole road with peers: issued by our journeys, verified by them, and the other way round."""

import json
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.publishing.status_lists import current_status_list
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.publishing import controller_document, jwks
from badgeservice.openbadges.verification import COMPATIBLE, Verdict
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import (
    a_service,
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
)
from peers import openbadgeslib_peer
from peers.digitalbazaar.client import DigitalBazaar
from peers.documents import basic, rich
from peers.ours import did_key_of, pem_of

SEED = bytes(reversed(range(32)))


@pytest.fixture
def parts() -> Parts:
    return a_service()


@pytest.fixture
def club(parts: Parts) -> Issuer:
    return an_issuer(parts)


@pytest.fixture
def issued(parts: Parts, club: Issuer) -> Issued:
    return an_award(parts, an_achievement(parts, club))


def _published(parts: Parts, club: Issuer, issued: Issued) -> dict[str, Any]:
    """What a stranger can fetch: the controller document and the signed status list."""
    public = read_issuer(parts, club.slug)
    listed = current_status_list(parts, issued.award.status_list_id)
    list_url = parts.addresses.status_list(listed.list_id)
    return {
        club.did: controller_document(club, public.keys, parts.addresses),
        list_url: json.loads(listed.document),
    }


def _without_status(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "credentialStatus"}


# --- issued here ------------------------------------------------------------------------------


def test_digital_bazaar_verifies_what_was_issued_and_sees_it_revoked(
    digitalbazaar: DigitalBazaar, parts: Parts, club: Issuer, issued: Issued
) -> None:
    badge = json.loads(issued.credential.document)
    before = digitalbazaar.verify_embedded(badge, _published(parts, club, issued))
    assert before.verified, before.reason
    assert before.statuses == (False,)
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "Vergissing")
    after = digitalbazaar.verify_embedded(badge, _published(parts, club, issued))
    assert after.statuses == (True,)


def test_openbadgeslib_verifies_what_was_issued_and_sees_it_revoked(
    parts: Parts, club: Issuer, issued: Issued
) -> None:
    badge = json.loads(issued.credential.document)
    before = openbadgeslib_peer.verify_embedded(
        badge, _published(parts, club, issued), signed_list_needed=False
    )
    assert before.verified, before.reason
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "Vergissing")
    after = openbadgeslib_peer.verify_embedded(
        badge, _published(parts, club, issued), signed_list_needed=False
    )
    assert not after.verified
    assert "'revocation' is set" in after.reason


def test_jose_verifies_the_token_that_was_issued(
    digitalbazaar: DigitalBazaar, parts: Parts, club: Issuer, issued: Issued
) -> None:
    public = read_issuer(parts, club.slug)
    published = jwks(club, public.keys, parts.addresses)["keys"]
    (jwk,) = [key for key in published if key.get("alg") == "ES256"]
    answer = digitalbazaar.verify_token(str(issued.credential.token), jwk, "ES256")
    assert answer.verified, answer.reason


# --- issued elsewhere -------------------------------------------------------------------------


@pytest.mark.parametrize("make", [basic, rich])
def test_a_badge_signed_by_digital_bazaar_is_valid_and_a_changed_one_is_not(
    digitalbazaar: DigitalBazaar, parts: Parts, make: Any
) -> None:
    unsigned = _without_status(make(did_key_of(SEED)))
    signed = digitalbazaar.sign_embedded(unsigned, seed=SEED)
    report = verify(parts, write_json(signed))
    assert report.verdict is Verdict.VALID, report.to_json()["checks"]
    assert report.issuer_trust.status == "unknown"
    changed = write_json(signed | {"name": "Kampioen"})
    assert verify(parts, changed).verdict is Verdict.INVALID


def test_a_badge_signed_by_openbadgeslib_is_valid_and_a_changed_one_is_not(parts: Parts) -> None:
    unsigned = _without_status(basic(did_key_of(SEED)))
    method = f"{did_key_of(SEED)}#{did_key_of(SEED).removeprefix('did:key:')}"
    signed = openbadgeslib_peer.sign_embedded(unsigned, _pem(), method)
    assert verify(parts, write_json(signed)).verdict is Verdict.VALID
    changed = write_json(signed | {"name": "Kampioen"})
    assert verify(parts, changed).verdict is Verdict.INVALID


def test_a_badge_in_openbadgeslib_s_own_words_is_valid(parts: Parts) -> None:
    signed = openbadgeslib_peer.sign_own(did_key_of(SEED), _pem())
    report = verify(parts, write_json(signed), COMPATIBLE)
    assert report.verdict is Verdict.VALID, report.to_json()["checks"]


def _pem() -> bytes:
    pem = pem_of(PrivateKey.from_seed(SEED))
    return pem.encode()
