"""The shape of a proof: its members, its value, its moments."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from badgeservice.proofs.proof_shape import (
    has_proof_shape,
    is_date_time_stamp,
    previous_names,
    proof_options,
    read_proof_value,
    without_proof,
    write_instant,
)

OLD = {
    "type": "Ed25519Signature2020",
    "verificationMethod": "did:example:a#1",
    "proofPurpose": "assertionMethod",
    "proofValue": "z1",
}
PROOF = {**OLD, "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
MOMENT = "2026-03-01T12:00:05Z"


@pytest.mark.parametrize("proof", [OLD, PROOF], ids=["old type", "cryptosuite"])
def test_the_required_members_are_enough(proof: dict[str, Any]) -> None:
    assert has_proof_shape(proof)


@pytest.mark.parametrize(
    "member", ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"]
)
@pytest.mark.parametrize("value", [None, "", 1, True, [], ["x"], {}, {"id": "x"}], ids=str)
def test_a_required_member_is_a_text(member: str, value: Any) -> None:
    assert not has_proof_shape({**PROOF, member: value})
    assert not has_proof_shape({name: PROOF[name] for name in PROOF if name != member})


@pytest.mark.parametrize(
    "members",
    [
        {"created": MOMENT},
        {"expires": "2026-03-01T12:00:05.5+01:00"},
        # Data Integrity 1.0 section 2.1: without a zone it is UTC.
        {"expires": "2026-03-01T12:00:05"},
        {"created": "2026-03-01T12:00:05.25"},
        {"domain": "badges.example"},
        {"domain": ["a", "b"]},
        {"challenge": "1"},
        {"nonce": "1"},
        {"id": "urn:uuid:1"},
        {"previousProof": "urn:uuid:1"},
        {"previousProof": ["urn:uuid:1", "urn:uuid:2"]},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"comment": {"any": "thing"}},
    ],
    ids=str,
)
def test_an_optional_member_of_the_right_shape_is_fine(members: dict[str, Any]) -> None:
    assert has_proof_shape({**PROOF, **members})


@pytest.mark.parametrize(
    "members",
    [
        {"created": None},
        {"created": 1},
        {"created": "2026-03-01"},
        {"created": [MOMENT]},
        {"expires": "tomorrow"},
        {"domain": ""},
        {"domain": []},
        {"domain": [""]},
        {"domain": [["a"]]},
        {"challenge": ["1"]},
        {"nonce": 1},
        {"id": ["urn:uuid:1"]},
        {"previousProof": []},
        {"previousProof": [1]},
        {"previousProof": {"id": "urn:uuid:1"}},
        {"previousProof": None},
        {"comment": None},
        {"comment": []},
        {"@id": "urn:uuid:1"},
        {"@type": "DataIntegrityProof"},
        {"@graph": []},
        {"@context": None},
        {"@context": []},
    ],
    ids=str,
)
def test_any_other_shape_is_refused(members: dict[str, Any]) -> None:
    assert not has_proof_shape({**PROOF, **members})


@pytest.mark.parametrize("proof", [None, [], [PROOF], "proof", 1, {}])
def test_what_is_no_proof_object_has_no_shape(proof: Any) -> None:
    assert not has_proof_shape(proof)


def test_the_options_are_all_but_the_value() -> None:
    assert proof_options(PROOF) == {name: PROOF[name] for name in PROOF if name != "proofValue"}


def test_a_proof_value_is_read_behind_the_prefix_that_was_asked_for() -> None:
    assert read_proof_value("z2g", "z") == b"\x61"
    assert read_proof_value("uYQ", "u") == b"\x61"


@pytest.mark.parametrize("text", ["", "uYQ", "2g", "Z2g", "z0", "z2g ", "mYQ=="])
def test_a_proof_value_of_another_spelling_is_none(text: str) -> None:
    assert read_proof_value(text, "z") is None


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({}, []),
        ({"previousProof": "a"}, ["a"]),
        ({"previousProof": ["a", "b"]}, ["a", "b"]),
    ],
    ids=str,
)
def test_the_names_of_earlier_proofs_are_a_list(members: dict[str, Any], names: list[str]) -> None:
    assert previous_names(members) == names


def test_an_instant_is_written_in_whole_seconds_utc() -> None:
    local = datetime(2026, 3, 1, 13, 0, 5, 999_999, tzinfo=timezone(timedelta(hours=1)))
    assert write_instant(local) == MOMENT
    assert write_instant(datetime(33, 4, 3, tzinfo=UTC)) == "0033-04-03T00:00:00Z"


def test_an_instant_without_zone_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        write_instant(datetime.fromisoformat("2026-03-01T12:00:00"))


@pytest.mark.parametrize("proof", [{}, [], None, PROOF], ids=["empty", "list", "null", "proof"])
def test_a_proof_still_in_the_document_is_our_own_mistake(proof: Any) -> None:
    with pytest.raises(ValueError, match="take the proof out"):
        without_proof({"proof": proof})


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T12:00:05Z",
        "2026-03-01T12:00:05.123456789Z",
        "2026-03-01T12:00:05+01:00",
        "2026-03-01T12:00:05-14:00",
        "2026-03-01T12:00:05+14:00",
        "2026-03-01T24:00:00Z",
        "2026-03-01T24:00:00.00Z",
        "2024-02-29T00:00:00Z",
        "2000-02-29T00:00:00Z",
        "0000-02-29T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
    ],
)
def test_an_xsd_date_time_stamp_is_recognised(text: str) -> None:
    assert is_date_time_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-03-01",
        "12:00:05Z",
        "2026-03-01T12:00:05",
        "2026-03-01T12:00Z",
        "2026-03-01T12:00:05.Z",
        "2026-03-01T12:00:60Z",
        "2026-03-01T12:60:00Z",
        "2026-03-01T24:00:01Z",
        "2026-03-01T25:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-03-00T00:00:00Z",
        "2026-03-32T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-03-01T00:00:00+14:01",
        "2026-03-01T00:00:00+15:00",
        "2026-03-01T00:00:00+1:00",
        "2026-03-01T00:00:00+0100",
        "2026-03-01T00:00:00+01",
        "2026-03-01T00:00:00z",
        "2026-03-01t00:00:00Z",
        "2026-03-01 00:00:00Z",
        "2026-03-01T00:00:00Z\n",
        " 2026-03-01T00:00:00Z",
        "+2026-03-01T00:00:00Z",
        "026-03-01T00:00:00Z",
        "02026-03-01T00:00:00Z",
        "2026-3-1T0:0:0Z",
        "２０２６-03-01T00:00:00Z",
        "20260301T000000Z",
        "2026-W09-7T00:00:00Z",
        "2026-03-01T00:00:00.5,5Z",
        "2026-03-01T00:00:00ZZ",
    ],
)
def test_anything_else_is_no_date_time_stamp(text: str) -> None:
    assert not is_date_time_stamp(text)
