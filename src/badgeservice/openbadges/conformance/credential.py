"""Rules for each credential by itself: its period, its contexts, its status entry."""

from collections.abc import Iterator

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.contexts import NAME as CONTEXT
from badgeservice.openbadges.conformance.contexts import names_extensions
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.survey import CredentialPlace
from badgeservice.openbadges.instants import exact_seconds
from badgeservice.openbadges.vocabulary import BITSTRING_ENTRY_TYPE, EXTENSION_TYPES

_ENDORSEMENTS = ("endorsement", "endorsementJwt")
_PLUMBING = ("credentialSchema", "refreshService", "credentialStatus")


def find_credential_faults(credential: CredentialPlace) -> Iterator[Finding]:
    """Faults of a credential or embedded endorsement that its class cannot tell."""
    place = credential.place
    if _ends_before_it_begins(place):
        sentence = "The credential ends before it begins."
        yield place.finding("data.validity_period", sentence, "validUntil")
    if needs_extensions(place) and not (credential.inherits_extensions or names_extensions(place)):
        sentence = "What the credential uses is only defined by the extensions context (T-2)."
        yield place.finding("data.context_extensions", sentence, CONTEXT)
    if credential.is_endorsement:
        for name in _ENDORSEMENTS:
            if name in place.value:
                # The class has no such member, so nothing would look at what is inside.
                sentence = "An endorsement is not endorsed itself."
                yield place.finding("data.endorsement_nested", sentence, name)
    entry = place.object("credentialStatus")
    if entry is not None and entry.value.get("type") == BITSTRING_ENTRY_TYPE:
        yield from _find_entry_faults(entry)


def needs_extensions(place: Place) -> bool:
    """Whether a credential uses a type that only the extensions context defines."""
    for name in _PLUMBING:
        member = place.value.get(name)
        for used in member if isinstance(member, list) else (member,):
            kind = used.get("type") if isinstance(used, dict) else None
            if isinstance(kind, str) and kind in EXTENSION_TYPES:
                return True
    return False


def _ends_before_it_begins(place: Place) -> bool:
    begin, end = place.value.get("validFrom"), place.value.get("validUntil")
    if not isinstance(begin, str) or not isinstance(end, str):
        return False
    try:
        return exact_seconds(end) < exact_seconds(begin)
    except ValueError:  # not two moments: the class says so
        return False


def _find_entry_faults(entry: Place) -> Iterator[Finding]:
    """Bitstring Status List section 2.1, as far as it goes beyond the class."""
    status = entry.value
    wanted = ["statusPurpose", "statusListIndex", "statusListCredential"]
    size = status.get("statusSize")
    if (isinstance(size, int) and size > 1) or status.get("statusPurpose") == "message":
        wanted.append("statusMessage")
    for name in wanted:
        if name not in status:
            yield entry.finding("data.required", "A required member is missing.", name)
    if "id" in status and status["id"] == status.get("statusListCredential"):
        sentence = "The id of the entry must not be the URL of the list."
        yield entry.finding("data.status_entry", sentence, "id")
