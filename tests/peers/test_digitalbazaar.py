"""Digital Bazaar's libraries (and ``jose``) verify what we sign, and we verify what they sign."""

from collections.abc import Callable

import pytest

from badgeservice.errors import UnsignedTerm
from badgeservice.openbadges.status_list import StatusBits
from peers.answers import assert_refused
from peers.digitalbazaar.client import DigitalBazaar, Refused
from peers.documents import STATUS_LIST_URL, JsonObject, basic, rich, status_list
from peers.ours import (
    ES256,
    RS256,
    OurIssuer,
    did_key_of,
    make_issuer,
    pem_of,
    verify_embedded,
    verify_token,
    with_claims,
)
from peers.tampering import add_undefined_term, change_each_leaf, find_unnoticed, remove_each_member

Published = dict[str, JsonObject]

SEED = bytes(reversed(range(32)))
TOKEN_KEYS = pytest.mark.parametrize(
    ("fragment", "algorithm"), [(ES256, "ES256"), (RS256, "RS256")]
)


# --- we sign, they verify ---------------------------------------------------------------------


def test_they_verify_our_credential(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    answer = digitalbazaar.verify_embedded(our_issuer.sign_embedded(unsigned), published)
    assert answer.verified, answer.reason
    assert answer.statuses == (False,)


def test_they_see_that_our_credential_is_revoked(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    unsigned: JsonObject,
    published: Published,
    revoking_list: JsonObject,
) -> None:
    revoked = published | {STATUS_LIST_URL: our_issuer.sign_embedded(revoking_list)}
    answer = digitalbazaar.verify_embedded(our_issuer.sign_embedded(unsigned), revoked)
    assert answer.verified, answer.reason
    assert answer.statuses == (True,)


def test_they_verify_our_endorsement_inside_our_credential(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, endorsed: JsonObject, published: Published
) -> None:
    answer = digitalbazaar.verify_embedded(our_issuer.sign_embedded(endorsed), published)
    assert answer.verified, answer.reason


def test_they_refuse_our_credential_with_any_leaf_changed(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, published: Published
) -> None:
    signed = our_issuer.sign_embedded(basic(our_issuer.did))
    unnoticed = find_unnoticed(
        signed, change_each_leaf, lambda changed: digitalbazaar.verify_embedded(changed, published)
    )
    assert unnoticed == []


def test_they_refuse_our_credential_with_an_undefined_term_added(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    padded = add_undefined_term(our_issuer.sign_embedded(unsigned))
    assert_refused(digitalbazaar.verify_embedded(padded, published), "did not expand")


def test_they_refuse_our_credential_signed_with_a_key_we_do_not_publish(
    digitalbazaar: DigitalBazaar,
    other_issuer: OurIssuer,
    unsigned: JsonObject,
    published: Published,
) -> None:
    assert_refused(
        digitalbazaar.verify_embedded(other_issuer.sign_embedded(unsigned), published),
        "Invalid signature",
    )


def test_they_refuse_a_status_list_signed_with_a_key_we_do_not_publish(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    other_issuer: OurIssuer,
    unsigned: JsonObject,
    published: Published,
    clear_list: JsonObject,
) -> None:
    forged = published | {STATUS_LIST_URL: other_issuer.sign_embedded(clear_list)}
    assert_refused(
        digitalbazaar.verify_embedded(our_issuer.sign_embedded(unsigned), forged),
        "Invalid signature",
    )


def test_they_refuse_a_status_list_of_another_issuer(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    stranger = make_issuer("did:web:elsewhere.example", bytes(range(32, 64)))
    its_list = stranger.sign_embedded(status_list(stranger.did, StatusBits.empty().encode()))
    answer = digitalbazaar.verify_embedded(
        our_issuer.sign_embedded(unsigned),
        published | {stranger.did: stranger.document(), STATUS_LIST_URL: its_list},
    )
    assert_refused(answer, "do not match")


def test_they_refuse_a_key_that_is_not_for_assertions(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, unsigned: JsonObject, published: Published
) -> None:
    withdrawn = published | {our_issuer.did: our_issuer.document() | {"assertionMethod": []}}
    assert_refused(
        digitalbazaar.verify_embedded(our_issuer.sign_embedded(unsigned), withdrawn),
        "not authorized by controller",
    )


# --- they sign, we verify ---------------------------------------------------------------------


@pytest.mark.parametrize("make", [basic, rich])
def test_we_verify_their_credential_from_a_did_key(
    digitalbazaar: DigitalBazaar, make: Callable[[str], JsonObject]
) -> None:
    signed = digitalbazaar.sign_embedded(make(did_key_of(SEED)), seed=SEED)
    answer = verify_embedded(signed, {})
    assert answer.verified, answer.reason


def test_the_same_key_gives_the_same_proof_on_both_sides(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, unsigned: JsonObject
) -> None:
    ours = our_issuer.sign_embedded(unsigned)
    method = ours["proof"]["verificationMethod"]
    theirs = digitalbazaar.sign_embedded(unsigned, seed=bytes(range(32)), method=method)
    assert theirs["proof"] == ours["proof"]


def test_we_refuse_their_credential_with_any_leaf_changed(digitalbazaar: DigitalBazaar) -> None:
    signed = digitalbazaar.sign_embedded(rich(did_key_of(SEED)), seed=SEED)
    unnoticed = find_unnoticed(
        signed, change_each_leaf, lambda changed: verify_embedded(changed, {})
    )
    assert unnoticed == []


def test_we_refuse_their_credential_with_any_leaf_removed(digitalbazaar: DigitalBazaar) -> None:
    signed = digitalbazaar.sign_embedded(rich(did_key_of(SEED)), seed=SEED)
    unnoticed = find_unnoticed(
        signed, remove_each_member, lambda changed: verify_embedded(changed, {})
    )
    assert unnoticed == []


def test_we_refuse_their_credential_with_an_undefined_term_added(
    digitalbazaar: DigitalBazaar,
) -> None:
    signed = digitalbazaar.sign_embedded(basic(did_key_of(SEED)), seed=SEED)
    answer = verify_embedded(add_undefined_term(signed), {})
    assert_refused(answer, "unsigned-term")


def test_we_refuse_their_credential_in_the_name_of_another_did_key(
    digitalbazaar: DigitalBazaar,
) -> None:
    victim = did_key_of(bytes(32))
    method = f"{victim}#{victim.removeprefix('did:key:')}"
    forged = digitalbazaar.sign_embedded(basic(victim), seed=SEED, method=method)
    assert_refused(verify_embedded(forged, {}), "signature-wrong")


def test_neither_side_signs_an_undefined_term(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer
) -> None:
    padded = add_undefined_term(basic(our_issuer.did))
    with pytest.raises(UnsignedTerm):
        our_issuer.sign_embedded(padded)
    with pytest.raises(Refused):
        digitalbazaar.sign_embedded(padded, seed=SEED, method=f"{our_issuer.did}#x")


# --- VC-JWT, with jose ------------------------------------------------------------------------


@TOKEN_KEYS
def test_jose_verifies_our_token(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    unsigned: JsonObject,
    fragment: str,
    algorithm: str,
) -> None:
    token = our_issuer.sign_token(unsigned, fragment)
    answer = digitalbazaar.verify_token(token, our_issuer.jwk(fragment), algorithm)
    assert answer.verified, answer.reason


@TOKEN_KEYS
def test_jose_refuses_our_token_under_another_key(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    other_issuer: OurIssuer,
    fragment: str,
    algorithm: str,
) -> None:
    token = our_issuer.sign_token(basic(our_issuer.did), fragment)
    assert_refused(
        digitalbazaar.verify_token(token, other_issuer.jwk(fragment), algorithm),
        "signature verification failed",
    )


@TOKEN_KEYS
def test_we_verify_the_token_of_jose(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    unsigned: JsonObject,
    fragment: str,
    algorithm: str,
) -> None:
    token = _their_token(digitalbazaar, our_issuer, unsigned, fragment, algorithm)
    answer = verify_token(token, our_issuer.jwk(fragment))
    assert answer.verified, answer.reason


@TOKEN_KEYS
def test_we_refuse_the_token_of_jose_under_another_key(
    digitalbazaar: DigitalBazaar,
    our_issuer: OurIssuer,
    other_issuer: OurIssuer,
    fragment: str,
    algorithm: str,
) -> None:
    token = _their_token(digitalbazaar, our_issuer, basic(our_issuer.did), fragment, algorithm)
    assert_refused(verify_token(token, other_issuer.jwk(fragment)), "signature-wrong")


@TOKEN_KEYS
def test_we_refuse_the_token_of_jose_with_another_payload(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, fragment: str, algorithm: str
) -> None:
    signed, other = (
        _their_token(digitalbazaar, our_issuer, make(our_issuer.did), fragment, algorithm)
        for make in (basic, rich)
    )
    header, _, signature = signed.split(".")
    payload = other.split(".")[1]
    assert_refused(
        verify_token(f"{header}.{payload}.{signature}", our_issuer.jwk(fragment)), "signature-wrong"
    )


def _their_token(
    digitalbazaar: DigitalBazaar,
    issuer: OurIssuer,
    credential: JsonObject,
    fragment: str,
    algorithm: str,
) -> str:
    return digitalbazaar.sign_token(
        with_claims(credential),
        algorithm=algorithm,
        kid=issuer.method(fragment),
        pkcs8=pem_of(issuer.keys[fragment]),
    )
