"""Inviting an organisation: admitted, given a key if that was asked for, its owner invited."""

from dataclasses import dataclass

from badgeservice.errors import (
    Finding,
    InvalidRequest,
    KeyEncryptionKeyMissing,
)
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.admit_issuer import (
    Admission,
    admit_issuer,
    find_admission_faults,
)
from badgeservice.journeys.steering.make_keys import make_signing_key
from badgeservice.journeys.steering.memberships import invite, read_address
from badgeservice.journeys.steering.persons import Person, PersonRole
from badgeservice.openbadges.issuer import Issuer


@dataclass(frozen=True, slots=True)
class InvitedOrganisation:
    """``has_key`` is false when no key was asked for, or none could be kept safely here."""

    issuer: Issuer
    has_key: bool


def invite_organisation(
    parts: Parts,
    actor: Person | Caller,
    admission: Admission,
    owner_address: str,
    *,
    makes_key: bool,
    language: str = "nl",
) -> InvitedOrganisation:
    """Admit an organisation and mail an invitation to whoever will be its owner.

    Everything is looked at first, so that either all of it is refused or nothing. A key that
    cannot be made now is made later, from the page of the organisation. Refuses ``InvalidRequest``
    with every fault at once, ``Conflict`` for a short name that is taken, and who is not the city.
    """
    actor.require_city()
    caller = actor if isinstance(actor, Caller) else actor.as_city()
    findings = find_admission_faults(parts, admission)
    try:
        owner_address = read_address(owner_address)
    except InvalidRequest:
        findings.append(Finding("person.address", "/owner", "This is no e-mail address."))
    if findings:
        detail = "The organisation cannot be invited like this."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    issuer = admit_issuer(parts, caller, admission)
    invite(parts, actor, owner_address, issuer.did, PersonRole.OWNER, language=language)
    has_key = makes_key and _make_key(parts, caller, issuer)
    return InvitedOrganisation(issuer, has_key)


def _make_key(parts: Parts, caller: Caller, issuer: Issuer) -> bool:
    try:
        make_signing_key(parts, caller, issuer.did, "Ed25519")
    except KeyEncryptionKeyMissing:
        return False
    return True
