"""Awards of one achievement to many: what the service knows before it signs them."""

from badgeservice.openbadges.art import BadgeArt, compose_svg
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.openbadges.issuing import unsigned_credential
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.status_list import DEFAULT_LENGTH
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.supply import DOCUMENTS, ISSUER, moment, read_moment

ADDRESSES = Addresses("https://badges.oss.example")
CLUB = Issuer(
    did=ISSUER,
    slug="de-linde",
    name="Korfbalvereniging De Linde",
    kind=IssuerKind.SPORT_CLUB,
    url="https://delinde.example",
    email="bestuur@delinde.example",
    description="Vereniging voor korfbal, opgericht in 1948.",
    admitted_at=moment(0),
)

_LIST_ID = "00000000-0000-4000-8000-000000000001"
_ACHIEVEMENT_ID = "00000000-0000-4000-8000-000000000002"


def achievement_of(subject: str, issuer: Issuer, addresses: Addresses) -> AchievementVersion:
    """The achievement of the basic or the rich document as one of this issuer."""
    body = DOCUMENTS[subject](issuer.did)["credentialSubject"]["achievement"]
    return AchievementVersion(
        achievement_id=_ACHIEVEMENT_ID,
        issuer_did=issuer.did,
        version=1,
        body={**body, "id": addresses.achievement(_ACHIEVEMENT_ID)},
        image_svg=badge_svg(),
        published_at=moment(0),
    )


def badge_svg() -> str:
    """A badge as our own service draws it."""
    art = BadgeArt(
        shape="shield",
        colour="#0b5c6b",
        accent="#e07a1f",
        pictogram="together",
        ring_text="Jeugdtrainer",
    )
    return compose_svg(art)


def numbered_award(number: int) -> Award:
    """The award with this number."""
    return _award(
        credential_id=f"urn:uuid:5b7c1f5e-6d0c-4c39-9d35-{number:012x}",
        subject_id=f"urn:uuid:0c5a8a4e-91c2-4a0e-8a5c-{number:012x}",
        awarded=moment(number).strftime("%Y-%m-%dT%H:%M:%SZ"),
        position=number * 7_919 % DEFAULT_LENGTH,
    )


def unsigned_award(subject: str, number: int) -> str:
    """The JSON of the credential that an award stands for, unsigned."""
    achievement = achievement_of(subject, CLUB, ADDRESSES)
    unsigned = unsigned_credential(numbered_award(number), achievement, CLUB, ADDRESSES)
    return write_json(unsigned).decode()


def read_award(text: str) -> Award:
    """The award that such a credential stands for."""
    unsigned = read_document(text.encode()).value
    return _award(
        credential_id=unsigned["id"],
        subject_id=unsigned["credentialSubject"]["id"],
        awarded=unsigned["validFrom"],
        position=int(unsigned["credentialStatus"]["statusListIndex"]),
    )


def _award(*, credential_id: str, subject_id: str, awarded: str, position: int) -> Award:
    return Award(
        award_id=credential_id.removeprefix("urn:uuid:"),
        issuer_did=CLUB.did,
        achievement_id=_ACHIEVEMENT_ID,
        achievement_version=1,
        credential_id=credential_id,
        subject_id=subject_id,
        recipient_name=None,
        recipient_email=None,
        narrative=None,
        awarded_at=read_moment(awarded),
        state=AwardState.ACCEPTED,
        status_list_id=_LIST_ID,
        status_position=position,
        idempotency_key=credential_id,
        request_digest="",
    )
