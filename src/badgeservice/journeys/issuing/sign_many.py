"""Signing many awards of one batch, and looking at each of them again: pure work on values.

It is done in this process or in others (``journeys.signing``), which are told what goes into a
credential and nothing of the person who gets it.
"""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from badgeservice.journeys.issuing.look_again import Likeness, look_again, own_materials
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState
from badgeservice.openbadges.bulk import BulkSigner, SignedForms
from badgeservice.openbadges.issuer import Issuer, IssuerKey
from badgeservice.openbadges.issuing import IssuerSigner, unsigned_credential
from badgeservice.openbadges.publishing import Addresses
from badgeservice.proofs.keys import PrivateKey


@dataclass(frozen=True, slots=True)
class Order:
    """What all awards of a batch have in common. ``created`` is the moment of their proofs.

    ``keys`` are the public halves; ``list_lengths`` the entries of each status list by its id.
    """

    achievement: AchievementVersion
    issuer: Issuer
    addresses: Addresses
    keys: tuple[IssuerKey, ...]
    list_lengths: tuple[tuple[str, int], ...]
    created: datetime


@dataclass(frozen=True, slots=True)
class KeyOnItsWay:
    """A signing key for a process of our own: PKCS #8 in a pipe, never on a disk or in a log."""

    pkcs8: bytes = field(repr=False)
    verification_method: str
    key_url: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What is written into the credential of one award; nobody can tell from it whose it is."""

    credential_id: str
    subject_id: str
    narrative: str | None
    awarded_at: datetime
    status_list_id: str
    status_position: int


class Desk:
    """Signs the awards of one order."""

    def __init__(
        self, order: Order, proof_key: IssuerSigner, token_key: IssuerSigner | None
    ) -> None:
        self._order = order
        self._proof_signer = proof_key.signer
        self._materials = own_materials(
            order.issuer, order.keys, order.addresses, dict(order.list_lengths)
        )
        self._signer = BulkSigner(
            order.achievement,
            order.issuer,
            order.addresses,
            proof_key,
            created=order.created,
            token_key=token_key,
        )

    def sign(self, slips: Sequence[Slip]) -> list[SignedForms]:
        """Sign all of them, in order; refuses ``NotConformant`` and ``SelfCheckFailed``.

        The one that is valid last of all is judged in full, so that no other is before its time.
        """
        order = self._order
        awards = [_award_of(slip, order) for slip in slips]
        signed = [self._signer.sign(award) for award in awards]
        latest = max(range(len(awards)), key=lambda index: awards[index].awarded_at)
        look_again(signed[latest], self._materials, now=order.created)
        likeness = Likeness(
            signed[latest], order.keys, order.issuer, order.addresses, self._proof_signer
        )
        for forms, award in zip(signed, awards, strict=True):
            unsigned = unsigned_credential(award, order.achievement, order.issuer, order.addresses)
            likeness.require(forms, award, unsigned)
        return signed


def seal(order: Order, proof_key: IssuerSigner, token_key: IssuerSigner | None) -> bytes | None:
    """Write an order and its keys for another process; None when a key cannot leave its place."""
    proof, token = _on_its_way(proof_key), token_key and _on_its_way(token_key)
    if proof is None or (token_key is not None and token is None):
        return None
    return pickle.dumps((order, proof, token))


def sign_sealed(sealed: bytes, slips: Sequence[Slip]) -> list[SignedForms]:
    """Sign awards of a sealed order, as ``Desk`` does; the desk stays until another order comes."""
    return _desk_for(sealed).sign(slips)


@lru_cache(maxsize=1)
def _desk_for(sealed: bytes) -> Desk:
    # Written by ``seal`` in the process that started this one.
    order, proof, token = pickle.loads(sealed)  # noqa: S301
    return Desk(order, _arrived(proof), token and _arrived(token))


def _on_its_way(key: IssuerSigner) -> KeyOnItsWay | None:
    if not isinstance(key.signer, PrivateKey):
        return None
    return KeyOnItsWay(key.signer.to_pkcs8(), key.verification_method, key.key_url)


def _arrived(key: KeyOnItsWay) -> IssuerSigner:
    return IssuerSigner(PrivateKey.from_pkcs8(key.pkcs8), key.verification_method, key.key_url)


def _award_of(slip: Slip, order: Order) -> Award:
    """The award as far as its credential shows it."""
    return Award(
        award_id="",
        issuer_did=order.issuer.did,
        achievement_id=order.achievement.achievement_id,
        achievement_version=order.achievement.version,
        credential_id=slip.credential_id,
        subject_id=slip.subject_id,
        recipient_name=None,
        recipient_email=None,
        narrative=slip.narrative,
        awarded_at=slip.awarded_at,
        state=AwardState.ACCEPTED,
        status_list_id=slip.status_list_id,
        status_position=slip.status_position,
        idempotency_key="",
        request_digest="",
    )
