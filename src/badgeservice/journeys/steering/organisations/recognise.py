"""The city recognises an organisation, for everything or for some of it, from when until when."""

from collections.abc import Sequence
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor
from badgeservice.journeys.steering.scopes import find_scope_faults, read_scope
from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.store import AuditLine, Store


def recognise(
    parts: Parts,
    actor: Actor,
    issuer_did: str,
    scope: Sequence[str] = (),
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Recognition:
    """Recognise an organisation from ``since`` (now) to just before ``until`` (without end).

    It takes the place of what would hold then; the same again changes nothing. The words of
    ``scope`` are those of ``scopes``. Refuses ``InvalidRequest`` for words that are none, for the
    city itself, and for times in the past or the wrong way around; ``NotFound``; who may not.
    """
    actor.require_city()
    now = parts.now()
    _require_sound(parts, issuer_did, scope, since, until, now)
    wanted = Recognition(
        issuer_did=issuer_did,
        recognised_by=parts.addresses.city_did,
        since=since or now,
        until=until,
        scope=read_scope(parts, scope),
    )
    with parts.database.open_store() as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        there = _same(store, wanted, now, begins_now=since is None)
        if there is not None:
            return there
        store.recognitions.cut(issuer_did, wanted.since)
        store.recognitions.add(wanted)
        detail = _told(wanted)
        line = AuditLine(now, actor.name, "issuer.recognised", issuer_did, "", detail)
        store.audit.append(line)
    return wanted


def end_recognition(parts: Parts, actor: Actor, issuer_did: str) -> bool:
    """Recognise an organisation for nothing any more, from now; tell whether it was.

    What would have begun later does not begin. Refuses ``NotFound`` and who may not.
    """
    actor.require_city()
    now = parts.now()
    with parts.database.open_store() as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        had = store.recognitions.cut(issuer_did, now)
        if had:
            line = audit_line(now, actor.name, "issuer.recognition_ended", issuer_did)
            store.audit.append(line)
    return had


def list_recognitions(parts: Parts, issuer_did: str) -> tuple[Recognition, ...]:
    """Every recognition that held, holds or will hold, the first one first; all of it is public."""
    with parts.database.open_store(read_only=True) as store:
        found = store.recognitions.all_of(issuer_did)
    return tuple(one for one in found if one.until is None or one.until > one.since)


def _told(wanted: Recognition) -> JsonObject:
    return {
        "issuer": wanted.issuer_did,
        "scope": list(wanted.scope),
        "since": instant_text(wanted.since),
        "until": instant_text(wanted.until) if wanted.until else None,
    }


def _same(
    store: Store, wanted: Recognition, now: datetime, *, begins_now: bool
) -> Recognition | None:
    """What holds already, or will from that very moment, when it is just what is wanted."""
    for there in store.recognitions.all_of(wanted.issuer_did):
        is_same = (there.scope, there.until) == (wanted.scope, wanted.until)
        holds = there.since <= now if begins_now else there.since == wanted.since
        is_live = there.until is None or there.until > max(now, there.since)
        if is_same and holds and is_live:
            return there
    return None


def _require_sound(
    parts: Parts,
    issuer_did: str,
    scope: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    now: datetime,
) -> None:
    findings = find_scope_faults(parts, scope)
    if issuer_did == parts.addresses.city_did:
        findings.append(Finding("recognition.city", "", "The city does not recognise itself."))
    if since is not None and since < now:
        message = "Use a moment that is still to come, or none for now."
        findings.append(Finding("recognition.since", "/since", message))
    if until is not None and until <= max(since or now, now):
        message = "Use a moment after the beginning that is still to come."
        findings.append(Finding("recognition.until", "/until", message))
    if findings:
        detail = "The city cannot recognise the organisation like this."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
