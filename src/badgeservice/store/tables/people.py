"""Who may sign in and as what, the requests to do so, the sessions, and the mails that wait."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from badgeservice.store.tables.columns import JsonText, UtcTime, metadata

# The only place with an address of somebody who may sign in; the others name the account.
accounts = Table(
    "accounts",
    metadata,
    Column("account_id", String, primary_key=True),
    Column("address", Text),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("address"),
    CheckConstraint("address = lower(address)", name="address_is_in_lower_case"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("membership_id", String, primary_key=True),
    Column("account_id", ForeignKey("accounts.account_id"), nullable=False),
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    Column("role", String, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("given_by", String, nullable=False),
    CheckConstraint("role IN ('city_manager', 'owner', 'issuer', 'helper')", name="role_is_known"),
    CheckConstraint("ended_at IS NULL OR ended_at >= since", name="ends_after_it_begins"),
)

# One role at a time at one organisation: two could contradict each other.
Index(
    "uq_memberships_live",
    memberships.c.account_id,
    memberships.c.issuer_did,
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
Index("ix_memberships_issuer_did", memberships.c.issuer_did)

invitations = Table(
    "invitations",
    metadata,
    Column("invitation_id", String, primary_key=True),
    Column("account_id", ForeignKey("accounts.account_id"), nullable=False),
    Column("issuer_did", ForeignKey("issuers.did"), nullable=False),
    Column("role", String, nullable=False),
    Column("invited_at", UtcTime, nullable=False),
    Column("invited_by", String, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("language", String, nullable=False),
    Column("closed_at", UtcTime),
    CheckConstraint("role IN ('city_manager', 'owner', 'issuer', 'helper')", name="role_is_known"),
    CheckConstraint("ends_at > invited_at", name="ends_after_it_begins"),
)

Index(
    "uq_invitations_open",
    invitations.c.account_id,
    invitations.c.issuer_did,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)
Index("ix_invitations_issuer_did", invitations.c.issuer_did)

# No address: whoever is asked for is in the mail that waits, and only until it was made.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("sign_in_id", String, primary_key=True),
    Column("browser_hash", LargeBinary, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("account_id", ForeignKey("accounts.account_id")),
    Column("token_hash", LargeBinary),
    Column("code_hash", LargeBinary),
    Column("used_at", UtcTime),
    UniqueConstraint("token_hash"),
    CheckConstraint("length(browser_hash) = 32", name="browser_hash_is_sha256"),
    CheckConstraint("length(token_hash) = 32", name="token_hash_is_sha256"),
    CheckConstraint("length(code_hash) = 32", name="code_hash_is_sha256"),
    CheckConstraint("attempts >= 0", name="attempts_are_counted"),
)

Index("ix_sign_ins_browser_hash", sign_ins.c.browser_hash)
Index("ix_sign_ins_account_id", sign_ins.c.account_id)
Index("ix_sign_ins_ends_at", sign_ins.c.ends_at)

sessions = Table(
    "sessions",
    metadata,
    Column("session_hash", LargeBinary, primary_key=True),
    Column("account_id", ForeignKey("accounts.account_id"), nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("step_up_at", UtcTime),
    CheckConstraint("length(session_hash) = 32", name="session_hash_is_sha256"),
)

Index("ix_sessions_account_id", sessions.c.account_id)
Index("ix_sessions_ends_at", sessions.c.ends_at)

mails = Table(
    "mails",
    metadata,
    Column("mail_id", String, primary_key=True),
    Column("recipient", Text),
    Column("template", String, nullable=False),
    Column("language", String, nullable=False),
    Column("contents", JsonText, nullable=False),
    Column("written_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("finished_at", UtcTime),
    CheckConstraint("state IN ('waiting', 'sent', 'failed')", name="state_is_known"),
    CheckConstraint("state <> 'waiting' OR recipient IS NOT NULL", name="waiting_has_recipient"),
    CheckConstraint("attempts >= 0", name="attempts_are_counted"),
)

Index("ix_mails_state_due_at", mails.c.state, mails.c.due_at)
