"""Keys: only by an explicit act of the city, never in the clear, retired but never lost."""

from typing import Any

import pytest

from badgeservice.errors import InvalidRequest, NotAllowed, NotFound, NotSignedIn
from badgeservice.journeys.caller import identify
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.make_keys import give_issuer_api_key, make_signing_key
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Verdict
from factories import a_service, an_achievement, an_award, an_issuer, caller_of, the_city


def test_an_issuer_cannot_make_its_own_keys(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    with pytest.raises(NotAllowed):
        make_signing_key(parts, caller_of(club), club.did, "Ed25519")
    with pytest.raises(NotAllowed):
        give_issuer_api_key(parts, caller_of(club), club.did, "x")


def test_a_key_for_nobody_is_refused(parts: Parts) -> None:
    with pytest.raises(NotFound):
        make_signing_key(parts, the_city(), "did:web:nobody.example", "Ed25519")


def test_a_key_of_an_unknown_kind_is_refused(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    unknown: Any = "RSA-1024"
    with pytest.raises(InvalidRequest):
        make_signing_key(parts, the_city(), club.did, unknown)


def test_after_rotation_old_badges_stay_valid_and_new_ones_use_the_new_key(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    old = an_award(parts, achievement, key="old")
    fresh = make_signing_key(parts, the_city(), club.did, "Ed25519")
    new = an_award(parts, achievement, key="new")
    assert fresh.verification_method.encode() in new.credential.document
    assert fresh.verification_method.encode() not in old.credential.document
    for issued in (old, new):
        assert verify(parts, issued.credential.document).verdict is Verdict.VALID


def test_a_revoked_key_makes_what_it_signed_invalid(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    (key,) = [k for k in read_issuer(parts, club.slug).keys if k.algorithm == "Ed25519"]
    with parts.database.open_store() as store:
        store.keys.revoke(club.did, key.key_id, parts.now())
    assert verify(parts, issued.credential.document).verdict is Verdict.INVALID


def test_a_database_without_its_key_encryption_key_cannot_sign(tmp_path: Any) -> None:
    parts = a_service(tmp_path)
    an_issuer(parts)
    parts.database.close()
    stolen = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"PRIVATE" not in stolen
    assert bytes(range(32)) not in stolen


def test_an_api_key_is_known_by_its_secret_alone_and_kept_nowhere(tmp_path: Any) -> None:
    parts = a_service(tmp_path)
    club = an_issuer(parts)
    made = give_issuer_api_key(parts, the_city(), club.did, "laptop")
    assert identify(parts, made.secret).issuer_did == club.did
    parts.database.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert made.secret.encode() not in stored


@pytest.mark.parametrize("secret", [None, "", "bsk_", "bsk_wrong", "x" * 10_000])
def test_a_wrong_api_key_is_nobody(parts: Parts, secret: str | None) -> None:
    with pytest.raises(NotSignedIn):
        identify(parts, secret)
