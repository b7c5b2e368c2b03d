"""1EdTechRevocationList: read for old badges, by the letter, and never trusted for others."""

from typing import Any

import pytest

from badgeservice.openbadges.verification import Outcome, Published, Unreachable
from badgeservice.openbadges.verification.materials import KnownStatus, Materials
from badgeservice.openbadges.verification.policy import VC_API
from badgeservice.openbadges.verification.status_check import check_status
from badgeservice.openbadges.verification.status_check.legacy_status import revocation_code
from badgeservice.openbadges.verification.submission import unwrap
from badgeservice.proofs.strict_json import write_json
from simulator import DID, NOW, a_credential

URL = "https://issuer.example/revocations"
ID = "urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a11"
OTHER = "urn:uuid:00000000-0000-4000-8000-000000000000"


def a_list(*entries: Any, **changes: Any) -> bytes:
    listed = {"id": URL, "type": ["1EdTechRevocationList"], "issuer": DID}
    return write_json(listed | {"revokedCredential": list(entries)} | changes)


def code_of(body: bytes, credential_id: object = ID, issuer_id: str | None = DID) -> str:
    return revocation_code(body, url=URL, credential_id=credential_id, issuer_id=issuer_id)


@pytest.mark.parametrize(
    "entries",
    [
        ({"id": ID},),
        ({"id": ID, "revoked": True},),
        ({"id": ID, "revoked": True, "revocationReason": "Vergissing."},),
        ({"id": OTHER}, {"id": ID}),
        ({"id": ID, "revoked": False}, {"id": ID}),
    ],
)
def test_a_credential_on_the_list_is_revoked(entries: tuple[Any, ...]) -> None:
    assert code_of(a_list(*entries)) == "status.revoked"


@pytest.mark.parametrize(
    "entries",
    [(), ({"id": OTHER},), ({"id": ID, "revoked": False},), ({"id": f"{ID} "},)],
)
def test_a_credential_that_is_not_on_it_is_not_revoked(entries: tuple[Any, ...]) -> None:
    assert code_of(a_list(*entries)) == "status.ok"


def test_a_single_entry_may_stand_without_an_array() -> None:
    assert code_of(a_list(revokedCredential={"id": ID})) == "status.revoked"


@pytest.mark.parametrize("issuer", [DID, {"id": DID}, {"id": DID, "type": ["Profile"]}])
def test_the_issuer_may_be_an_id_or_a_profile(issuer: object) -> None:
    assert code_of(a_list({"id": ID}, issuer=issuer)) == "status.revoked"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b"null",
        b'{"revokedCredential": []}',
        a_list({"id": ID}, issuer="did:web:other.example"),
        a_list({"id": ID}, issuer={"id": "did:web:other.example"}),
        a_list({"id": ID}, issuer=[DID]),
        a_list({"id": ID}, issuer=None),
        a_list({"id": ID}, id="https://issuer.example/other"),
        a_list({"id": ID}, id=None),
        a_list(revokedCredential=None),
        a_list(revokedCredential=ID),
        a_list(revokedCredential=[ID]),
        a_list(revokedCredential=[None]),
        a_list(revokedCredential=[{}]),
        a_list({"id": [ID]}),
        a_list({"id": ID, "revoked": "true"}),
        a_list({"id": ID, "revoked": None}),
        a_list({"id": ID, "revoked": 0}),
        a_list({"id": OTHER, "revoked": 1}),
        a_list({"id": OTHER}).replace(b'"id":"urn', b'"id":"x","id":"urn'),
    ],
)
def test_a_list_of_another_shape_or_issuer_tells_nothing(body: bytes) -> None:
    assert code_of(body) == "status.list_invalid"


def test_without_an_issuer_nobody_s_list_counts() -> None:
    assert code_of(a_list({"id": ID}, issuer=None), issuer_id=None) == "status.list_invalid"


@pytest.mark.parametrize("credential_id", [None, 5, ["x"]])
def test_a_credential_without_id_cannot_be_on_a_list(credential_id: object) -> None:
    assert code_of(a_list(), credential_id) == "status.range"


def checked(source: Any, **entry: Any) -> Any:
    status = {"id": URL, "type": "1EdTechRevocationList"} | entry
    submission = unwrap(write_json(a_credential(credentialStatus=status)))
    materials = Materials(status_lists={} if source is None else {URL: source})
    return check_status(submission, materials, now=NOW, policy=VC_API)


def test_the_check_reads_the_list_and_tells_its_age() -> None:
    check = checked(Published(a_list({"id": ID}), age_seconds=12))
    assert (check.outcome, check.code, check.age_seconds) == (Outcome.FAIL, "status.revoked", 12)
    assert checked(Published(a_list())).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("source", "entry", "code"),
    [
        (None, {}, "status.unreachable"),
        (Unreachable("status.unreachable"), {}, "status.unreachable"),
        (Unreachable("budget.exceeded"), {}, "budget.exceeded"),
        (KnownStatus(DID, "revocation", 131_072, frozenset()), {}, "status.list_invalid"),
        (None, {"id": 5}, "status.unsupported"),
        (None, {"id": "http://issuer.example/revocations"}, "status.unsupported"),
        (None, {"id": "urn:x"}, "status.unsupported"),
    ],
)
def test_trouble_with_the_list_is_unknown(source: Any, entry: dict[str, Any], code: str) -> None:
    check = checked(source, **entry)
    assert (check.outcome, check.code) == (Outcome.UNKNOWN, code)
