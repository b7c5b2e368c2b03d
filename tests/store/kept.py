"""Values to keep, valid unless told otherwise; and how an award is kept with its entry."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from badgeservice.openbadges.award import AchievementVersion, Award, AwardState, KeptCredential
from badgeservice.openbadges.issuer import Issuer, IssuerKey, IssuerKind, Recognition
from badgeservice.openbadges.status_list import DEFAULT_LENGTH, PublishedStatusList, StatusList
from badgeservice.proofs.wrapping import WrappedKey
from badgeservice.store import ApiKey, ApiRole, AuditLine, Database, Store

NOON = datetime(2026, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
CITY = "did:web:badges.example"
CLUB = "did:web:badges.example:issuers:club"
SCHOOL = "did:web:badges.example:issuers:school"
LIST = "list-1"


def an_id(number: int, kind: int = 0) -> str:
    """A UUID in text form that is the same in every run."""
    return str(UUID(int=(kind << 64) + number))


def an_issuer(**told: Any) -> Issuer:
    slug = told.pop("slug", "club")
    valid: dict[str, Any] = {
        "did": f"{CITY}:issuers:{slug}",
        "slug": slug,
        "name": "Hockeyclub De Zwaluw",
        "kind": IssuerKind.SPORT_CLUB,
        "url": "https://club.example",
        "email": "bestuur@club.example",
        "description": None,
        "admitted_at": NOON,
    }
    return Issuer(**(valid | told))


def the_city() -> Issuer:
    return an_issuer(did=CITY, slug="city", kind=IssuerKind.CITY, admitted_at=NOON - HOUR)


def a_key(**told: Any) -> IssuerKey:
    valid: dict[str, Any] = {
        "issuer_did": CLUB,
        "key_id": "key-1",
        "algorithm": "Ed25519",
        "public_jwk": {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiM"},
        "created_at": NOON,
    }
    return IssuerKey(**(valid | told))


def a_wrapped_key(kek_id: str = "kek-1") -> WrappedKey:
    return WrappedKey(kek_id=kek_id, nonce=bytes(range(12)), ciphertext=bytes(range(64)))


def an_achievement(**told: Any) -> AchievementVersion:
    valid: dict[str, Any] = {
        "achievement_id": an_id(1, kind=1),
        "issuer_did": CLUB,
        "version": 1,
        "body": {"type": ["Achievement"], "name": "Teamspeler é 🏑", "criteria": {"narrative": ""}},
        "image_svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "published_at": NOON,
    }
    return AchievementVersion(**(valid | told))


def a_status_list(**told: Any) -> StatusList:
    valid: dict[str, Any] = {
        "list_id": LIST,
        "issuer_did": CITY,
        "purpose": "revocation",
        "length": DEFAULT_LENGTH,
        "permutation_key": bytes(range(32)),
        "next_counter": 0,
    }
    return StatusList(**(valid | told))


def a_published_list(**told: Any) -> PublishedStatusList:
    valid: dict[str, Any] = {
        "list_id": LIST,
        "document": b'{"id": "as signed"}',
        "revision": 0,
        "valid_from": NOON,
        "valid_until": NOON + 24 * HOUR,
    }
    return PublishedStatusList(**(valid | told))


def an_award(number: int = 1, **told: Any) -> Award:
    valid: dict[str, Any] = {
        "award_id": an_id(number, kind=2),
        "issuer_did": CLUB,
        "achievement_id": an_id(1, kind=1),
        "achievement_version": 1,
        "credential_id": f"urn:uuid:{an_id(number, kind=3)}",
        "subject_id": f"urn:uuid:{an_id(number, kind=4)}",
        "recipient_name": "Jan van den Berg",
        "recipient_email": "jan@example.org",
        "narrative": None,
        "awarded_at": NOON,
        "state": AwardState.ACCEPTED,
        "status_list_id": LIST,
        "status_position": number,
        "idempotency_key": f"request-{number}",
        "request_digest": "sha256:00",
    }
    return Award(**(valid | told))


def a_credential(number: int = 1, **told: Any) -> KeptCredential:
    award = an_award(number)
    valid: dict[str, Any] = {
        "credential_id": award.credential_id,
        "award_id": award.award_id,
        "issuer_did": award.issuer_did,
        "document": f'{{"id":"{award.credential_id}", "é" : 1.0 }}'.encode(),
        "token": "eyJ.eyJ.sig",
        "signed_at": NOON,
    }
    return KeptCredential(**(valid | told))


def fill(database: Database) -> None:
    """Keep the city, a club, its first achievement and a status list of the city."""
    with database.open_store() as store:
        store.issuers.add(the_city())
        store.issuers.add(an_issuer())
        store.achievements.add_version(an_achievement())
        store.status_lists.add(a_status_list())


def keep_award(store: Store, award: Award) -> None:
    """Keep an award together with its status entry, as every journey does."""
    store.status_lists.add_entry(award.status_list_id, award.status_position, award.credential_id)
    store.awards.add(award)


def a_recognition(**told: Any) -> Recognition:
    valid: dict[str, Any] = {"issuer_did": CLUB, "recognised_by": CITY, "since": NOON}
    return Recognition(**(valid | told))


def an_api_key(**told: Any) -> ApiKey:
    valid: dict[str, Any] = {
        "key_id": "api-1",
        "role": ApiRole.ISSUER,
        "issuer_did": CLUB,
        "label": "ledenadministratie",
        "created_at": NOON,
    }
    return ApiKey(**(valid | told))


def an_audit_line(number: int = 1, **told: Any) -> AuditLine:
    valid: dict[str, Any] = {
        "at": NOON + number * HOUR,
        "actor": "api-1",
        "action": "award.accepted",
        "subject": an_id(number, kind=2),
        "reason": "",
        "detail": {"b": 1, "a": [True, None, "é"]},
    }
    return AuditLine(**(valid | told))
