"""What is judged must be said where it is looked for: nothing moves out of sight unnoticed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification import STRICT, VC_API, Verdict
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.contexts import bundled_contexts
from simulator import DID, LIST_URL, POSITION, Simulator, a_credential, codes_of

IRI = "https://www.w3.org/2018/credentials#"
ROOT = "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11"
Move = Callable[[JsonObject, str], None]


def a_plain_credential(**changes: Any) -> JsonObject:
    """A credential that is no badge; ``changes`` replace members, None removes one."""
    made = {
        "@context": [CREDENTIALS_V2],
        "id": ROOT,
        "type": ["VerifiableCredential"],
        "issuer": DID,
        "validFrom": "2026-11-01T09:30:00Z",
        "credentialSubject": {"id": "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22"},
    } | changes
    return {name: value for name, value in made.items() if value is not None}


REVOKED = {"credentialStatus": status_entry(LIST_URL, POSITION)}
EXPIRED = {"validUntil": "2026-11-10T00:00:00Z"}


def by_full_iri(signed: JsonObject, name: str) -> None:
    signed[f"{IRI}{name}"] = typed(name, signed.pop(name))


def by_another_name(signed: JsonObject, name: str) -> None:
    value = typed(name, signed.pop(name))
    signed["@context"] = [*signed["@context"], {"other": f"{IRI}{name}"}]
    signed["other"] = value


def in_a_nest(signed: JsonObject, name: str) -> None:
    signed["@context"] = [*signed["@context"], {"nest": "@nest"}]
    signed["nest"] = {name: signed.pop(name)}


def in_an_object_beside(signed: JsonObject, name: str) -> None:
    beside = {"id": ROOT, "type": "VerifiableCredential", name: signed.pop(name)}
    signed["@included"] = [beside]


def typed(name: str, value: Any) -> Any:
    """A value as it must be written where its term gives it no datatype."""
    if isinstance(value, str):
        return {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
    return value


@pytest.mark.parametrize("change", [REVOKED, EXPIRED], ids=["revoked", "expired"])
@pytest.mark.parametrize("move", [by_full_iri, by_another_name, in_a_nest, in_an_object_beside])
def test_a_member_that_is_moved_out_of_sight_is_missed(change: JsonObject, move: Move) -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    signed = elsewhere.sign(a_plain_credential(**change), reading=Reading.OPEN)
    assert elsewhere.verify(signed, VC_API).verdict is Verdict.INVALID
    (name,) = change
    move(signed, name)
    report = elsewhere.verify(signed, VC_API)
    assert report.verdict is not Verdict.VALID
    assert codes_of(report)["proof"] == "data.not_judged"


def test_a_badge_of_ours_cannot_lose_its_status_either() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    signed = elsewhere.sign(a_credential())
    by_full_iri(signed, "credentialStatus")
    assert codes_of(elsewhere.verify(signed, VC_API))["proof"] == "data.not_judged"
    assert elsewhere.verify(signed, STRICT).verdict is Verdict.INVALID


def test_a_credential_cannot_change_its_version_to_escape_its_end() -> None:
    elsewhere = Simulator()
    old = a_plain_credential(
        **{"@context": [CREDENTIALS_V1, "https://w3id.org/security/data-integrity/v2"]},
        validFrom=None,
        issuanceDate="2026-11-01T09:30:00Z",
        expirationDate="2026-11-10T00:00:00Z",
    )
    signed = elsewhere.sign(old, reading=Reading.OPEN)
    assert elsewhere.verify(signed, VC_API).leading_code == "time.expired"
    date = "http://www.w3.org/2001/XMLSchema#dateTime"
    names = {
        name: {"@id": f"{IRI}{name}", "@type": date} for name in ("issuanceDate", "expirationDate")
    }
    signed["@context"] = [CREDENTIALS_V2, names]
    assert elsewhere.verify(signed, VC_API).verdict is not Verdict.VALID


def test_an_end_of_the_proof_under_another_name_is_not_read_past() -> None:
    elsewhere = Simulator()
    credential = a_plain_credential()
    signed = elsewhere.sign(
        credential, reading=Reading.OPEN, extra={"expires": "2026-11-10T00:00:00Z"}
    )
    assert elsewhere.verify(signed, VC_API).leading_code == "proof.expired"
    proof = signed["proof"]
    proof["https://w3id.org/security#expiration"] = {
        "@value": proof.pop("expires"),
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
    }
    assert elsewhere.verify(signed, VC_API).verdict is not Verdict.VALID


@pytest.mark.parametrize("cryptosuite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_stands_in_its_place_is_judged_as_ever(cryptosuite: str) -> None:
    elsewhere = Simulator()
    inner = a_plain_credential(id="urn:uuid:1")
    contexts = [CREDENTIALS_V2, {"witness": {"@id": "urn:w", "@type": "@id"}}]
    credential = a_plain_credential(**{"@context": contexts}, **REVOKED, witness=inner)
    signed = elsewhere.sign(credential, reading=Reading.OPEN, cryptosuite=cryptosuite)
    report = elsewhere.verify(signed, VC_API)
    assert report.verdict is Verdict.VALID, codes_of(report)


# --- what only looks the same -----------------------------------------------------------------

_STATUS = "https://www.w3.org/ns/credentials/status#"
_CLEAR = POSITION + 1


def two_entries() -> list[JsonObject]:
    """One entry that is revoked and one that is not."""
    made = [status_entry(LIST_URL, position) for position in (POSITION, _CLEAR)]
    return [entry | {"id": f"{LIST_URL}#{number}"} for number, entry in enumerate(made)]


def test_an_entry_that_stands_twice_does_not_hide_another() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    revoked, clear = two_entries()
    signed = elsewhere.sign(
        a_plain_credential(credentialStatus=[revoked, clear]), reading=Reading.OPEN
    )
    assert elsewhere.verify(signed, VC_API).leading_code == "status.revoked"
    hidden = {"@id": revoked["id"], "@type": f"{_STATUS}BitstringStatusListEntry"}
    hidden |= {f"{_STATUS}{name}": revoked[name] for name in ("statusListIndex", "statusPurpose")}
    hidden[f"{_STATUS}statusListCredential"] = {"@id": revoked["statusListCredential"]}
    signed |= {"credentialStatus": [clear, clear], f"{IRI}credentialStatus": hidden}
    assert elsewhere.verify(signed, VC_API).verdict is not Verdict.VALID


def test_two_entries_with_one_id_are_not_judged() -> None:
    elsewhere = Simulator()
    entries = [entry | {"id": f"{LIST_URL}#one"} for entry in two_entries()]
    signed = elsewhere.sign(a_plain_credential(credentialStatus=entries), reading=Reading.OPEN)
    assert codes_of(elsewhere.verify(signed, VC_API))["proof"] == "data.not_judged"


@pytest.mark.parametrize("value", [None, [None], [], {"@set": []}], ids=str)
@pytest.mark.parametrize("name", ["credentialStatus", "validUntil"])
def test_nothing_in_its_place_shows_nothing(name: str, value: Any) -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    signed = elsewhere.sign(a_plain_credential(**REVOKED, **EXPIRED), reading=Reading.OPEN)
    by_full_iri(signed, name)
    signed[name] = value
    assert codes_of(elsewhere.verify(signed, VC_API))["proof"] == "data.not_judged"


def test_an_id_that_is_spelled_by_a_prefix_is_another_one() -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign(a_plain_credential(), reading=Reading.OPEN)
    assert elsewhere.verify(signed, VC_API).verdict is Verdict.VALID
    prefix = {"px": {"@id": "urn:uuid:", "@prefix": True}}
    signed["@context"] = [*signed["@context"], prefix]
    signed["id"] = ROOT.replace("urn:uuid:", "px:")
    assert elsewhere.verify(signed, VC_API).verdict is not Verdict.VALID


def test_a_credential_cannot_be_turned_round_to_one_inside_it() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    inner = a_plain_credential(id="urn:uuid:1")
    contexts = [CREDENTIALS_V2, {"witness": {"@id": "urn:w", "@type": "@id"}}]
    outer = elsewhere.sign(
        a_plain_credential(**{"@context": contexts}, **REVOKED, witness=inner), reading=Reading.OPEN
    )
    assert elsewhere.verify(outer, VC_API).leading_code == "status.revoked"
    back = {"back": {"@reverse": "urn:w", "@type": "@id"}}
    turned = dict(outer.pop("witness"))
    turned |= {"@context": [CREDENTIALS_V2, back], "proof": outer.pop("proof")}
    del outer["@context"]
    assert elsewhere.verify(turned | {"back": outer}, VC_API).verdict is not Verdict.VALID


def test_members_of_a_proof_mean_what_the_standard_says() -> None:
    elsewhere = Simulator()
    named = "https://w3id.org/security/data-integrity/v2"
    old = a_plain_credential(
        **{"@context": [CREDENTIALS_V1, named]},
        validFrom=None,
        issuanceDate="2026-11-01T09:30:00Z",
    )
    signed = elsewhere.sign(old, reading=Reading.OPEN, extra={"expires": "2026-11-10T00:00:00Z"})
    assert elsewhere.verify(signed, VC_API).leading_code == "proof.expired"
    text = json.dumps(bundled_contexts()[named]["@context"])
    exchanged = (
        text.replace('"nonce":', '"other":')
        .replace('"expires":', '"nonce":')
        .replace('"other":', '"expires":')
    )
    signed["@context"] = [CREDENTIALS_V1, json.loads(exchanged)]
    signed["proof"]["nonce"] = signed["proof"].pop("expires")
    report = elsewhere.verify(signed, VC_API)
    assert codes_of(report)["proof"] == "data.not_judged"
