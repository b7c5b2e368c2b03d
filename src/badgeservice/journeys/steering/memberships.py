"""Inviting people for a role, ending roles, and who has which."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from badgeservice.errors import Conflict, Finding, InvalidRequest, NotAllowed, NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.mailing.letters import INVITATION
from badgeservice.journeys.mailing.outbox import write_mail
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.actors import Actor, require_owner_or_city
from badgeservice.journeys.steering.persons import (
    MAY_MANAGE_PEOPLE,
    normalised_address,
    person_name,
)
from badgeservice.openbadges.plain_text import is_mail_address
from badgeservice.store import (
    Account,
    AuditLine,
    Invitation,
    Membership,
    PersonRole,
    Store,
)

MAX_ADDRESS = 254
"""Characters of an address in a command of SMTP (RFC 5321 section 4.5.3.1.3)."""


@dataclass(frozen=True, slots=True)
class PersonAt:
    """Somebody with a role at an organisation; ``address`` is None once it was forgotten."""

    membership: Membership
    address: str | None


@dataclass(frozen=True, slots=True)
class InvitedAt:
    """Somebody who was invited and did not sign in yet."""

    invitation: Invitation
    address: str | None


def invite(
    parts: Parts,
    actor: Actor,
    address: str,
    issuer_did: str,
    role: PersonRole,
    *,
    language: str = "nl",
) -> Invitation:
    """Invite an address for a role; a mail goes out, and signing in with that address accepts.

    Asking again takes the place of what was open. Refuses ``InvalidRequest`` for what is no
    address or a role that is not for this organisation, ``NotFound`` and ``NotAllowed`` for who
    may not, ``Conflict`` when the person has that role, or too many were invited in a day.
    """
    address = read_address(address)
    _require_fitting(parts, issuer_did, role)
    _require_may_invite(actor, issuer_did, role)
    now = parts.now()
    with parts.database.open_store() as store:
        if store.issuers.by_did(issuer_did) is None:
            raise NotFound("There is no such issuer.")
        _require_room(parts, store, issuer_did)
        account = _account_of(parts, store, address)
        if _has_role(store, account.account_id, issuer_did, role):
            finding = Finding("person.has_role", "/address", "This person has that role.")
            raise Conflict("This person has that role already.", findings=[finding])
        store.memberships.close_for(account.account_id, issuer_did, now)
        invitation = _invitation(parts, actor, account, issuer_did, role, language)
        store.memberships.invite(invitation)
        contents = {"invitation": invitation.invitation_id}
        write_mail(parts, store, address, INVITATION, contents, language)
        _note(store, now, actor.name, "person.invited", invitation)
    return invitation


def withdraw(parts: Parts, actor: Actor, invitation_id: str) -> None:
    """Take back an invitation; refuses ``NotFound`` for one that is not open or not of theirs."""
    now = parts.now()
    with parts.database.open_store() as store:
        invitation = store.memberships.invitation(invitation_id)
        if invitation is None:
            raise NotFound("There is no such invitation.")
        require_owner_or_city(actor, invitation.issuer_did)
        store.memberships.close(invitation_id, now)
        _note(store, now, actor.name, "person.invitation_withdrawn", invitation)


def accept_open(parts: Parts, store: Store, account_id: str) -> tuple[Membership, ...]:
    """Turn every open invitation of a person into a role; give all roles they have then.

    A role they had at the same organisation ends.
    """
    now = parts.now()
    live = {one.issuer_did: one for one in store.memberships.live_of(account_id)}
    for invitation in store.memberships.open_for(account_id, now):
        if not store.memberships.close(invitation.invitation_id, now):
            continue
        before = live.get(invitation.issuer_did)
        if before is not None:
            store.memberships.end(before.membership_id, now)
        membership = Membership(
            membership_id=str(parts.new_uuid()),
            account_id=account_id,
            issuer_did=invitation.issuer_did,
            role=invitation.role,
            since=now,
            given_by=invitation.invited_by,
        )
        store.memberships.add(membership)
        live[invitation.issuer_did] = membership
        _note(store, now, person_name(account_id), "membership.begun", membership)
    return tuple(live.values())


def end_membership(parts: Parts, actor: Actor, membership_id: str) -> None:
    """End a role at once; with the last one, every session of that person ends too.

    Refuses ``NotFound`` for a role that is not live, or at an organisation of others.
    """
    now = parts.now()
    with parts.database.open_store() as store:
        membership = store.memberships.by_id(membership_id)
        if membership is None or membership.ended_at is not None:
            raise NotFound("There is no such role.")
        require_owner_or_city(actor, membership.issuer_did)
        store.memberships.end(membership_id, now)
        account_id = membership.account_id
        # Nobody comes back by an invitation that is still open.
        store.memberships.close_for(account_id, membership.issuer_did, now)
        if not store.memberships.live_of(account_id):
            store.sessions.end_all_of(account_id)
        _note(store, now, actor.name, "membership.ended", membership)


def people_at(
    parts: Parts, actor: Actor, issuer_did: str
) -> tuple[list[PersonAt], list[InvitedAt]]:
    """Who has a role at an organisation, and who was invited; refuses who may not see it."""
    require_owner_or_city(actor, issuer_did)
    with parts.database.open_store(read_only=True) as store:
        people = [
            PersonAt(one, _address_of(store, one.account_id))
            for one in store.memberships.live_at(issuer_did)
        ]
        invited = [
            InvitedAt(one, _address_of(store, one.account_id))
            for one in store.memberships.open_at(issuer_did, parts.now())
        ]
    return people, invited


def read_address(text: str) -> str:
    """An address as it is kept; refuses ``InvalidRequest`` for what is none."""
    address = normalised_address(text)
    if len(address) > MAX_ADDRESS or not is_mail_address(address):
        finding = Finding("person.address", "/address", "This is no e-mail address.")
        raise InvalidRequest("This is no e-mail address.", findings=[finding])
    return address


def _require_fitting(parts: Parts, issuer_did: str, role: PersonRole) -> None:
    is_city = issuer_did == parts.addresses.city_did
    if is_city is not (role is PersonRole.CITY_MANAGER):
        finding = Finding("person.role", "/role", "This role does not exist at this organisation.")
        raise InvalidRequest("This role does not exist at this organisation.", findings=[finding])


def _require_may_invite(actor: Actor, issuer_did: str, role: PersonRole) -> None:
    """The city gives the first roles; who else works for an organisation is up to its owner."""
    if isinstance(actor, Caller):
        actor.require_city()
        return
    if actor.is_city_manager:
        if role in (PersonRole.CITY_MANAGER, PersonRole.OWNER):
            return
        if actor.role_at(issuer_did) is None:
            detail = "The city invites the owner of an organisation, and the owner the others."
            raise NotAllowed(detail, hint="Ask the owner, or invite one.")
    actor.require_role(issuer_did, MAY_MANAGE_PEOPLE)


def _address_of(store: Store, account_id: str) -> str | None:
    account = store.accounts.by_id(account_id)
    return account.address if account else None


def _invitation(
    parts: Parts, actor: Actor, account: Account, issuer_did: str, role: PersonRole, language: str
) -> Invitation:
    now = parts.now()
    return Invitation(
        invitation_id=str(parts.new_uuid()),
        account_id=account.account_id,
        issuer_did=issuer_did,
        role=role,
        invited_at=now,
        invited_by=actor.name,
        ends_at=now + timedelta(days=parts.rules.invitation_days),
        language=language,
    )


def _account_of(parts: Parts, store: Store, address: str) -> Account:
    account = store.accounts.by_address(address)
    if account is None:
        account = Account(str(parts.new_uuid()), address, parts.now())
        store.accounts.add(account)
    return account


def _has_role(store: Store, account_id: str, issuer_did: str, role: PersonRole) -> bool:
    live = store.memberships.live_of(account_id)
    return any((one.issuer_did, one.role) == (issuer_did, role) for one in live)


def _require_room(parts: Parts, store: Store, issuer_did: str) -> None:
    """An organisation cannot be used to send mail to everybody."""
    since = parts.now() - timedelta(days=1)
    if store.memberships.invited_since(issuer_did, since) >= parts.rules.invitations_per_day:
        detail = "Too many people were invited today."
        finding = Finding("person.too_many", "/address", "Too many people were invited today.")
        raise Conflict(detail, hint="Invite the others tomorrow.", findings=[finding])


def _note(
    store: Store, at: datetime, actor: str, action: str, about: Invitation | Membership
) -> None:
    detail = {"issuer": about.issuer_did, "role": about.role.value}
    subject = person_name(about.account_id)
    store.audit.append(AuditLine(at, actor, action, subject, reason="", detail=detail))
