"""After a crash, a suspension or a revocation in between: nothing lost, nothing signed wrongly."""

import json
from typing import Any

import pytest

from badgeservice.errors import (
    Conflict,
    IssuerSuspended,
)
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import AwardState
from badgeservice.openbadges.verification import Verdict
from factories import (
    a_service,
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
)


class _Crash(Exception):
    """The power goes out."""


def _positions_used(parts: Parts, did: str) -> int:
    with parts.database.open_store(read_only=True) as store:
        current = store.status_lists.current(did, "revocation")
    return current.next_counter if current else 0


# --- after a crash ----------------------------------------------------------------------------


def _crash(*_: Any, **__: Any) -> Any:
    raise _Crash


def test_an_award_that_was_never_signed_is_signed_later_under_the_same_ids(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    with monkeypatch.context() as patch:
        patch.setattr("badgeservice.journeys.issuing.issue.finish", _crash)
        with pytest.raises(_Crash):
            an_award(parts, achievement)
    with parts.database.open_store(read_only=True) as store:
        (waiting,) = store.awards.waiting(10)
    assert finish_waiting(parts) == 1
    issued = an_award(parts, achievement)
    assert not issued.is_new
    assert issued.award.state is AwardState.SIGNED
    assert issued.credential.credential_id == waiting.credential_id
    document = json.loads(issued.credential.document)
    assert document["credentialStatus"]["statusListIndex"] == str(waiting.status_position)
    assert _positions_used(parts, club.did) == 1


def test_a_repeated_request_after_a_crash_finishes_what_was_begun(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    with monkeypatch.context() as patch:
        patch.setattr("badgeservice.journeys.issuing.issue.finish", _crash)
        with pytest.raises(_Crash):
            an_award(parts, achievement)
    issued = an_award(parts, achievement)
    assert not issued.is_new
    assert verify(parts, issued.credential.document).verdict is Verdict.VALID
    assert finish_waiting(parts) == 0


def _a_waiting_award(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any, Any]:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    with monkeypatch.context() as patch:
        patch.setattr("badgeservice.journeys.issuing.issue.finish", _crash)
        with pytest.raises(_Crash):
            an_award(parts, achievement)
    with parts.database.open_store(read_only=True) as store:
        (waiting,) = store.awards.waiting(10)
    return club, achievement, waiting


def test_a_suspended_issuer_signs_nothing_that_still_waits(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club, achievement, waiting = _a_waiting_award(parts, monkeypatch)
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    assert finish_waiting(parts, on_refusal=lambda *_: None) == 0
    with pytest.raises(IssuerSuspended):
        an_award(parts, achievement)
    with parts.database.open_store(read_only=True) as store:
        assert store.credentials.by_id(waiting.credential_id) is None


def test_a_suspended_issuer_is_not_recognised(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    assert verify(parts, issued.credential.document).issuer_trust.status == "unknown"


def test_a_waiting_award_that_is_revoked_is_never_signed(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club, achievement, waiting = _a_waiting_award(parts, monkeypatch)
    revoked = revoke(parts, caller_of(club), club.did, waiting.award_id, "Vergissing")
    assert revoked.state is AwardState.REVOKED
    assert finish_waiting(parts) == 0
    with pytest.raises(Conflict):
        an_award(parts, achievement)
    with parts.database.open_store(read_only=True) as store:
        assert store.credentials.by_id(waiting.credential_id) is None


def test_a_restart_loses_nothing(tmp_path: Any) -> None:
    before = a_service(tmp_path)
    issued = an_award(before, an_achievement(before, an_issuer(before)))
    before.database.close()
    after = a_service(tmp_path)
    assert verify(after, issued.credential.document).verdict is Verdict.VALID
    with after.database.open_store(read_only=True) as store:
        kept = store.credentials.by_id(issued.credential.credential_id)
    assert kept == issued.credential
