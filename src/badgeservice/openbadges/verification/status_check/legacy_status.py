"""1EdTechRevocationList, deprecated since OB 3.0 part 1.3: read for old badges, never written.

The list is plain JSON and carries no signature: that it came over https from the address which
the signed badge names is all that stands behind it.
"""

from dataclasses import replace

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal
from badgeservice.openbadges.verification.policy import LIST_LIMITS
from badgeservice.openbadges.verification.submission import as_list, issuer_id
from badgeservice.proofs.strict_json import JsonLimits, read_document

_MAX_MEMBERS = 200_000


def revocation_code(
    body: bytes,
    *,
    url: str,
    credential_id: object,
    issuer_id: str | None,
    limits: JsonLimits = LIST_LIMITS,
) -> str:
    """Say ``status.revoked``, ``status.ok``, or what is wrong with the list.

    A credential is revoked when ``revokedCredential`` has its id and ``revoked`` is absent or
    true. A list of another issuer, or one that is not exactly of this shape, tells nothing. Of
    ``limits``, only the members may be more: each revoked credential is one.
    """
    try:
        listed = read_document(body, replace(limits, max_members=_MAX_MEMBERS)).value
    except Refusal:
        return "status.list_invalid"
    if _issuer_of(listed) != issuer_id or issuer_id is None or listed.get("id", url) != url:
        return "status.list_invalid"
    entries = _entries_of(listed)
    if entries is None:
        return "status.list_invalid"
    if not isinstance(credential_id, str):
        return "status.range"
    is_revoked = any(told for named, told in entries if named == credential_id)
    return "status.revoked" if is_revoked else "status.ok"


def _issuer_of(listed: JsonObject) -> str | None:
    return issuer_id(listed)


def _entries_of(listed: JsonObject) -> list[tuple[str, bool]] | None:
    """Id and whether it is revoked, for each entry; None when one of them cannot be read."""
    if "revokedCredential" not in listed:
        return None
    found = []
    for entry in as_list(listed["revokedCredential"]):
        if not isinstance(entry, dict):
            return None
        named, told = entry.get("id"), entry.get("revoked", True)
        if not isinstance(named, str) or not isinstance(told, bool):
            return None
        found.append((named, told))
    return found
