"""Issuing to many: all or none is accepted, every row gets its own badge, none gets two."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from badgeservice.errors import (
    InvalidRequest,
    IssuerSuspended,
    KeyEncryptionKeyMissing,
    NotConformant,
    NotFound,
    NoUsableKey,
    Refusal,
)
from badgeservice.journeys.issuing.batch import Recipient
from badgeservice.journeys.issuing.issue_many import issue_many, read_batch
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import AwardState
from badgeservice.openbadges.issuing import (
    IssuerSigner,
    prepare,
    sign,
    sign_token,
    unsigned_credential,
)
from badgeservice.openbadges.status_list import DEFAULT_LENGTH
from badgeservice.openbadges.verification import Verdict
from factories import an_achievement, an_award, an_issuer, caller_of, the_city
from journeys.batches import a_batch, give, kept, lines_of, positions_used, waiting

# --- who may not ------------------------------------------------------------------------------


def test_the_city_cannot_award_a_batch_in_the_name_of_a_club(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    with pytest.raises(NotFound):
        issue_many(parts, the_city(), club.did, batch)


def test_a_club_cannot_award_a_batch_in_the_name_or_the_badge_of_another(parts: Parts) -> None:
    club, other = an_issuer(parts), an_issuer(parts, "vv-elders", name="VV Elders")
    batch = a_batch(an_achievement(parts, club))
    for did in (club.did, other.did):
        with pytest.raises(NotFound):
            issue_many(parts, caller_of(other), did, batch)
    assert waiting(parts) == ()


def test_a_batch_of_another_issuer_and_no_batch_are_told_alike(parts: Parts) -> None:
    club, other = an_issuer(parts), an_issuer(parts, "vv-elders", name="VV Elders")
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    for did, batch_id in ((club.did, given.batch_id), (other.did, given.batch_id)):
        with pytest.raises(NotFound):
            read_batch(parts, caller_of(other), did, batch_id)
    with pytest.raises(NotFound):
        read_batch(parts, caller_of(club), club.did, "0" * 32)


# --- refusals leave nothing -------------------------------------------------------------------


def _refused(parts: Parts, club: Any, batch: Any, kind: type[Refusal]) -> Refusal:
    with pytest.raises(kind) as refused:
        give(parts, club, batch)
    assert waiting(parts) == ()
    assert positions_used(parts, club.did) == 0
    assert lines_of(parts, "awards.accepted") == []
    return refused.value


def test_without_a_key_nothing_is_kept(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    _refused(parts, club, a_batch(an_achievement(parts, club)), NoUsableKey)


def test_without_the_key_encryption_key_nothing_is_kept(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    _refused(replace(parts, keyring=Keyring(None)), club, batch, KeyEncryptionKeyMissing)


def test_a_suspended_issuer_awards_nothing(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    _refused(parts, club, batch, IssuerSuspended)


def test_an_unknown_achievement_is_not_found(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = replace(a_batch(an_achievement(parts, club)), achievement_id="nothing")
    _refused(parts, club, batch, NotFound)


def test_an_issuer_that_is_not_there_is_not_found(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    nobody = replace(club, did=f"{club.did}-elders")
    with pytest.raises(NotFound):
        give(parts, nobody, batch)


def test_an_achievement_that_cannot_be_signed_refuses_the_whole_batch(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    spoiled = replace(achievement, version=2, body={**achievement.body, "criteria": {}})
    with parts.database.open_store() as store:
        store.achievements.add_version(spoiled)
    refusal = _refused(parts, club, a_batch(achievement), NotConformant)
    assert refusal.findings[0].pointer == "/credentialSubject/achievement/criteria"


def test_all_faults_of_all_rows_come_at_once_and_nothing_is_kept(parts: Parts) -> None:
    club = an_issuer(parts)
    people = [
        Recipient(narrative="Goed"),
        Recipient(narrative="Goed\x07gedaan"),
        Recipient(awarded_at=datetime(2026, 11, 22, tzinfo=UTC), narrative="a\u202eb"),
        Recipient(awarded_at=datetime(2026, 6, 1)),  # noqa: DTZ001
    ]
    batch = a_batch(an_achievement(parts, club), people)
    refusal = _refused(parts, club, batch, InvalidRequest)
    assert [(one.code, one.pointer) for one in refusal.findings] == [
        ("data.control_character", "/recipients/1/narrative"),
        ("award.awarded_at", "/recipients/2/awardedAt"),
        ("data.control_character", "/recipients/2/narrative"),
        ("award.awarded_at", "/recipients/3/awardedAt"),
    ]


# --- what is issued ---------------------------------------------------------------------------


def test_every_row_gets_a_badge_that_is_valid_in_both_forms(parts: Parts) -> None:
    club = an_issuer(parts)
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    assert given.is_new
    assert {one.state for one in given.awards} == {AwardState.SIGNED}
    for _, credential in kept(parts, given):
        for form in (credential.document, str(credential.token).encode()):
            assert verify(parts, form).verdict is Verdict.VALID


def test_an_issuer_without_token_key_signs_badges_alone(parts: Parts) -> None:
    club = an_issuer(parts, keys=("Ed25519",))
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    assert [credential.token for _, credential in kept(parts, given)] == [None] * 3


def test_the_awards_stand_in_the_order_of_the_rows(parts: Parts) -> None:
    club = an_issuer(parts)
    given = give(parts, club, a_batch(an_achievement(parts, club), 40))
    assert [award.recipient_name for award, _ in kept(parts, given)] == [
        f"Persoon {number}" for number in range(40)
    ]
    assert read_batch(parts, caller_of(club), club.did, given.batch_id).awards == given.awards


def test_each_badge_has_the_bytes_that_one_alone_would_have(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    earned = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
    people = [Recipient(), Recipient(narrative="Heel goed."), Recipient(awarded_at=earned)]
    for award, credential in kept(parts, give(parts, club, a_batch(achievement, people))):
        with parts.database.open_store(read_only=True) as store:
            keys = {key.algorithm: key for key in store.keys.of_issuer(club.did)}
        proof_key, token_key = (_opened(parts, club, keys[name]) for name in ("Ed25519", "P-256"))
        prepared = prepare(unsigned_credential(award, achievement, club, parts.addresses))
        assert credential.document == sign(prepared, proof_key, created=credential.signed_at)
        assert credential.token == sign_token(prepared, token_key)


def _opened(parts: Parts, club: Any, key: Any) -> Any:
    with parts.database.open_store(read_only=True) as store:
        wrapped = store.keys.wrapped(club.did, key.key_id)
    assert wrapped is not None
    signer = parts.keyring.signer(key.verification_method, wrapped)
    key_url = parts.addresses.key(club.slug, key.key_id)
    return IssuerSigner(signer, key.verification_method, key_url)


def test_nothing_personal_is_in_a_badge_or_an_audit_line(parts: Parts) -> None:
    club = an_issuer(parts)
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    texts = [one.document.decode() + str(one.token) for _, one in kept(parts, given)]
    with parts.database.open_store() as store:
        texts.append(str(store.audit.lines(0, 100)))
    for personal in ("Persoon", "persoon", "prive.example"):
        assert not any(personal in text for text in texts)


def test_no_id_and_no_position_is_used_twice(parts: Parts) -> None:
    club = an_issuer(parts)
    given = give(parts, club, a_batch(an_achievement(parts, club), 50))
    documents = [json.loads(credential.document) for _, credential in kept(parts, given)]
    for values in (
        [one["id"] for one in documents],
        [one["credentialSubject"]["id"] for one in documents],
        [one["credentialStatus"]["id"] for one in documents],
        [one.award_id for one in given.awards],
    ):
        assert len(set(values)) == 50
    assert positions_used(parts, club.did) == 50


def test_a_batch_that_fills_a_list_goes_on_in_a_new_one(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    first = an_award(parts, achievement).award
    with parts.database.open_store() as store:
        store.status_lists.skip(first.status_list_id, DEFAULT_LENGTH - 3)
    awards = [award for award, _ in kept(parts, give(parts, club, a_batch(achievement, 5)))]
    assert [award.status_list_id == first.status_list_id for award in awards] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert len({award.status_list_id for award in awards}) == 2
    assert positions_used(parts, club.did) == 3
    credentials = [one for _, one in kept(parts, give(parts, club, a_batch(achievement, 5)))]
    assert all(verify(parts, one.document).verdict is Verdict.VALID for one in credentials)


def test_one_line_says_what_was_accepted_and_one_what_was_signed(parts: Parts) -> None:
    club = an_issuer(parts)
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    (accepted,) = lines_of(parts, "awards.accepted")
    (issued,) = lines_of(parts, "credentials.issued")
    assert accepted.line.subject == issued.line.subject == given.batch_id
    assert accepted.line.detail == issued.line.detail
    assert accepted.line.detail["awards"] == 3
    assert accepted.line.actor == caller_of(club).name
