"""Changing what is public about an organisation; its DID and its name in addresses never change."""

import unicodedata
from dataclasses import dataclass, replace

from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.journeys.steering.admit_issuer import find_profile_findings
from badgeservice.openbadges.issuer import Issuer
from badgeservice.store import AuditLine, Store


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """The profile as it is to be; an empty ``email`` or ``description`` is none."""

    name: str
    url: str
    email: str | None = None
    description: str | None = None


def change_profile(parts: Parts, actor: Actor, issuer_did: str, change: ProfileChange) -> Issuer:
    """Change the profile: the city of everybody, an owner of the own organisation.

    Badges that were given keep the profile that was signed in them. The same profile again changes
    nothing. Refuses ``InvalidRequest`` with every fault, and who may not.
    """
    require_owner_or_city(actor, issuer_did)
    now = parts.now()
    with parts.database.open_store() as store:
        issuer = store.issuers.by_did(issuer_did)
        if issuer is None:
            raise NotFound("There is no such issuer.")
        changed = replace(
            issuer,
            name=change.name.strip(),
            url=change.url.strip(),
            email=(change.email or "").strip() or None,
            description=(change.description or "").strip() or None,
        )
        if changed == issuer:
            return issuer
        findings = find_profile_findings(changed)
        if changed.name != issuer.name and _is_taken(store, changed):
            message = "Another organisation here is called like this."
            findings.append(Finding("issuer.name_taken", "/name", message))
        if findings:
            detail = "The profile cannot be kept as it is."
            raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
        store.issuers.change_profile(changed)
        names = ("name", "url", "email", "description")
        members = [name for name in names if getattr(changed, name) != getattr(issuer, name)]
        detail_of = {"issuer": issuer_did, "changed": members}
        line = AuditLine(now, actor.name, "issuer.profile_changed", issuer_did, "", detail_of)
        store.audit.append(line)
    return changed


def _is_taken(store: Store, changed: Issuer) -> bool:
    """Whether another organisation, the city among them, is called the same to the eye."""
    others = (one for one in store.issuers.all() if one.did != changed.did)
    return _folded(changed.name) in {_folded(one.name) for one in others}


def _folded(name: str) -> str:
    """The letters and digits of a name, without capitals, accents and signs."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
