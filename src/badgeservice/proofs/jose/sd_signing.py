"""Knows how an issuer makes an SD-JWT: digests in the signed part, disclosures behind it."""

from collections.abc import Callable, Sequence
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedInput
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose.compact import sign_compact
from badgeservice.proofs.jose.disclosures import (
    DIGESTS,
    ELEMENT,
    HASH_NAME,
    MAX_DISCLOSURE_BYTES,
    MAX_DISCLOSURES,
    NEVER_SELECTIVE,
    RESERVED_NAMES,
    disclosure_digest,
)
from badgeservice.proofs.jose.paths import Path, find_parent, read_path
from badgeservice.proofs.keys import Signer
from badgeservice.proofs.strict_json import read_json, write_json

SALT_BYTES = 16

# Beside the claims of RFC 9901 section 9.7: what a verifier of credentials needs to judge one.
_NEVER_SELECTIVE_HERE = NEVER_SELECTIVE | {
    "@context",
    "type",
    "issuer",
    "validFrom",
    "validUntil",
    "credentialStatus",
    "credentialSchema",
}


def sign_sd_jwt(
    payload: JsonObject,
    *,
    signer: Signer,
    kid: str | None,
    typ: str = "vc+sd-jwt",
    cty: str | None = None,
    selectively: Sequence[str] = (),
    random_bytes: Callable[[int], bytes],
) -> str:
    """Sign a payload so that its holder can leave out the members named ``selectively``.

    Paths are like ``credentialSubject.phone[0]``; one inside another is fine. ``random_bytes``
    gives so many unpredictable bytes. Refuses a path twice, to nothing or to a member that decides
    over validity, more than 500 of them, and a payload with names of the mechanism itself. Raises
    ``ValueError`` as ``sign_compact`` does.
    """
    # A copy through JSON: of the caller's document nothing is changed.
    document: JsonObject = read_json(write_json(payload))
    _check_names(document)
    disclosures = []
    for path in _deepest_first(selectively):
        disclosures.append(_take_out(document, path, random_bytes))
    document[HASH_NAME] = "sha-256"
    token = sign_compact(write_json(document), signer=signer, kid=kid, typ=typ, cty=cty)
    # The inner ones were made first; whoever reads finds the outer ones first.
    return "~".join((token, *reversed(disclosures), ""))


def _deepest_first(selectively: Sequence[str]) -> list[Path]:
    paths = [read_path(text) for text in selectively]
    if len(paths) > MAX_DISCLOSURES or len(set(paths)) < len(paths):
        raise _refusal(
            "sd-jwt.path", "There are too many paths to disclose, or one is there twice."
        )
    if any(len(path) == 1 and path[0] in _NEVER_SELECTIVE_HERE for path in paths):
        raise _refusal("sd-jwt.validity", "A member that decides over validity cannot be hidden.")
    return sorted(paths, key=len, reverse=True)


def _take_out(document: JsonObject, path: Path, random_bytes: Callable[[int], bytes]) -> str:
    holder, last = find_parent(document, path), path[-1]
    salt = base64url_encode(random_bytes(SALT_BYTES))
    named = [last] if isinstance(holder, dict) else []
    written = write_json([salt, *named, holder[last]])
    if len(written) > MAX_DISCLOSURE_BYTES:
        raise _refusal("sd-jwt.too-large", "A member to disclose is too large.")
    text = base64url_encode(written)
    digest = disclosure_digest(text)
    if isinstance(holder, dict):
        del holder[last]
        # RFC 9901 section 4.2.4.1: their order must not give away that of the members.
        holder[DIGESTS] = sorted([*holder.get(DIGESTS, []), digest])
    else:
        holder[last] = {ELEMENT: digest}
    return text


def _check_names(value: Any) -> None:
    if isinstance(value, dict):
        if RESERVED_NAMES & value.keys():
            raise _refusal("sd-jwt.reserved-name", "The payload has a name of the mechanism.")
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _check_names(item)


def _refusal(code: str, message: str) -> MalformedInput:
    return MalformedInput(message, findings=(Finding(code, "", message),))
