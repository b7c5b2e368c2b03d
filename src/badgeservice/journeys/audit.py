"""Audit lines of the journeys: who did what to which id; never a name or an address."""

from datetime import datetime

from badgeservice.store import AuditLine


def audit_line(at: datetime, actor: str, action: str, subject: str, reason: str = "") -> AuditLine:
    """An audit line without details."""
    return AuditLine(at=at, actor=actor, action=action, subject=subject, reason=reason, detail={})
