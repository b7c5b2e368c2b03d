"""Issuing as the public suites ask for it: what is refused first, then what is kept as sent."""

from typing import Any

import pytest

from badgeservice.errors import InvalidRequest, NotFound, PointerNotFound, Refusal
from badgeservice.journeys.conforming.issue import issue_conforming, set_status
from badgeservice.journeys.conforming.issuers import KINDS, Form
from badgeservice.journeys.conforming.verify_credential import verify_credential
from badgeservice.openbadges.verification.policy import VC_API
from journeys.conforming.mode import EXAMPLES, V1, V2, Mode

DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
EVERY = [(kind.name, version) for kind in KINDS for version in kind.versions]
NAMES = [kind.name for kind in KINDS]
PROTECTED = {"@protected": True, "Level": "https://a.example/Level"}


def refusal_of(mode: Mode, name: str = "eddsa-rdfc-2022", **members: Any) -> Refusal:
    with pytest.raises(Refusal) as raised:
        mode.issue(mode.credential(name, **members), name)
    assert raised.value.findings
    assert all(one.pointer.startswith("/credential") for one in raised.value.findings)
    return raised.value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "members",
    [
        {"statusEntry": {"type": "BitstringStatusListEntry", "statusListIndex": True}},
        {"credentialSubject": {"id": "did:example:a", "hobby": "voetbal"}},
        {"type": ["VerifiableCredential", "NobodysCredential"]},
        {"context": [V2, "https://unknown.example/v1"]},
        {"context": [V2, {"VerifiableCredential": "https://a.example/VC"}]},
        {"context": [V2, PROTECTED, {"Level": "https://b.example/Level"}]},
        {"context": [V2, {"T": "https ://not-a-url#T"}], "type": ["VerifiableCredential", "T"]},
        {"context": [V2, {"@vocab": None}], "type": ["VerifiableCredential", "T"]},
        {"credentialSubject": {"id": "did:example:a", "name": {"id": "relative"}}},
    ],
    ids=[
        "undefined member",
        "undefined member of the subject",
        "undefined type",
        "unknown remote context",
        "redefined type",
        "redefined protected term",
        "type mapped to no URL",
        "type mapped to nothing",
        "relative id",
    ],
)
def test_what_a_signature_would_not_cover_is_refused_by_every_issuer(
    mode: Mode, name: str, members: dict[str, Any]
) -> None:
    refusal_of(mode, name, **members)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_data_model_forbids_is_refused_by_every_issuer(mode: Mode, name: str) -> None:
    assert isinstance(refusal_of(mode, name, id="no url"), InvalidRequest)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"verifiableCredential": {}, "options": {}},
        {"credential": None},
        {"credential": "eyJ.a.b"},
        {"credential": [{}]},
        {"credential": {}, "options": []},
        {"credential": {}, "options": {"mandatoryPointers": "/issuer"}},
        {"credential": {}, "options": {"mandatoryPointers": [1]}},
    ],
)
def test_a_request_of_another_shape_is_refused(mode: Mode, body: object) -> None:
    with pytest.raises(InvalidRequest):
        issue_conforming(mode.parts, mode.issuer(), mode.conformance.status_list, body)


@pytest.mark.parametrize("pointer", ["/credentialSubject/nothing", "/non/existent", "no-pointer"])
def test_a_mandatory_pointer_to_nothing_is_refused(mode: Mode, pointer: str) -> None:
    name = "ecdsa-sd-2023"
    with pytest.raises(PointerNotFound):
        mode.issue(mode.credential(name), name, mandatoryPointers=[pointer])


@pytest.mark.parametrize("name", ["bitstring", "jwt", "sd-jwt"])
def test_an_issuer_of_the_new_version_alone_refuses_the_old_one(mode: Mode, name: str) -> None:
    with pytest.raises(InvalidRequest):
        mode.issue(mode.legacy_credential(name), name)


def test_an_issuer_that_is_not_there_is_refused(mode: Mode) -> None:
    with pytest.raises(NotFound):
        mode.issuer("rsa-signature-2018")


