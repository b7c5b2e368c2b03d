"""Signing many accepted awards of one achievement, part by part, and keeping what was signed."""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

from badgeservice.document import JsonObject
from badgeservice.errors import IssuerSuspended, Unavailable
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.finish import Draft, load_draft
from badgeservice.journeys.issuing.sign_many import Desk, Order, Slip, seal, sign_sealed
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import Award, KeptCredential
from badgeservice.openbadges.bulk import SignedForms
from badgeservice.store import Store

ELSEWHERE_FROM = 200
"""From so many on it is worth while to sign in other processes: less is done in a moment."""

PART = 1000
"""Awards signed at a time and kept in one transaction: enough that confirming it costs little."""


def finish_many(parts: Parts, awards: Sequence[Award], *, actor: str, subject: str) -> bool:
    """Sign accepted awards of one version of an achievement, and keep the credentials.

    Answers whether it signed all of them: not those that were revoked, or signed by somebody else,
    meanwhile. Refuses what ``load_draft`` refuses, ``SelfCheckFailed`` and ``Unavailable``; the
    parts that were kept before stay.
    """
    draft, order = _load(parts, awards)
    several = [awards[first : first + PART] for first in range(0, len(awards), PART)]
    count = 0
    with closing(_signed(parts, draft, order, several)) as signed:
        for part, forms in zip(several, signed, strict=True):
            count += _keep(parts, order, part, forms, actor=actor, subject=subject)
    return count == len(awards)


def ids_in_short(awards: Sequence[Award]) -> JsonObject:
    """What an audit line says of many awards: how many, and a digest of their ids in order."""
    written = "\n".join(award.award_id for award in awards)
    return {"awards": len(awards), "sha256": sha256(written.encode()).hexdigest()}


def _load(parts: Parts, awards: Sequence[Award]) -> tuple[Draft, Order]:
    with parts.database.open_store(read_only=True) as store:
        draft = load_draft(parts, store, awards[0])
        lengths = {
            list_id: found.length
            for list_id in {award.status_list_id for award in awards}
            if (found := store.status_lists.by_id(list_id)) is not None
        }
    order = Order(
        # The image is no part of what is signed.
        achievement=replace(draft.achievement, image_svg=""),
        issuer=draft.issuer,
        addresses=parts.addresses,
        keys=draft.keys,
        list_lengths=tuple(sorted(lengths.items())),
        created=parts.now().replace(microsecond=0),
    )
    return draft, order


def _signed(
    parts: Parts, draft: Draft, order: Order, several: Sequence[Sequence[Award]]
) -> Generator[list[SignedForms]]:
    """The forms of each part in turn, signed here or elsewhere."""
    requests = ([_slip(award) for award in part] for part in several)
    is_many = sum(map(len, several)) >= ELSEWHERE_FROM and parts.signers.workers > 0
    sealed = seal(order, draft.proof_key, draft.token_key) if is_many else None
    if sealed is not None:
        yield from parts.signers.each(sign_sealed, ((sealed, slips) for slips in requests))
        return
    desk = Desk(order, draft.proof_key, draft.token_key)
    for slips in requests:
        yield desk.sign(slips)


def _require_unrevoked(store: Store, order: Order) -> None:
    """Refuse to keep what a key signed that was revoked while it did; the awards go on waiting."""
    now = {key.key_id: key.revoked_at for key in store.keys.of_issuer(order.issuer.did)}
    if any(key.revoked_at is None and now.get(key.key_id) is not None for key in order.keys):
        detail = "A key of the issuer was revoked while badges were being signed."
        raise Unavailable(detail, hint="Send the same request again; another key will sign.")


def _slip(award: Award) -> Slip:
    return Slip(
        credential_id=award.credential_id,
        subject_id=award.subject_id,
        narrative=award.narrative,
        awarded_at=award.awarded_at,
        status_list_id=award.status_list_id,
        status_position=award.status_position,
    )


def _keep(
    parts: Parts,
    order: Order,
    part: Sequence[Award],
    forms: Sequence[SignedForms],
    *,
    actor: str,
    subject: str,
) -> int:
    """Keep what was signed of one part, all or none; answers how many were still to be signed."""
    with parts.database.open_store() as store:
        issuer = store.issuers.by_did(order.issuer.did)
        if issuer is None or issuer.suspended_at is not None:
            raise IssuerSuspended("This issuer is suspended.", hint="Ask the city why.")
        ids = [award.award_id for award in part]
        ours = store.awards.mark_all_signed(order.issuer.did, ids)
        if not ours:
            return 0
        _require_unrevoked(store, order)
        kept = [
            (award, one) for award, one in zip(part, forms, strict=True) if award.award_id in ours
        ]
        store.credentials.keep_all(
            KeptCredential(
                credential_id=award.credential_id,
                award_id=award.award_id,
                issuer_did=award.issuer_did,
                document=one.document,
                token=one.token,
                signed_at=order.created,
            )
            for award, one in kept
        )
        line = audit_line(order.created, actor, "credentials.issued", subject)
        store.audit.append(replace(line, detail=ids_in_short([award for award, _ in kept])))
    return len(kept)
