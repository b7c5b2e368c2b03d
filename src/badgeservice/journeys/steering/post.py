"""Sending what waits in the outbox: which text belongs to which kind of mail."""

from collections.abc import Mapping

from badgeservice.journeys.mailing.letters import (
    INVITATION,
    SIGN_IN,
    Wording,
    day_text,
    fill_in,
    role_text,
)
from badgeservice.journeys.mailing.outbox import Composer, Round, send_waiting
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.sign_in.ask import compose_sign_in
from badgeservice.store import Mail, Store


def send_mails(parts: Parts) -> Round:
    """Send the mails that are due; what cannot be sent now waits for another round."""
    return send_waiting(parts, _COMPOSERS)


def send_mails_if_near(parts: Parts) -> None:
    """Send at once where sending costs nothing, so that whoever tries it out sees the mail."""
    if parts.mailer.is_near:
        send_mails(parts)


def _compose_invitation(parts: Parts, store: Store, mail: Mail) -> Wording | None:
    """The mail with which somebody can begin; None once there is nothing to begin."""
    invitation = store.memberships.invitation(str(mail.contents.get("invitation")))
    if invitation is None or invitation.ends_at <= parts.now():
        return None
    issuer = store.issuers.by_did(invitation.issuer_did)
    if issuer is None:
        return None
    root = "/en" if mail.language == "en" else ""
    last = invitation.ends_at
    values = {
        "organisation": issuer.name,
        "role": role_text(invitation.role.value, mail.language),
        "link": f"{parts.addresses.public_url}{root}/sign-in",
        "day": day_text(last.year, last.month, last.day, mail.language),
    }
    return fill_in(INVITATION, mail.language, values)


_COMPOSERS: Mapping[str, Composer] = {
    SIGN_IN: compose_sign_in,
    INVITATION: _compose_invitation,
}
