"""Verifying presentations: what must not pass first, then what suites and wallets send."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.errors import InvalidRequest, MalformedInput, Refusal, TooLarge
from badgeservice.journeys.conforming.verify_presentation import (
    JudgedPresentation,
    verify_presentation,
)
from badgeservice.openbadges.verification.policy import VC_API
from factories import NOW
from journeys.conforming.mode import EXAMPLES, V2, Mode
from journeys.conforming.presenting import (
    ANSWER,
    CHALLENGE,
    DOMAIN,
    a_presentation,
    enveloped_token,
    signed,
)

HOLDER, OTHER, TOKEN = "eddsa-rdfc-2022", "ecdsa-rdfc-2019-p256", "jwt"
INLINE = {"Wallet": "https://a.example/Wallet"}


def judged(
    mode: Mode, presentation: JsonObject, *, lenient: bool = False, **options: Any
) -> JudgedPresentation:
    body = {"verifiablePresentation": presentation, "options": options}
    return verify_presentation(mode.parts, body, VC_API, takes_unsigned_answers=lenient)


def codes(found: JudgedPresentation) -> set[str]:
    return {one.code for one in found.faults} | ({found.proof.code} if found.proof else set())


def a_credential(mode: Mode, name: str = HOLDER) -> JsonObject:
    return mode.issue(mode.credential(name), name)


def by_holder(mode: Mode, *credentials: JsonObject, **members: Any) -> JsonObject:
    return signed(a_presentation(*credentials, **members), mode.issuer(HOLDER))


def token_of(mode: Mode, presentation: JsonObject, **claims: Any) -> JsonObject:
    typ = claims.pop("typ", "vp+jwt")
    media_type = claims.pop("media_type", "application/vp+jwt")
    told = {"nonce": CHALLENGE, "aud": DOMAIN, **claims}
    return enveloped_token(presentation, mode.issuer(TOKEN), typ=typ, media_type=media_type, **told)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"challenge": "another"}, "proof.challenge"),
        ({"domain": "another.example"}, "proof.domain"),
        ({"challenge": CHALLENGE, "domain": "badges.example.org"}, "proof.domain"),
        ({"expectedProofPurpose": "assertionMethod"}, "proof.purpose"),
    ],
)
def test_a_presentation_for_another_verifier_is_not_verified(
    mode: Mode, options: dict[str, str], code: str
) -> None:
    assert code in codes(judged(mode, by_holder(mode), **options))
    told = {name: value for name, value in options.items() if name != "expectedProofPurpose"}
    if told:
        assert code in codes(judged(mode, token_of(mode, a_presentation()), **told))


def test_a_proof_that_answers_nothing_is_not_verified_where_an_answer_is_wanted(
    mode: Mode,
) -> None:
    mute = signed(a_presentation(), mode.issuer(HOLDER), nonce="n")
    assert codes(judged(mode, mute, **ANSWER)) == {"proof.challenge", "proof.domain"}


def test_an_unsigned_presentation_answers_no_challenge(mode: Mode) -> None:
    assert codes(judged(mode, a_presentation(), challenge=CHALLENGE)) == {"proof.challenge"}


def test_a_proof_for_assertions_presents_nothing(mode: Mode) -> None:
    wrong = signed(a_presentation(), mode.issuer(HOLDER), purpose="assertionMethod")
    assert codes(judged(mode, wrong)) == {"proof.purpose"}


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": None},
        {"@context": []},
        {"@context": [V2, "https://example.com"]},
        {"@context": [V2, "https ://not-a-url"]},
        {"@context": [V2, 123_192_875]},
        {"@context": [INLINE, V2]},
        {"@context": [EXAMPLES, V2]},
        {"type": None},
        {"type": ["VerifiableCredential"]},
        {"type": ["VerifiablePresentation", "Undefined"]},
        {"holder": "z6Mk"},
        {"holder": {"name": "Sanne"}},
        {"id": "no url"},
        {"verifiableCredential": ["urn:uuid:a"]},
        {"undefined": True},
    ],
)
@pytest.mark.parametrize("is_signed", [True, False])
def test_a_presentation_of_another_shape_is_not_verified(
    mode: Mode, changes: dict[str, Any], is_signed: bool
) -> None:
    whole = by_holder(mode) if is_signed else a_presentation()
    changed = {name: value for name, value in {**whole, **changes}.items() if value is not None}
    assert not judged(mode, changed).is_verified


@pytest.mark.parametrize("value", ["z5nmMBw2u9TGKd9NxxHJtyZKgjN2Eh", "", None, "u2V0A", 5])
def test_a_false_signature_is_not_verified(mode: Mode, value: object) -> None:
    changed = deepcopy(by_holder(mode))
    changed["proof"]["proofValue"] = value
    assert not judged(mode, changed).is_verified


@pytest.mark.parametrize("proof", [None, [], {}, "text", [None]])
def test_something_else_than_a_proof_is_not_verified(mode: Mode, proof: object) -> None:
    assert not judged(mode, {**a_presentation(), "proof": proof}).is_verified


def test_a_holder_who_did_not_sign_is_not_verified(mode: Mode) -> None:
    stolen = signed(a_presentation(holder=mode.issuer(OTHER).did), mode.issuer(HOLDER))
    assert codes(judged(mode, stolen)) == {"proof.key_not_authorised"}


def test_a_holder_who_did_not_sign_the_token_is_not_verified(mode: Mode) -> None:
    stolen = token_of(mode, a_presentation(holder=mode.issuer(OTHER).did))
    assert not judged(mode, stolen).is_verified


def test_a_token_issued_by_somebody_else_than_the_holder_is_not_verified(mode: Mode) -> None:
    told = a_presentation(holder=mode.issuer(TOKEN).did)
    stolen = token_of(mode, told, iss=mode.issuer(OTHER).did)
    assert codes(judged(mode, stolen)) == {"data.claim_mismatch"}


def test_one_wrong_credential_spoils_the_presentation(mode: Mode) -> None:
    wrong = deepcopy(a_credential(mode))
    wrong["credentialSubject"]["name"] = "Iemand anders"
    wrong["id"] = "urn:uuid:2c9a5c0c-6f43-4ec2-8f2f-6a2a1c5a9a55"
    found = judged(mode, by_holder(mode, a_credential(mode), wrong))
    assert not found.is_verified
    assert found.proof is not None
    assert found.proof.code == "proof.ok"


@pytest.mark.parametrize(
    "credential", [{}, {"type": ["VerifiableCredential"]}, {"@context": [V2], "type": ["Thing"]}]
)
def test_something_else_than_a_credential_spoils_the_presentation(
    mode: Mode, credential: JsonObject
) -> None:
    assert not judged(mode, a_presentation(credential)).is_verified


def test_an_unsigned_credential_spoils_the_presentation(mode: Mode) -> None:
    assert not judged(mode, by_holder(mode, mode.credential())).is_verified


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int((NOW - timedelta(hours=1)).timestamp())},
        {"nbf": int((NOW + timedelta(hours=1)).timestamp())},
        {"exp": "soon"},
        {"exp": True},
        {"typ": "vc+jwt"},
    ],
)
def test_a_token_out_of_its_time_or_of_another_kind_is_not_verified(
    mode: Mode, claims: dict[str, Any]
) -> None:
    token = token_of(mode, a_presentation(), **claims)
    try:
        is_verified = judged(mode, token).is_verified
    except MalformedInput:
        is_verified = False
    assert not is_verified


def test_the_old_claim_is_not_read_in_a_token_of_the_new_kind(mode: Mode) -> None:
    with pytest.raises(MalformedInput):
        judged(mode, token_of(mode, {"vp": a_presentation()}))


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": []},
        {"@context": [EXAMPLES]},
        {"id": "eyJ.a.b"},
        {"type": ["VerifiablePresentation"]},
        {"type": "EnvelopedVerifiableCredential"},
    ],
)
def test_an_envelope_of_another_shape_is_not_verified(
    mode: Mode, changes: dict[str, object]
) -> None:
    changed = {**token_of(mode, a_presentation()), **changes}
    try:
        is_verified = judged(mode, changed).is_verified
    except Refusal:
        is_verified = False
    assert not is_verified


@pytest.mark.parametrize("body", [None, {}, {"verifiablePresentation": "eyJ.a.b"}])
def test_a_request_of_another_shape_is_refused(mode: Mode, body: object) -> None:
    with pytest.raises(InvalidRequest):
        verify_presentation(mode.parts, body, VC_API)


def test_too_many_credentials_are_refused(mode: Mode) -> None:
    with pytest.raises(TooLarge):
        judged(mode, a_presentation(*[{}] * 51))


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"verifiableCredential": None},
        {"id": "urn:uuid:5f1f8f0e-4a7d-4a13-8f0a-5c1d9c2b7a10"},
        {"context": [V2, EXAMPLES]},
        {"context": [V2, INLINE], "type": ["VerifiablePresentation", "Wallet"]},
    ],
)
def test_a_sound_presentation_is_verified(mode: Mode, members: dict[str, Any]) -> None:
    assert judged(mode, by_holder(mode, **members), **ANSWER).is_verified
    assert judged(mode, a_presentation(**members)).is_verified


@pytest.mark.parametrize("as_object", [True, False])
def test_a_holder_who_signed_is_verified(mode: Mode, as_object: bool) -> None:
    did = mode.issuer(HOLDER).did
    assert judged(mode, by_holder(mode, holder={"id": did} if as_object else did)).is_verified


@pytest.mark.parametrize("name", [HOLDER, OTHER, "eddsa-jcs-2022", TOKEN, "sd-jwt", "bitstring"])
def test_credentials_of_every_kind_may_be_presented(mode: Mode, name: str) -> None:
    another = mode.issue(mode.credential(id="urn:uuid:2c9a5c0c-6f43-4ec2-8f2f-6a2a1c5a9a55"))
    shown = by_holder(mode, a_credential(mode, name), another)
    assert judged(mode, shown, **ANSWER).is_verified


@pytest.mark.parametrize("name", ["ecdsa-rdfc-2019-p384", "eddsa-jcs-2022", "ecdsa-jcs-2019-p256"])
def test_a_holder_may_sign_with_every_suite(mode: Mode, name: str) -> None:
    holder = mode.issuer(name)
    assert judged(mode, signed(a_presentation(holder=holder.did), holder), **ANSWER).is_verified


def test_a_presentation_in_a_token_is_verified(mode: Mode) -> None:
    told = a_presentation(a_credential(mode), holder=mode.issuer(TOKEN).did)
    assert judged(mode, token_of(mode, told), **ANSWER).is_verified


def test_the_old_claim_is_read_in_a_token_of_the_old_kind(mode: Mode) -> None:
    told = a_presentation(a_credential(mode, TOKEN), holder=mode.issuer(TOKEN).did)
    token = token_of(
        mode, {"vp": told}, typ="JWT", media_type="application/jwt", iss=mode.issuer(TOKEN).did
    )
    assert judged(mode, token, challenge=CHALLENGE).is_verified


def test_a_suite_may_hand_in_a_challenge_with_what_nobody_signed(mode: Mode) -> None:
    assert judged(mode, a_presentation(), lenient=True, **ANSWER).is_verified
