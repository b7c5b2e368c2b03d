"""A key that is revoked while a batch is being signed: what it signs then is not kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from badgeservice.errors import NoUsableKey, Unavailable
from badgeservice.journeys.bench import Sitting
from badgeservice.journeys.issuing import finish_many as module
from badgeservice.journeys.issuing.finish import finish_waiting
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.signing import Signers
from badgeservice.journeys.steering.make_keys import make_signing_key
from factories import an_achievement, an_issuer, the_city
from journeys.batches import a_batch, give, waiting


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PART", 4)
    monkeypatch.setattr(module, "ELSEWHERE_FROM", 6)


@dataclass
class _Revoking:
    """A place to sign in; what is signed there second is signed as the keys are revoked."""

    parts: Parts
    did: str
    done: int = 0

    def __call__(self, work: Any, arguments: Sequence[object], *, size: int, seconds: float) -> Any:
        signed = work(*arguments)
        self.done += 1
        if self.done == 2:
            with self.parts.database.open_store() as store:
                for key in store.keys.of_issuer(self.did):
                    store.keys.revoke(self.did, key.key_id, self.parts.now())
        return signed


def test_what_is_signed_as_its_key_is_revoked_waits_for_another_key(parts: Parts) -> None:
    club = an_issuer(parts)
    achievement = an_achievement(parts, club)
    place = _Revoking(parts, club.did)
    elsewhere = replace(parts, signers=Signers(lambda size: Sitting(place, size), workers=1))
    batch = a_batch(achievement, 12)
    with pytest.raises(Unavailable, match="revoked"):
        give(elsewhere, club, batch)
    left = waiting(parts)
    assert 8 <= len(left) <= 12
    with parts.database.open_store(read_only=True) as store:
        assert all(store.credentials.by_id(one.credential_id) is None for one in left)
    with pytest.raises(NoUsableKey):
        give(parts, club, batch)
    make_signing_key(parts, the_city(), club.did, "Ed25519")
    assert finish_waiting(parts) == len(left)
    assert waiting(parts) == ()
