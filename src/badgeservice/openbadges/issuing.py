"""From an award to a signed credential: ``prepare`` checks everything, ``sign`` signs only that.

A ``Prepared`` can only be made by ``prepare``: what was not checked cannot be signed.
"""

from collections.abc import Iterator
from dataclasses import InitVar, dataclass
from datetime import UTC, datetime

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise, Finding, NotConformant
from badgeservice.openbadges.award import AchievementVersion, Award
from badgeservice.openbadges.conformance import find_faults
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.plain_text import has_unseen
from badgeservice.openbadges.publishing import Addresses, profile
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.keys import Signer
from badgeservice.proofs.strict_json import json_pointer, write_json

_PERMIT = object()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A checked, unsigned credential. Only ``prepare`` makes one."""

    document: JsonObject
    permit: InitVar[object] = None

    def __post_init__(self, permit: object) -> None:
        if permit is not _PERMIT:
            msg = "a Prepared is made by prepare(), which checks it first"
            raise TypeError(msg)


@dataclass(frozen=True, slots=True)
class IssuerSigner:
    """A loaded signing key with the two names it goes by.

    ``verification_method`` is its DID URL (Data Integrity); ``key_url`` is the URL of its JWK
    (``kid`` of a VC-JWT).
    """

    signer: Signer
    verification_method: str
    key_url: str


def unsigned_credential(
    award: Award, achievement: AchievementVersion, issuer: Issuer, addresses: Addresses
) -> JsonObject:
    """The credential an award stands for: two contexts, one status entry (decision 2).

    Nothing of the recipient is in it but a random subject id (decision 4).
    """
    subject: JsonObject = {
        "id": award.subject_id,
        "type": ["AchievementSubject"],
        "achievement": achievement.body,
    }
    if award.narrative:
        subject["narrative"] = award.narrative
    awarded = instant_text(award.awarded_at)
    return {
        "@context": list(BADGE_CONTEXTS),
        "id": award.credential_id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile(issuer),
        "validFrom": awarded,
        "awardedDate": awarded,
        "name": achievement.body["name"],
        "description": achievement.body["description"],
        "credentialSubject": subject,
        "credentialStatus": status_entry(
            addresses.status_list(award.status_list_id), award.status_position
        ),
    }


def prepare(credential: JsonObject) -> Prepared:
    """Check a credential before signing; refuses ``NotConformant`` with *all* findings.

    Conformance (OB 3.0 and section 4.1 rules), no characters that cannot be seen, and JSON-LD
    safe mode: whatever a signature would not cover is refused here.
    """
    findings = [*find_faults(credential, issuing=True), *_unseen_characters(credential)]
    if not findings:
        try:
            canonicalise(credential)
        except CannotCanonicalise as refusal:
            whole = Finding("data.not_canonical", "", refusal.detail)
            findings += refusal.findings or (whole,)
    if findings:
        detail = "The badge cannot be signed as it is."
        raise NotConformant(detail, hint="Correct every finding.", findings=findings)
    return Prepared(credential, _PERMIT)


def sign(prepared: Prepared, key: IssuerSigner, *, created: datetime) -> bytes:
    """Sign with an embedded ``eddsa-rdfc-2022`` proof; the bytes are the credential for good."""
    signed = add_proof(
        prepared.document,
        signer=key.signer,
        verification_method=key.verification_method,
        created=created,
    )
    return write_json(signed)


def sign_token(prepared: Prepared, key: IssuerSigner) -> str:
    """Sign the same credential as a VC-JWT (OB 3.0 section 8.2.3: iss, jti, nbf, sub, exp)."""
    return sign_as_token(prepared.document, key)


def sign_as_token(document: JsonObject, key: IssuerSigner) -> str:
    """Sign a credential as a VC-JWT that is known to be as one that was prepared."""
    claims: JsonObject = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": _numeric_date(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _numeric_date(document["validUntil"])
    return sign_compact(write_json({**document, **claims}), signer=key.signer, kid=key.key_url)


def _numeric_date(text: str) -> int:
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())


def _unseen_characters(value: object, path: tuple[str | int, ...] = ()) -> Iterator[Finding]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _unseen_characters(member, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unseen_characters(item, (*path, index))
    elif isinstance(value, str) and has_unseen(value):
        message = "The text holds a character that cannot be seen."
        yield Finding("data.control_character", json_pointer(path), message)
