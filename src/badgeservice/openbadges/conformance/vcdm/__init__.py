"""Whether any verifiable credential or presentation follows the W3C data model, 2.0 or 1.1.

Wider than Open Badges and without its classes: only what the data model itself demands and what
JSON-LD reading would not find. Terms, types and contexts that mean nothing are found by
canonicalising. All findings come at once, with codes ``vcdm.…``.
"""

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.contexts import find_base_faults, is_second_version
from badgeservice.openbadges.conformance.vcdm.holders import find_holder_faults
from badgeservice.openbadges.conformance.vcdm.related import find_related_faults
from badgeservice.openbadges.conformance.vcdm.shared import find_id_faults, find_type_faults
from badgeservice.openbadges.conformance.vcdm.statements import (
    find_issuer_faults,
    find_subject_faults,
    find_text_faults,
)
from badgeservice.openbadges.conformance.vcdm.supporting import find_supporting_faults
from badgeservice.openbadges.conformance.vcdm.validity import find_validity_faults

__all__ = ["find_vcdm_faults", "find_vp_faults"]


def find_vcdm_faults(credential: JsonObject, *, issuing: bool) -> tuple[Finding, ...]:
    """Everything that keeps an object from being a verifiable credential (VCDM 2.0 section 4).

    The first context tells the version; one of 1.1 is judged by VCDM 1.1. ``issuing`` adds what is
    read from others but never signed: a status index that is a number, and a proof that is there
    already. An empty answer means conformant.
    """
    place = Place(credential)
    findings = [
        *find_base_faults(place),
        *find_type_faults(place, "VerifiableCredential"),
        *find_id_faults(place),
        *find_issuer_faults(place),
        *find_subject_faults(place),
        *find_validity_faults(place),
        *find_supporting_faults(place, issuing=issuing),
    ]
    if is_second_version(place):
        findings += [*find_text_faults(place), *find_related_faults(place)]
    if issuing and "proof" in credential:
        sentence = "What is to be signed has no proof yet."
        findings.append(place.finding("vcdm.proof", sentence, "proof"))
    return tuple(findings)


def find_vp_faults(presentation: JsonObject) -> tuple[Finding, ...]:
    """Everything that keeps an object from being a verifiable presentation (VCDM 2.0 section 4.13).

    The credentials in it are looked at only as far as to tell that they are objects; judge each
    by itself.
    """
    place = Place(presentation)
    return (
        *find_base_faults(place),
        *find_type_faults(place, "VerifiablePresentation"),
        *find_id_faults(place),
        *find_holder_faults(place),
        *find_supporting_faults(place, issuing=False, names=("termsOfUse",)),
    )
