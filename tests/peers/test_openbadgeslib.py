"""The library ``openbadgeslib`` verifies what we sign, and we verify what it signs."""

import pytest

from badgeservice.proofs.keys import PrivateKey
from peers import openbadgeslib_peer as peer
from peers.answers import assert_refused
from peers.documents import STATUS_LIST_URL, JsonObject, basic, rich
from peers.ours import (
    EMBEDDED,
    ES256,
    RS256,
    OurIssuer,
    did_key_of,
    pem_of,
    verify_embedded,
    verify_token,
    with_claims,
)
from peers.tampering import add_undefined_term, change_each_leaf, find_unnoticed, remove_each_member

Published = dict[str, JsonObject]

SEED = bytes(range(32))
TOKEN_KEYS = pytest.mark.parametrize(
    ("fragment", "algorithm"), [(ES256, "ES256"), (RS256, "RS256")]
)


# --- we sign, it verifies ---------------------------------------------------------------------


def test_it_verifies_our_credential(
    our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    signed = our_issuer.sign_embedded(unsigned)
    answer = peer.verify_embedded(signed, published, signed_list_needed=False)
    assert answer.verified, answer.reason


def test_it_verifies_our_credential_against_our_status_list_as_a_token(
    our_issuer: OurIssuer, unsigned: JsonObject, published: Published, clear_list: JsonObject
) -> None:
    as_token = published | {STATUS_LIST_URL: our_issuer.sign_token(clear_list, ES256)}
    answer = peer.verify_embedded(our_issuer.sign_embedded(unsigned), as_token)
    assert answer.verified, answer.reason


def test_it_verifies_our_endorsement_inside_our_credential(
    our_issuer: OurIssuer, endorsed: JsonObject, published: Published
) -> None:
    signed = our_issuer.sign_embedded(endorsed)
    answer = peer.verify_embedded(signed, published, signed_list_needed=False)
    assert answer.verified, answer.reason


def test_it_refuses_our_revoked_credential(
    our_issuer: OurIssuer, unsigned: JsonObject, published: Published, revoking_list: JsonObject
) -> None:
    revoked = published | {STATUS_LIST_URL: our_issuer.sign_embedded(revoking_list)}
    signed = our_issuer.sign_embedded(unsigned)
    answer = peer.verify_embedded(signed, revoked, signed_list_needed=False)
    assert_refused(answer, "revocation")


def test_it_refuses_our_credential_with_any_leaf_changed(
    our_issuer: OurIssuer, published: Published
) -> None:
    signed = our_issuer.sign_embedded(basic(our_issuer.did))
    unnoticed = find_unnoticed(
        signed,
        change_each_leaf,
        lambda changed: peer.verify_embedded(changed, published, signed_list_needed=False),
    )
    assert unnoticed == []


def test_it_refuses_our_credential_with_an_undefined_term_added(
    our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    padded = add_undefined_term(our_issuer.sign_embedded(unsigned))
    assert_refused(peer.verify_embedded(padded, published, signed_list_needed=False), "bonusPoints")


def test_it_refuses_our_credential_signed_with_a_key_we_do_not_publish(
    other_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    signed = other_issuer.sign_embedded(unsigned)
    assert_refused(
        peer.verify_embedded(signed, published, signed_list_needed=False), "signature mismatch"
    )


# --- it signs, we verify ----------------------------------------------------------------------


def test_we_verify_its_own_credential_from_a_did_key() -> None:
    issuer, key = _its_issuer()
    answer = verify_embedded(peer.sign_own(issuer, key), {})
    assert answer.verified, answer.reason


def test_it_gives_the_same_proof_for_our_document_as_we_do(
    our_issuer: OurIssuer, unsigned: JsonObject
) -> None:
    ours = our_issuer.sign_embedded(unsigned)
    key = pem_of(our_issuer.keys[EMBEDDED]).encode()
    assert peer.sign_embedded(unsigned, key, our_issuer.method(EMBEDDED)) == ours


def test_we_refuse_its_credential_with_any_leaf_changed() -> None:
    issuer, key = _its_issuer()
    unnoticed = find_unnoticed(
        peer.sign_own(issuer, key), change_each_leaf, lambda changed: verify_embedded(changed, {})
    )
    assert unnoticed == []


def test_we_refuse_its_credential_with_any_leaf_removed() -> None:
    issuer, key = _its_issuer()
    unnoticed = find_unnoticed(
        peer.sign_own(issuer, key), remove_each_member, lambda changed: verify_embedded(changed, {})
    )
    assert unnoticed == []


def test_we_refuse_its_credential_with_an_undefined_term_added() -> None:
    issuer, key = _its_issuer()
    answer = verify_embedded(add_undefined_term(peer.sign_own(issuer, key)), {})
    assert_refused(answer, "unsigned-term")


def test_we_refuse_an_undefined_term_that_it_left_out_of_its_signature(
    our_issuer: OurIssuer, published: Published
) -> None:
    padded = add_undefined_term(basic(our_issuer.did))
    key = pem_of(our_issuer.keys[EMBEDDED]).encode()
    signed = peer.sign_embedded(padded, key, our_issuer.method(EMBEDDED))
    answer = verify_embedded(signed, published)
    assert_refused(answer, "unsigned-term")


def test_we_refuse_its_credential_in_the_name_of_another_did_key() -> None:
    victim = did_key_of(bytes(32))
    _, key = _its_issuer()
    method = f"{victim}#{victim.removeprefix('did:key:')}"
    assert_refused(
        verify_embedded(peer.sign_embedded(basic(victim), key, method), {}), "signature-wrong"
    )


# --- VC-JWT -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fragment", [ES256, RS256])
def test_it_verifies_our_token(
    our_issuer: OurIssuer, unsigned: JsonObject, published: Published, fragment: str
) -> None:
    token = our_issuer.sign_token(unsigned, fragment)
    answer = peer.verify_token(token, our_issuer.did, published, signed_list_needed=False)
    assert answer.verified, answer.reason


@pytest.mark.parametrize("fragment", [ES256, RS256])
def test_it_verifies_our_status_list_as_a_token_of_the_first_key(
    our_issuer: OurIssuer, unsigned: JsonObject, clear_list: JsonObject, fragment: str
) -> None:
    published = {
        our_issuer.did: our_issuer.document(first=fragment),
        STATUS_LIST_URL: our_issuer.sign_token(clear_list, fragment),
    }
    token = our_issuer.sign_token(unsigned, fragment)
    answer = peer.verify_token(token, our_issuer.did, published)
    assert answer.verified, answer.reason


@pytest.mark.parametrize("fragment", [ES256, RS256])
def test_it_refuses_our_revoked_token(
    our_issuer: OurIssuer, unsigned: JsonObject, revoking_list: JsonObject, fragment: str
) -> None:
    published = {
        our_issuer.did: our_issuer.document(first=fragment),
        STATUS_LIST_URL: our_issuer.sign_token(revoking_list, fragment),
    }
    answer = peer.verify_token(our_issuer.sign_token(unsigned, fragment), our_issuer.did, published)
    assert_refused(answer, "revocation")


@pytest.mark.parametrize("fragment", [ES256, RS256])
def test_it_refuses_our_token_signed_with_a_key_we_do_not_publish(
    our_issuer: OurIssuer, other_issuer: OurIssuer, published: Published, fragment: str
) -> None:
    token = other_issuer.sign_token(basic(our_issuer.did), fragment)
    answer = peer.verify_token(token, our_issuer.did, published, signed_list_needed=False)
    assert_refused(answer, "Invalid signature")


@TOKEN_KEYS
def test_we_verify_its_token(
    our_issuer: OurIssuer, unsigned: JsonObject, fragment: str, algorithm: str
) -> None:
    token = _its_token(our_issuer, unsigned, fragment, algorithm)
    answer = verify_token(token, our_issuer.jwk(fragment))
    assert answer.verified, answer.reason


@TOKEN_KEYS
def test_we_refuse_its_token_under_another_key(
    our_issuer: OurIssuer, other_issuer: OurIssuer, fragment: str, algorithm: str
) -> None:
    token = _its_token(our_issuer, basic(our_issuer.did), fragment, algorithm)
    assert_refused(verify_token(token, other_issuer.jwk(fragment)), "signature-wrong")


@TOKEN_KEYS
def test_we_refuse_its_token_with_another_payload(
    our_issuer: OurIssuer, fragment: str, algorithm: str
) -> None:
    signed, other = (
        _its_token(our_issuer, make(our_issuer.did), fragment, algorithm) for make in (basic, rich)
    )
    header, _, signature = signed.split(".")
    payload = other.split(".")[1]
    assert_refused(
        verify_token(f"{header}.{payload}.{signature}", our_issuer.jwk(fragment)), "signature-wrong"
    )


def _its_issuer() -> tuple[str, bytes]:
    """The ``did:key`` of the library's issuer and its private key in PEM."""
    return did_key_of(SEED), pem_of(PrivateKey.from_seed(SEED)).encode()


def _its_token(issuer: OurIssuer, credential: JsonObject, fragment: str, algorithm: str) -> str:
    key = pem_of(issuer.keys[fragment]).encode()
    return peer.sign_token(with_claims(credential), key, algorithm)
