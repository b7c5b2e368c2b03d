"""People who sign in: accounts, roles, invitations, sign-ins, sessions, and the mails to them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INSTANT = sa.DateTime(timezone=True)
_ROLES = "role IN ('city_manager', 'owner', 'issuer', 'helper')"


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("address", sa.Text()),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_accounts"),
        sa.UniqueConstraint("address", name="uq_accounts_address"),
        _rule("accounts", "address_is_in_lower_case", "address = lower(address)"),
    )
    _make_roles()
    _make_sign_ins()
    _make_sessions()
    _make_mails()


def downgrade() -> None:
    """Drop every table: nobody can sign in any more."""
    for table in ("mails", "sessions", "sign_ins", "invitations", "memberships", "accounts"):
        op.drop_table(table)


def _make_roles() -> None:
    op.create_table(
        "memberships",
        sa.Column("membership_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("membership_id", name="pk_memberships"),
        *_links_of_a_role("memberships"),
        _rule("memberships", "role_is_known", _ROLES),
        _rule("memberships", "ends_after_it_begins", "ended_at IS NULL OR ended_at >= since"),
    )
    _index_where("uq_memberships_live", "memberships", "ended_at IS NULL")
    op.create_index("ix_memberships_issuer_did", "memberships", ["issuer_did"])
    op.create_table(
        "invitations",
        sa.Column("invitation_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("issuer_did", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("invited_at", _INSTANT, nullable=False),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("closed_at", _INSTANT),
        sa.PrimaryKeyConstraint("invitation_id", name="pk_invitations"),
        *_links_of_a_role("invitations"),
        _rule("invitations", "role_is_known", _ROLES),
        _rule("invitations", "ends_after_it_begins", "ends_at > invited_at"),
    )
    _index_where("uq_invitations_open", "invitations", "closed_at IS NULL")
    op.create_index("ix_invitations_issuer_did", "invitations", ["issuer_did"])


def _make_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("sign_in_id", sa.String(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.String()),
        sa.Column("token_hash", sa.LargeBinary()),
        sa.Column("code_hash", sa.LargeBinary()),
        sa.Column("used_at", _INSTANT),
        sa.PrimaryKeyConstraint("sign_in_id", name="pk_sign_ins"),
        sa.UniqueConstraint("token_hash", name="uq_sign_ins_token_hash"),
        _link("fk_sign_ins_account_id", "account_id", "accounts.account_id"),
        *(
            _rule("sign_ins", f"{name}_is_sha256", f"length({name}) = 32")
            for name in ("browser_hash", "token_hash", "code_hash")
        ),
        _rule("sign_ins", "attempts_are_counted", "attempts >= 0"),
    )
    for column in ("browser_hash", "account_id", "ends_at"):
        op.create_index(f"ix_sign_ins_{column}", "sign_ins", [column])


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("session_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("begun_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
        sa.Column("ends_at", _INSTANT, nullable=False),
        sa.Column("step_up_at", _INSTANT),
        sa.PrimaryKeyConstraint("session_hash", name="pk_sessions"),
        _link("fk_sessions_account_id", "account_id", "accounts.account_id"),
        _rule("sessions", "session_hash_is_sha256", "length(session_hash) = 32"),
    )
    for column in ("account_id", "ends_at"):
        op.create_index(f"ix_sessions_{column}", "sessions", [column])


def _make_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.Text()),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("written_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", _INSTANT),
        sa.PrimaryKeyConstraint("mail_id", name="pk_mails"),
        _rule("mails", "state_is_known", "state IN ('waiting', 'sent', 'failed')"),
        _rule("mails", "waiting_has_recipient", "state <> 'waiting' OR recipient IS NOT NULL"),
        _rule("mails", "attempts_are_counted", "attempts >= 0"),
    )
    op.create_index("ix_mails_state_due_at", "mails", ["state", "due_at"])


def _links_of_a_role(table: str) -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        _link(f"fk_{table}_account_id", "account_id", "accounts.account_id"),
        _link(f"fk_{table}_issuer_did", "issuer_did", "issuers.did"),
    )


def _link(name: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=name)


def _rule(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _index_where(name: str, table: str, condition: str) -> None:
    where = sa.text(condition)
    columns = ["account_id", "issuer_did"]
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
