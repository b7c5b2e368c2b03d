"""Signing an accepted award, looking at it again, and keeping it: also after a crash."""

from collections.abc import Callable
from dataclasses import dataclass

from badgeservice.errors import (
    Conflict,
    IssuerSuspended,
    NotFound,
    NoUsableKey,
    Refusal,
)
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.issuing.look_again import look_again, own_materials
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState, KeptCredential
from badgeservice.openbadges.bulk import SignedForms
from badgeservice.openbadges.issuer import Issuer, IssuerKey
from badgeservice.openbadges.issuing import (
    IssuerSigner,
    Prepared,
    prepare,
    sign,
    sign_token,
    unsigned_credential,
)
from badgeservice.store import Store

_TOKEN_ALGORITHMS = ("P-256", "RSA-2048")


@dataclass(frozen=True, slots=True)
class Draft:
    """An accepted award with all that signing it needs, read in one transaction."""

    award: Award
    achievement: AchievementVersion
    issuer: Issuer
    keys: tuple[IssuerKey, ...]
    proof_key: IssuerSigner
    token_key: IssuerSigner | None
    status_length: int


def load_draft(parts: Parts, store: Store, award: Award) -> Draft:
    """Everything needed to sign an award that still may be.

    Refuses ``IssuerSuspended``, ``NoUsableKey``, ``KeyEncryptionKeyMissing``, and ``Conflict``
    for an award that was revoked meanwhile.
    """
    issuer = store.issuers.by_did(award.issuer_did)
    achievement = store.achievements.version(award.achievement_id, award.achievement_version)
    status_list = store.status_lists.by_id(award.status_list_id)
    if issuer is None or achievement is None or status_list is None:
        raise NotFound("The award refers to something that is not there.")
    if issuer.suspended_at is not None:
        raise IssuerSuspended("This issuer is suspended.", hint="Ask the city why.")
    if award.state is AwardState.REVOKED:
        detail = "The award was revoked before it was signed."
        raise Conflict(detail, hint="Make a new award if it is to be given after all.")
    keys = tuple(store.keys.of_issuer(issuer.did))
    proof_key = _signer(parts, store, issuer, keys, ("Ed25519",))
    if proof_key is None:
        detail = "The issuer has no Ed25519 key to sign badges with."
        raise NoUsableKey(detail, hint="The city makes keys for an issuer by an explicit act.")
    return Draft(
        award=award,
        achievement=achievement,
        issuer=issuer,
        keys=keys,
        proof_key=proof_key,
        token_key=_signer(parts, store, issuer, keys, _TOKEN_ALGORITHMS),
        status_length=status_list.length,
    )


def finish(parts: Parts, draft: Draft, *, actor: str) -> KeptCredential:
    """Sign, verify independently, keep. Refuses ``SelfCheckFailed``: then nothing leaves."""
    award = draft.award
    prepared = prepare(unsigned_credential(award, draft.achievement, draft.issuer, parts.addresses))
    signed_at = parts.now().replace(microsecond=0)
    kept = KeptCredential(
        credential_id=award.credential_id,
        award_id=award.award_id,
        issuer_did=award.issuer_did,
        document=sign(prepared, draft.proof_key, created=signed_at),
        token=_token(prepared, draft),
        signed_at=signed_at,
    )
    lengths = {award.status_list_id: draft.status_length}
    materials = own_materials(draft.issuer, draft.keys, parts.addresses, lengths)
    look_again(SignedForms(kept.document, kept.token), materials, now=parts.now())
    try:
        with parts.database.open_store() as store:
            # The award first: whoever else finishes it waits here, before anything is written.
            store.awards.mark_signed(award.issuer_did, award.award_id)
            store.credentials.keep(kept)
            store.audit.append(audit_line(signed_at, actor, "credential.issued", award.award_id))
    except Conflict:
        # Somebody else finished the same award first; theirs is the one that counts.
        with parts.database.open_store(read_only=True) as store:
            there = store.credentials.by_id(award.credential_id)
        if there is None:
            raise
        return there
    return kept


def finish_waiting(
    parts: Parts,
    *,
    limit: int = 1_000,
    on_refusal: Callable[[str, Refusal], None] | None = None,
) -> int:
    """Sign awards that were accepted but not signed, oldest first; answers how many were.

    One that is refused keeps waiting and does not stop the rest; ``on_refusal`` is told its id
    and why.
    """
    with parts.database.open_store(read_only=True) as store:
        waiting = store.awards.waiting(limit)
    signed = 0
    for award in waiting:
        try:
            with parts.database.open_store(read_only=True) as store:
                draft = load_draft(parts, store, award)
            finish(parts, draft, actor="worker")
        except Refusal as refusal:
            if on_refusal:
                on_refusal(award.award_id, refusal)
        else:
            signed += 1
    return signed


def _token(prepared: Prepared, draft: Draft) -> str | None:
    return sign_token(prepared, draft.token_key) if draft.token_key else None


def _signer(
    parts: Parts,
    store: Store,
    issuer: Issuer,
    keys: tuple[IssuerKey, ...],
    algorithms: tuple[str, ...],
) -> IssuerSigner | None:
    usable = [
        key
        for key in keys
        if key.algorithm in algorithms and key.retired_at is None and key.revoked_at is None
    ]
    if not usable:
        return None
    key = usable[-1]
    wrapped = store.keys.wrapped(issuer.did, key.key_id)
    if wrapped is None:
        return None
    return IssuerSigner(
        signer=parts.keyring.signer(key.verification_method, wrapped),
        verification_method=key.verification_method,
        key_url=parts.addresses.key(issuer.slug, key.key_id),
    )