@pytest.mark.parametrize(("name", "version"), EVERY)
def test_what_was_sent_is_kept_and_no_context_comes_in_front(
    mode: Mode, name: str, version: str
) -> None:
    sent = mode.credential(name) if version == "2.0" else mode.legacy_credential(name)
    signed = mode.issue(sent, name)
    if mode.issuer(name).kind.form in (Form.JWT, Form.SD_JWT):
        assert signed["type"] == "EnvelopedVerifiableCredential"
        assert signed["id"].startswith(f"data:{mode.issuer(name).kind.suite},")
        return
    for member in ("id", "issuer", "credentialSubject", "type"):
        assert signed[member] == sent[member]
    assert signed["@context"][: len(sent["@context"])] == sent["@context"]
    assert signed["@context"][len(sent["@context"]) :] == (
        [] if version == "2.0" else [DATA_INTEGRITY]
    )
    proof = signed["proof"]
    assert proof["cryptosuite"] == mode.issuer(name).kind.suite
    did = mode.issuer(name).did
    assert proof["verificationMethod"] == f"{did}#{did.removeprefix('did:key:')}"


@pytest.mark.parametrize(
    "members",
    [
        {"issuer": {"id": "did:example:elsewhere"}},
        {"issuer": "did:example:elsewhere"},
        {"context": [V2, EXAMPLES]},
        {"context": [V2, {"T": "https://a.example/T"}], "type": ["T", "VerifiableCredential"]},
        {"type": ["https://a.example/T", "VerifiableCredential"]},
        {"validFrom": "2001-01-01T00:00:00Z", "validUntil": "2001-01-01T00:00:01.5Z"},
        {"validFrom": "2023-02-25T19:10:39-06:00"},
        {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
        {"credentialSubject": {"name": "Alice"}, "id": None},
        {"name": [{"@value": "Hond", "@language": "nl"}, {"@value": "Dog", "@language": "en"}]},
        {"description": {"@value": "x", "@language": "en", "@direction": "ltr"}},
        {"context": [V2, "https://w3id.org/security/suites/ed25519-2020/v1"]},
    ],
)
def test_what_the_data_model_allows_is_signed(mode: Mode, members: dict[str, Any]) -> None:
    assert mode.issue(mode.credential(**members))["proof"]["proofValue"].startswith("z")


def test_a_context_that_defines_proofs_is_not_added_twice(mode: Mode) -> None:
    contexts = [V1, DATA_INTEGRITY]
    assert mode.issue(mode.legacy_credential(context=contexts))["@context"] == contexts


def test_without_pointers_what_decides_over_validity_is_mandatory(mode: Mode) -> None:
    name = "ecdsa-sd-2023"
    signed = mode.issue(mode.credential(name), name)
    assert signed["proof"]["proofValue"].startswith("u2V0A")


def test_a_status_is_added_beside_the_one_that_was_sent(fresh: Mode) -> None:
    sent = {"id": "did:example:s", "type": "https://a.example/Status"}
    signed = fresh.issue(fresh.credential("bitstring", credentialStatus=sent), "bitstring")
    assert signed["credentialStatus"][0] == sent
    assert signed["credentialStatus"][1]["statusListIndex"] == "0"


def test_a_refused_credential_takes_no_position(fresh: Mode) -> None:
    refusal_of(fresh, "bitstring", nonsense=True)
    signed = fresh.issue(fresh.credential("bitstring"), "bitstring")
    assert signed["credentialStatus"]["statusListIndex"] == "0"


@pytest.mark.parametrize(
    "body",
    [
        {"credentialStatus": {"statusPurpose": "revocation"}},
        {"credentialId": 1, "credentialStatus": {}},
        {"credentialId": "urn:a:b"},
        {"credentialId": "urn:a:b", "credentialStatus": {"statusPurpose": "suspension"}},
        {"credentialId": "urn:a:b", "credentialStatus": {}, "status": False},
    ],
)
def test_a_status_that_cannot_be_set_is_refused(mode: Mode, body: object) -> None:
    with pytest.raises(InvalidRequest):
        set_status(mode.conformance.status_list, body)


def test_only_a_credential_with_a_position_is_revoked(mode: Mode) -> None:
    with pytest.raises(NotFound):
        set_status(
            mode.conformance.status_list, {"credentialId": "urn:a:b", "credentialStatus": {}}
        )


def test_a_revoked_credential_is_no_longer_verified_at_once(mode: Mode) -> None:
    signed = mode.issue(mode.credential("bitstring"), "bitstring")
    body = {"verifiableCredential": signed}
    assert verify_credential(mode.parts, body, VC_API).is_verified
    status = {"credentialId": signed["id"], "credentialStatus": signed["credentialStatus"]}
    set_status(mode.conformance.status_list, status)
    judged = verify_credential(mode.parts, body, VC_API)
    assert judged.report.leading_code == "status.revoked"
