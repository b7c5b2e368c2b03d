"""Verifying over the VC-API: what every suite signs, and everything that must not pass."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.errors import InvalidRequest, Refusal
from badgeservice.journeys.conforming.derive import derive_credential
from badgeservice.journeys.conforming.issuers import KINDS, Form
from badgeservice.journeys.conforming.verify_credential import JudgedCredential, verify_credential
from badgeservice.openbadges.verification import Policy
from badgeservice.openbadges.verification.policy import PROOF_ONLY, VC_API
from journeys.conforming.mode import Mode

EVERY = [(kind.name, version) for kind in KINDS for version in kind.versions]
EMBEDDED = [kind.name for kind in KINDS if kind.form is Form.EMBEDDED]


def judged(
    mode: Mode, credential: JsonObject, policy: Policy = VC_API, **options: Any
) -> JudgedCredential:
    body = {"verifiableCredential": credential, "options": options}
    return verify_credential(mode.parts, body, policy)


def is_verified(mode: Mode, credential: JsonObject) -> bool:
    """False also for what cannot even be judged."""
    try:
        return judged(mode, credential).is_verified
    except Refusal:
        return False


def signed_by(mode: Mode, name: str, version: str = "2.0") -> JsonObject:
    sent = mode.credential(name) if version == "2.0" else mode.legacy_credential(name)
    signed = mode.issue(sent, name)
    if name == "ecdsa-sd-2023":
        pointers = {"selectivePointers": ["/credentialSubject/id"]}
        return derive_credential({"verifiableCredential": signed, "options": pointers})
    return signed


@pytest.mark.parametrize(("name", "version"), EVERY)
@pytest.mark.parametrize("policy", [VC_API, PROOF_ONLY], ids=lambda policy: policy.name)
def test_what_an_issuer_signed_is_verified(
    mode: Mode, name: str, version: str, policy: Policy
) -> None:
    assert judged(mode, signed_by(mode, name, version), policy).is_verified


@pytest.mark.parametrize("name", EMBEDDED)
def test_a_changed_claim_is_seen(mode: Mode, name: str) -> None:
    changed = deepcopy(signed_by(mode, name))
    changed["credentialSubject"]["name"] = "Iemand anders"
    assert judged(mode, changed).report.leading_code == "proof.invalid"


@pytest.mark.parametrize("name", EMBEDDED)
@pytest.mark.parametrize(
    "member", ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"]
)
def test_a_proof_without_one_of_its_members_is_not_verified(
    mode: Mode, name: str, member: str
) -> None:
    changed = deepcopy(signed_by(mode, name))
    del changed["proof"][member]
    assert not judged(mode, changed).is_verified


@pytest.mark.parametrize("proof", [None, "text", 10, True, [], {}, [{}], [None]])
def test_something_else_than_a_proof_is_not_verified(mode: Mode, proof: object) -> None:
    assert not judged(mode, {**signed_by(mode, "eddsa-rdfc-2022"), "proof": proof}).is_verified


@pytest.mark.parametrize("member", ["@context", "issuer", "credentialSubject", "proof"])
def test_a_credential_without_one_of_its_members_is_not_verified(mode: Mode, member: str) -> None:
    changed = signed_by(mode, "eddsa-rdfc-2022")
    del changed[member]
    assert not judged(mode, changed).is_verified


@pytest.mark.parametrize("name", EMBEDDED)
def test_an_issuer_that_is_not_the_one_of_the_key_is_not_verified(mode: Mode, name: str) -> None:
    signed = mode.issue(mode.credential(name, issuer="did:example:other"), name)
    assert not judged(mode, signed).is_verified
    assert judged(mode, signed, PROOF_ONLY).is_verified


def test_a_base_proof_is_for_its_holder_alone(mode: Mode) -> None:
    signed = mode.issue(mode.credential("ecdsa-sd-2023"), "ecdsa-sd-2023")
    assert judged(mode, signed).report.leading_code == "proof.base_proof"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"expectedProofPurpose": "authentication"}, "proof.purpose"),
        ({"challenge": "u123"}, "proof.challenge"),
        ({"domain": "a.example"}, "proof.domain"),
    ],
)
def test_a_proof_that_is_not_what_was_expected_is_not_verified(
    mode: Mode, options: dict[str, str], code: str
) -> None:
    found = judged(mode, signed_by(mode, "eddsa-rdfc-2022"), **options)
    assert not found.is_verified
    assert [one.code for one in found.unexpected] == [code]


@pytest.mark.parametrize("name", ["jwt", "sd-jwt"])
def test_a_token_answers_no_challenge(mode: Mode, name: str) -> None:
    assert not judged(mode, signed_by(mode, name), challenge="u123").is_verified


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"verifiableCredential": "eyJ.a.b"},
        {"verifiableCredential": None},
        {"credential": {}},
        {"verifiableCredential": {}, "options": {"checks": "proof"}},
        {"verifiableCredential": {}, "options": {"challenge": 5}},
        {"verifiableCredential": {}, "options": {"domain": ["a"]}},
    ],
)
def test_a_request_of_another_shape_is_refused(mode: Mode, body: object) -> None:
    with pytest.raises(InvalidRequest):
        verify_credential(mode.parts, body, VC_API)


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": []},
        {"@context": "https://www.w3.org/ns/credentials/examples/v2"},
        {"id": "eyJ.a.b"},
        {"id": None},
        {"type": "VerifiableCredential"},
        {"type": None},
        {"proof": {}},
    ],
)
def test_an_envelope_of_another_shape_is_not_verified(
    mode: Mode, changes: dict[str, object]
) -> None:
    changed = {**signed_by(mode, "jwt"), **changes}
    assert not is_verified(mode, changed)


def test_checks_that_are_named_do_not_leave_out_others(mode: Mode) -> None:
    expired = mode.issue(
        mode.credential(validFrom="2001-01-01T00:00:00Z", validUntil="2001-01-01T00:00:01Z")
    )
    found = judged(mode, expired, checks=["proof"])
    assert found.report.leading_code == "time.expired"


@pytest.mark.parametrize(
    "body",
    [
        {"verifiableCredential": {}},
        {"verifiableCredential": "text"},
        {"verifiableCredential": {}, "options": {"selectivePointers": "/id"}},
    ],
)
def test_nothing_is_derived_from_what_is_no_credential(body: object) -> None:
    with pytest.raises(InvalidRequest):
        derive_credential(body)


@pytest.mark.parametrize("pointer", ["/nothing", "credentialSubject", "/credentialSubject/0"])
def test_nothing_is_derived_for_a_pointer_to_nothing(mode: Mode, pointer: str) -> None:
    signed = mode.issue(mode.credential("ecdsa-sd-2023"), "ecdsa-sd-2023")
    options = {"selectivePointers": [pointer]}
    with pytest.raises(Refusal):
        derive_credential({"verifiableCredential": signed, "options": options})


def test_nothing_is_derived_from_the_proof_of_another_suite(mode: Mode) -> None:
    options = {"selectivePointers": ["/issuer"]}
    with pytest.raises(Refusal):
        derive_credential(
            {"verifiableCredential": signed_by(mode, "eddsa-rdfc-2022"), "options": options}
        )
