"""Who a badge was earned by, as an IdentityObject: hashed or plain, written and compared."""

import hashlib
import hmac

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, InvalidRequest
from badgeservice.openbadges.vocabulary import EXTENSION_PATTERN, IdentifierType


def hashed_identity(identifier: str, identity_type: str, salt: str) -> JsonObject:
    """A hashed IdentityObject (IdentityHash, section 1.1): SHA-256 of identifier and salt.

    E-mail addresses are trimmed and lower-cased first. The hash hides little: the salt is public
    and addresses can be guessed (P-23). Give every credential a new random ``salt``; none at all
    is a mistake of the caller and a ``ValueError`` (T-27). Refuses ``InvalidRequest`` for an empty
    identifier, an unknown type or a national identity number.
    """
    if not salt:
        msg = "a hashed identity needs a salt"
        raise ValueError(msg)
    written = _written_form(identifier, identity_type)
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${hashlib.sha256((written + salt).encode()).hexdigest()}",
        "identityType": identity_type,
        "salt": salt,
    }


def plain_identity(identifier: str, identity_type: str) -> JsonObject:
    """An IdentityObject that anybody can read; refuses what ``hashed_identity`` refuses."""
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": _written_form(identifier, identity_type),
        "identityType": identity_type,
    }


def matches(identity: JsonObject, identifier: str, identity_type: str) -> bool:
    """Whether an IdentityObject is about this identifier (section 9.1, recipient check).

    An e-mail address is tried in its written form and as it was given, for issuers differ.
    Hexadecimal digits may be upper or lower case; every comparison takes the same time. MD5 is
    read, never written (T-27). A malformed identity matches nobody.
    """
    text, salt = identity.get("identityHash"), identity.get("salt", "")
    if identity.get("identityType") != identity_type:
        return False
    if not isinstance(text, str) or not isinstance(salt, str):
        return False
    forms = dict.fromkeys((identifier, _normal_form(identifier, identity_type)))
    if identity.get("hashed") is True:
        found = [_hash_matches(text, form + salt) for form in forms]
    elif identity.get("hashed") is False:
        forms_there = dict.fromkeys((text, _normal_form(text, identity_type)))
        found = [_is_same(there, form) for there in forms_there for form in forms]
    else:
        return False
    return any(found)


def _written_form(identifier: str, identity_type: str) -> str:
    written = _normal_form(identifier, identity_type)
    findings = []
    if not written.strip():
        findings.append(Finding("data.required", "/identifier", "An identifier is needed."))
    if identity_type == IdentifierType.NATIONAL_IDENTITY_NUMBER:
        sentence = "National identity numbers do not belong in a badge."
        findings.append(Finding("data.national_identity_number", "/identityType", sentence))
    elif identity_type not in list(IdentifierType) and not EXTENSION_PATTERN.fullmatch(
        identity_type
    ):
        sentence = "This is not a type of identifier, nor one that starts with ext:."
        findings.append(Finding("data.enum", "/identityType", sentence))
    if findings:
        detail = "The recipient cannot be written."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    return written


def _normal_form(identifier: str, identity_type: str) -> str:
    if identity_type == IdentifierType.EMAIL_ADDRESS:
        return identifier.strip().lower()
    return identifier


def _hash_matches(text: str, salted: str) -> bool:
    algorithm, _, digits = text.partition("$")
    content = salted.encode("utf-8", "surrogatepass")
    if algorithm == "sha256":
        expected = hashlib.sha256(content).hexdigest()
    elif algorithm == "md5":
        expected = hashlib.md5(content, usedforsecurity=False).hexdigest()
    else:
        return False
    return _is_same(digits.lower(), expected)


def _is_same(one: str, other: str) -> bool:
    """Compare without telling by the time it takes where they differ."""
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )
