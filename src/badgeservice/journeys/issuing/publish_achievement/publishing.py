"""The act of publishing: checked as a whole, kept as a version, written in the audit trail."""

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, IssuerSuspended, NotConformant, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.publish_achievement.body import achievement_body
from badgeservice.journeys.issuing.publish_achievement.checking import find_skills
from badgeservice.journeys.issuing.publish_achievement.draft import AchievementDraft
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.art import compose_svg
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.conformance import find_achievement_faults
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.store import Store


def publish_achievement(
    parts: Parts,
    caller: Caller,
    issuer_did: str,
    draft: AchievementDraft,
    *,
    achievement_id: str | None = None,
) -> AchievementVersion:
    """Publish a new achievement, or a new version of ``achievement_id``.

    What was awarded before stays as it was. Refuses ``NotConformant`` with all findings, and
    ``NotFound`` for an achievement of somebody else, or an issuer that is not there, and
    ``IssuerSuspended``.
    """
    caller.require_issuer(issuer_did)
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    skills = find_skills(catalogue, draft, _kind_of(parts, issuer_did))
    identifier = achievement_id or str(parts.new_uuid())
    now = parts.now()
    with parts.database.open_store() as store:
        latest = _latest(store, issuer_did, achievement_id)
        version = latest.version + 1 if latest else 1
        body = achievement_body(parts.addresses, identifier, version, draft, skills, catalogue)
        if latest and "related" in latest.body and _means_the_same(body, latest.body):
            # A later version still comes from the shared badge that the first one came from.
            body.setdefault("related", latest.body["related"])
        _require_conformant(body)
        published = AchievementVersion(
            achievement_id=identifier,
            issuer_did=issuer_did,
            version=version,
            body=body,
            image_svg=compose_svg(draft.art),
            published_at=now,
        )
        store.achievements.add_version(published)
        reason = f"adopted from {draft.origin.url}" if draft.origin else ""
        subject = f"{identifier}/{version}"
        store.audit.append(audit_line(now, caller.name, "achievement.published", subject, reason))
    return published


def _kind_of(parts: Parts, issuer_did: str) -> IssuerKind:
    with parts.database.open_store(read_only=True) as store:
        issuer = store.issuers.by_did(issuer_did)
    if issuer is None:
        raise NotFound("There is no such issuer here.")
    if issuer.suspended_at is not None:
        raise IssuerSuspended(
            "This issuer is suspended and can publish nothing.", hint="Ask the city why."
        )
    return issuer.kind


def _means_the_same(body: JsonObject, earlier: JsonObject) -> bool:
    """Whether the criteria and the skills are as they were: then it is ``related`` as before."""
    return body["criteria"] == earlier["criteria"] and _targets(body) == _targets(earlier)


def _targets(body: JsonObject) -> set[str]:
    return {one["targetUrl"] for one in body.get("alignment", [])}


def _latest(store: Store, issuer_did: str, achievement_id: str | None) -> AchievementVersion | None:
    if achievement_id is None:
        return None
    latest = store.achievements.latest(achievement_id)
    if latest is None or latest.issuer_did != issuer_did:
        raise NotFound("There is no such achievement here for you.")
    return latest


def _require_conformant(body: JsonObject) -> None:
    findings = [
        Finding(f"achievement.{name}_empty", f"/{name}", "Fill this in.")
        for name, text in (
            ("name", body["name"]),
            ("description", body["description"]),
            ("criteria", body["criteria"]["narrative"]),
        )
        if not text
    ]
    findings += find_achievement_faults(body)
    if findings:
        detail = "The achievement cannot be published as it is."
        raise NotConformant(detail, hint="Correct every finding.", findings=findings)
