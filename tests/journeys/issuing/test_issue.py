"""Issuing: one award, one credential, one position; nothing half, nothing twice."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from badgeservice.errors import (
    IdempotencyKeyReused,
    InvalidRequest,
    KeyEncryptionKeyMissing,
    NotConformant,
    NotFound,
    NoUsableKey,
    SelfCheckFailed,
)
from badgeservice.journeys.issuing.issue import AwardRequest, issue
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Verdict
from badgeservice.proofs.keys import PrivateKey
from factories import (
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
    the_city,
)

# --- who may not ------------------------------------------------------------------------------


def test_the_city_cannot_award_in_the_name_of_a_club(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    request = AwardRequest(achievement.achievement_id, "k1")
    with pytest.raises(NotFound):
        issue(parts, the_city(), club.did, request)


def test_a_club_cannot_award_in_the_name_of_another(parts: Parts) -> None:
    club, other = an_issuer(parts), an_issuer(parts, "vv-elders", name="VV Elders")
    achievement = an_achievement(parts, club)
    request = AwardRequest(achievement.achievement_id, "k1")
    with pytest.raises(NotFound):
        issue(parts, caller_of(other), club.did, request)


def test_a_club_cannot_award_the_achievement_of_another(parts: Parts) -> None:
    club, other = an_issuer(parts), an_issuer(parts, "vv-elders", name="VV Elders")
    achievement = an_achievement(parts, club)
    with pytest.raises(NotFound):
        issue(parts, caller_of(other), other.did, AwardRequest(achievement.achievement_id, "k1"))


# --- what is issued ---------------------------------------------------------------------------


def test_a_badge_is_signed_in_both_forms_and_both_are_valid(parts: Parts) -> None:
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    assert issued.is_new
    for form in (issued.credential.document, str(issued.credential.token).encode()):
        report = verify(parts, form)
        assert report.verdict is Verdict.VALID
        assert report.issuer_trust.status == "recognised"


def test_both_forms_say_the_same(parts: Parts) -> None:
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    document = json.loads(issued.credential.document)
    payload = verify(parts, str(issued.credential.token).encode()).credential
    assert payload is not None
    assert payload == verify(parts, issued.credential.document).credential
    assert payload["name"] == document["name"]


def test_nothing_of_the_recipient_is_in_the_badge(parts: Parts) -> None:
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    text = issued.credential.document.decode() + str(issued.credential.token)
    for personal in ("Sanne", "Linden", "sanne.", "example.org"):
        assert personal not in text


def test_subject_ids_of_one_person_have_nothing_in_common(parts: Parts) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    first = json.loads(an_award(parts, achievement, key="k1").credential.document)
    second = json.loads(an_award(parts, achievement, key="k2").credential.document)
    assert first["credentialSubject"]["id"] != second["credentialSubject"]["id"]
    assert first["id"] != second["id"]
    position = "statusListIndex"
    assert first["credentialStatus"][position] != second["credentialStatus"][position]


def test_the_badge_has_the_two_contexts_and_one_status_entry(parts: Parts) -> None:
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    document = json.loads(issued.credential.document)
    assert document["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert document["credentialStatus"]["type"] == "BitstringStatusListEntry"
    assert "credentialSchema" not in document
    assert "refreshService" not in document


def test_an_award_of_the_past_keeps_its_date(parts: Parts) -> None:
    earned = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)), awarded_at=earned)
    assert json.loads(issued.credential.document)["validFrom"] == "2026-06-01T18:00:00Z"


def test_an_issuer_without_token_key_still_signs_badges(parts: Parts) -> None:
    club = an_issuer(parts, keys=("Ed25519",))
    assert an_award(parts, an_achievement(parts, club)).credential.token is None


def test_an_rsa_key_signs_tokens_with_rs256(parts: Parts) -> None:
    club = an_issuer(parts, keys=("Ed25519", "RSA-2048"))
    issued = an_award(parts, an_achievement(parts, club))
    assert verify(parts, str(issued.credential.token).encode()).verdict is Verdict.VALID


# --- refusals leave nothing -------------------------------------------------------------------


def _positions_used(parts: Parts, did: str) -> int:
    with parts.database.open_store(read_only=True) as store:
        current = store.status_lists.current(did, "revocation")
    return current.next_counter if current else 0


def test_without_a_key_nothing_is_kept_and_no_position_is_used(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    achievement = an_achievement(parts, club)
    with pytest.raises(NoUsableKey):
        an_award(parts, achievement)
    assert _positions_used(parts, club.did) == 0


def test_without_the_key_encryption_key_nothing_is_kept(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    locked = replace(parts, keyring=Keyring(None))
    with pytest.raises(KeyEncryptionKeyMissing):
        an_award(locked, achievement)
    assert _positions_used(parts, club.did) == 0


def test_a_control_character_is_refused_with_its_place(parts: Parts) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    with pytest.raises(NotConformant) as refused:
        an_award(parts, achievement, narrative="Goed\x07gedaan")
    pointers = [finding.pointer for finding in refused.value.findings]
    assert pointers == ["/credentialSubject/narrative"]


def test_an_unknown_achievement_is_not_found(parts: Parts) -> None:
    club = an_issuer(parts)
    with pytest.raises(NotFound):
        issue(parts, caller_of(club), club.did, AwardRequest("nothing", "k1"))


def test_what_does_not_pass_our_own_check_never_leaves(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    stranger = PrivateKey.from_seed(b"\x05" * 32)
    monkeypatch.setattr(Keyring, "signer", lambda *_: stranger)
    with pytest.raises((SelfCheckFailed, ValueError)):
        an_award(parts, achievement)
    with parts.database.open_store(read_only=True) as store:
        (waiting,) = store.awards.waiting(10)
        assert store.credentials.by_id(waiting.credential_id) is None


@pytest.mark.parametrize("key", ["", "\0", "é", "a\n", "x" * 256])
def test_an_idempotency_key_of_another_shape_is_refused(parts: Parts, key: str) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    with pytest.raises(InvalidRequest):
        an_award(parts, achievement, key=key)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 6, 1),  # noqa: DTZ001
        datetime(1899, 12, 31, tzinfo=UTC),
        datetime(2026, 11, 22, tzinfo=UTC),
    ],
)
def test_a_moment_that_cannot_be_is_refused(parts: Parts, moment: datetime) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    with pytest.raises(InvalidRequest):
        an_award(parts, achievement, awarded_at=moment)


# --- once and only once -----------------------------------------------------------------------


def test_the_same_request_again_gives_the_same_bytes(parts: Parts) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    first = an_award(parts, achievement)
    again = an_award(parts, achievement)
    assert not again.is_new
    assert again.credential.document == first.credential.document


def test_the_same_key_for_another_request_is_refused(parts: Parts) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    an_award(parts, achievement)
    with pytest.raises(IdempotencyKeyReused):
        an_award(parts, achievement, recipient_name="Iemand anders")


def test_the_same_request_many_times_at_once_has_one_effect(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: an_award(parts, achievement), range(8)))
    assert len({answer.credential.document for answer in answers}) == 1
    assert _positions_used(parts, club.did) == 1


def test_first_awards_at_once_share_one_list_and_no_position(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda n: an_award(parts, achievement, key=f"k{n}").award, range(12))
        )
    assert len({award.status_list_id for award in answers}) == 1
    assert len({award.status_position for award in answers}) == 12
