"""Signing part by part: what ends in between is lost for nobody, and done by nobody twice."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from badgeservice.errors import IssuerSuspended, SelfCheckFailed, Unavailable
from badgeservice.journeys.bench import Bench, BenchLimits, Sitting, TooCostly
from badgeservice.journeys.issuing import finish_many as module
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.issuing.sign_many import Desk
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.signing import Signers
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.award import AwardState
from badgeservice.openbadges.verification import Verdict
from badgeservice.proofs.keys import PrivateKey
from factories import an_achievement, an_issuer, caller_of
from journeys.batches import a_batch, give, kept, lines_of, positions_used, waiting

SIGNED, ACCEPTED, REVOKED = AwardState.SIGNED, AwardState.ACCEPTED, AwardState.REVOKED


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four awards at a time, and from six on elsewhere."""
    monkeypatch.setattr(module, "PART", 4)
    monkeypatch.setattr(module, "ELSEWHERE_FROM", 6)


@pytest.fixture(scope="module")
def signing() -> Iterator[Bench]:
    bench = Bench(BenchLimits(inline_bytes=0, workers=2, seconds=60.0))
    yield bench
    bench.close()


class _PowerCut(Exception):
    """The machine stops."""


class _EndsAt:
    """A place to sign in that does two parts and then none, as told."""

    def __init__(self, end: Exception) -> None:
        self._end = end
        self._left = 2

    def __call__(self, work: Any, arguments: Any, *, size: int, seconds: float) -> Any:
        if not self._left:
            raise self._end
        self._left -= 1
        return work(*arguments)


def _ending(parts: Parts, end: Exception) -> Parts:
    place = _EndsAt(end)
    return replace(parts, signers=Signers(lambda size: Sitting(place, size), workers=1))


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (TooCostly(), Unavailable),
        (OSError("no more processes"), Unavailable),
        (SelfCheckFailed("It is not right."), SelfCheckFailed),
        (_PowerCut(), _PowerCut),
    ],
    ids=["stopped", "no process", "not right", "power cut"],
)
def test_what_ends_between_two_parts_goes_on_when_it_is_asked_again(
    parts: Parts, end: Exception, told: type[Exception]
) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club), 11)
    with pytest.raises(told):
        give(_ending(parts, end), club, batch)
    before = waiting(parts)
    assert len(before) == 3
    given = give(parts, club, batch)
    assert not given.is_new
    assert {one.state for one in given.awards} == {SIGNED}
    assert {one.award_id for one in before} == {one.award_id for one in given.awards[8:]}
    badges = [credential for _, credential in kept(parts, given)]
    assert all(verify(parts, one.document).verdict is Verdict.VALID for one in badges)
    assert positions_used(parts, club.did) == 11
    counts = [one.line.detail["awards"] for one in lines_of(parts, "credentials.issued")]
    assert counts == [4, 4, 3]


def test_what_was_left_waiting_is_signed_by_the_worker_under_the_same_ids(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club), 11)
    with pytest.raises(Unavailable):
        give(_ending(parts, TooCostly()), club, batch)
    left = {award.credential_id: award.status_position for award in waiting(parts)}
    assert finish_waiting(parts) == 3
    given = give(parts, club, batch)
    found = {award.credential_id: award.status_position for award, _ in kept(parts, given)[8:]}
    assert found == left
    assert {one.state for one in given.awards} == {SIGNED}


def test_an_issuer_that_is_suspended_meanwhile_signs_no_further_part(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club), 11)
    with pytest.raises(Unavailable):
        give(_ending(parts, TooCostly()), club, batch)
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    with pytest.raises(IssuerSuspended):
        give(parts, club, batch)
    assert len(waiting(parts)) == 3


