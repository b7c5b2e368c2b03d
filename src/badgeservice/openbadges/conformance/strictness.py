"""What a reader forgives and an issuer must not write: a warning there, a fault here."""

from collections.abc import Iterator

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.contexts import NAME as CONTEXT
from badgeservice.openbadges.conformance.nodes import find_clashes
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.survey import CredentialPlace, Survey
from badgeservice.openbadges.vocabulary import (
    OB_3_0_3,
    OB_SCHEMA_PATTERN,
    SCHEMA_VALIDATOR_TYPE,
    IdentifierType,
)


def find_forgiven(survey: Survey) -> Iterator[Finding]:
    """Everything in a document that we read from others and never sign ourselves."""
    for credential in survey.credentials:
        yield from find_forgiven_in_credential(credential)
    for place in survey.objects:
        yield from find_forgiven_in_object(place)
    yield from find_clashes(survey.objects)


def find_forgiven_in_object(place: Place) -> Iterator[Finding]:
    """What one object says of a person by a weak hash or by a national identity number."""
    if "identityHash" in place.value:
        yield from _find_in_identity(place)
    for name in ("identityType", "identifierType"):
        if place.value.get(name) == IdentifierType.NATIONAL_IDENTITY_NUMBER:
            sentence = "National identity numbers do not belong in a badge."
            yield place.finding("data.national_identity_number", sentence, name)


def find_forgiven_in_credential(credential: CredentialPlace) -> Iterator[Finding]:
    """What one credential or endorsement says of its issuer, contexts, schemas and status."""
    place = credential.place
    if isinstance(place.value.get("issuer"), str):
        sentence = "The issuer must be a Profile object, not only its URI (T-23)."
        yield place.finding("data.issuer_bare", sentence, "issuer")
    contexts = place.value.get(CONTEXT)
    if isinstance(contexts, list) and len(contexts) > 1 and contexts[1] != OB_3_0_3:
        sentence = "The context of Open Badges is not version 3.0.3."
        yield place.finding("data.context_version", sentence, CONTEXT, 1)
    if "credentialSchema" in place.value and not _names_own_schema(credential):
        sentence = "One schema must be that of the class, with the 1EdTech validator type."
        yield place.finding("data.credential_schema", sentence, "credentialSchema")
    entry = place.value.get("credentialStatus")
    if isinstance(entry, dict) and isinstance(entry.get("statusListIndex"), int):
        sentence = "The status list index must be a text (T-10)."
        yield place.finding(
            "status.index_not_string", sentence, "credentialStatus", "statusListIndex"
        )


def _names_own_schema(credential: CredentialPlace) -> bool:
    wanted = "endorsementcredential" if credential.is_endorsement else "achievementcredential"
    for schema in credential.place.objects("credentialSchema"):
        name = schema.value.get("id")
        match = OB_SCHEMA_PATTERN.fullmatch(name) if isinstance(name, str) else None
        if match and match["name"].removeprefix("any") == wanted:
            return bool(schema.value.get("type") == SCHEMA_VALIDATOR_TYPE)
    return False


def _find_in_identity(identity: Place) -> Iterator[Finding]:
    if identity.value.get("hashed") is not True:
        return
    text = identity.value["identityHash"]
    if isinstance(text, str) and text.startswith("md5$"):
        sentence = "MD5 is no longer a hash to rely on (T-27)."
        yield identity.finding("data.identity_md5", sentence, "identityHash")
    if not identity.value.get("salt"):
        sentence = "A hash without salt is easily guessed (T-27)."
        yield identity.finding("data.identity_unsalted", sentence, "salt")