def test_a_part_that_was_signed_before_the_suspension_is_not_kept_after_it(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = an_issuer(parts)
    original = Desk.sign

    def suspend_first(self: Desk, slips: Any) -> Any:
        with parts.database.open_store() as store:
            store.issuers.set_suspended(club.did, parts.now())
        return original(self, slips)

    monkeypatch.setattr(Desk, "sign", suspend_first)
    with pytest.raises(IssuerSuspended):
        give(parts, club, a_batch(an_achievement(parts, club)))
    assert len(waiting(parts)) == 3


def test_what_is_revoked_or_signed_meanwhile_is_left_as_it_is(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = an_issuer(parts)
    original = Desk.sign

    def others_first(self: Desk, slips: Any) -> Any:
        monkeypatch.setattr(Desk, "sign", original)
        by_name = {award.recipient_name: award.award_id for award in waiting(parts)}
        revoke(parts, caller_of(club), club.did, by_name["Persoon 1"], "Vergissing")
        assert finish_waiting(parts, limit=1) == 1
        return original(self, slips)

    monkeypatch.setattr(Desk, "sign", others_first)
    given = give(parts, club, a_batch(an_achievement(parts, club)))
    assert [one.state for one in given.awards] == [SIGNED, REVOKED, SIGNED]
    with parts.database.open_store(read_only=True) as store:
        assert store.credentials.by_id(given.awards[1].credential_id) is None
    (line,) = lines_of(parts, "credentials.issued")
    assert line.line.detail["awards"] == 1


def test_what_does_not_pass_our_own_check_never_leaves(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club))
    stranger = PrivateKey.from_seed(b"\x05" * 32)
    monkeypatch.setattr(Keyring, "signer", lambda *_: stranger)
    with pytest.raises((SelfCheckFailed, ValueError)):
        give(parts, club, batch)
    assert len(waiting(parts)) == 3


# --- in processes of our own --------------------------------------------------------------------


def test_other_processes_sign_what_this_one_would(parts: Parts, signing: Bench) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    elsewhere = replace(parts, signers=Signers(signing.sitting, workers=2))
    given = give(elsewhere, club, a_batch(achievement, 21))
    assert {one.state for one in given.awards} == {SIGNED}
    found = kept(parts, given)
    assert [award.recipient_name for award, _ in found] == [f"Persoon {n}" for n in range(21)]
    for award, credential in found:
        for form in (credential.document, str(credential.token).encode()):
            assert verify(parts, form).verdict is Verdict.VALID
        assert award.credential_id.encode() in credential.document


def test_a_process_that_is_gone_is_replaced(parts: Parts, signing: Bench) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    elsewhere = replace(parts, signers=Signers(signing.sitting, workers=2))
    give(elsewhere, club, a_batch(achievement, 8))
    worker = signing._idle.get_nowait()
    if worker is not None:
        worker._process.kill()
        worker._process.wait()
    signing._idle.put(worker)
    given = give(elsewhere, club, a_batch(achievement, 8, key="next"))
    assert {one.state for one in given.awards} == {SIGNED}


def test_processes_that_are_too_slow_leave_everything_accepted(parts: Parts) -> None:
    club = an_issuer(parts)
    batch = a_batch(an_achievement(parts, club), 8)
    hurried = Bench(BenchLimits(inline_bytes=0, workers=1, seconds=0.0001))
    with pytest.raises(Unavailable, match="process that signs"):
        give(replace(parts, signers=Signers(hurried.sitting, workers=1)), club, batch)
    hurried.close()
    assert len(waiting(parts)) == 8
    assert {one.state for one in give(parts, club, batch).awards} == {SIGNED}


class _Elsewhere:
    """A key that never leaves its place, as in an HSM."""

    def __init__(self, key: Any) -> None:
        self.algorithm = key.algorithm
        self.public_key = key.public_key
        self.sign = key.sign


def test_a_key_that_cannot_leave_its_place_signs_where_it_is(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Keyring.signer
    monkeypatch.setattr(Keyring, "signer", lambda *told: _Elsewhere(original(*told)))
    club = an_issuer(parts)
    nowhere = replace(parts, signers=Signers(lambda _: pytest.fail("it was sent"), workers=1))
    given = give(nowhere, club, a_batch(an_achievement(parts, club), 8))
    assert {one.state for one in given.awards} == {SIGNED}
