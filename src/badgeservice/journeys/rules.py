"""Numbers from the settings that journeys and the web obey; each has the name of its setting."""

from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network

from badgeservice.openbadges.verification import Policy
from badgeservice.proofs.strict_json import JsonLimits

# An object in an array, and the nine members it may have.
_MEMBERS_PER_AWARD = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """In seconds, bytes or times, as ``settings`` describes each of them.

    The defaults are those of the settings. In the rates, 0 is no limit.
    """

    clock_skew_seconds: int = 60
    status_list_resign_seconds: int = 3_600
    status_list_valid_seconds: int = 86_400
    status_list_max_age_seconds: int = 300
    foreign_list_max_age_seconds: int = 604_800
    fetches_per_verification: int = 6
    fetches_per_batch: int = 1_000
    fetch_seconds_per_verification: float = 8.0
    max_address_bytes: int = 8_192
    max_header_bytes: int = 32_768
    max_headers: int = 100
    max_verify_bytes: int = 524_288
    max_batch_credentials: int = 10_000
    max_verify_batch_bytes: int = 33_554_432
    verify_at_once_bytes: int = 16_384
    max_issue_bytes: int = 262_144
    max_batch_awards: int = 10_000
    max_batch_bytes: int = 4_194_304
    max_image_bytes: int = 2_097_152
    max_json_depth: int = 64
    max_json_members: int = 10_000
    max_json_string: int = 65_536
    max_json_number_digits: int = 30
    max_token_header_bytes: int = 8_192
    max_proofs: int = 4
    max_status_entries: int = 4
    max_endorsements: int = 20
    max_presented_credentials: int = 50
    max_did_document_bytes: int = 65_536
    max_status_list_bytes: int = 1_048_576
    max_inflated_list_bytes: int = 2_097_152
    undo_minutes: int = 15
    batch_draft_days: int = 14
    batch_kept_days: int = 90
    verify_per_minute: int = 30
    verify_per_day: int = 500
    verify_per_minute_with_key: int = 600
    verify_batch_per_minute_with_key: int = 20_000
    max_query_length: int = 200
    max_compared_credentials: int = 50
    max_compared_skills: int = 200
    sign_in_seconds: int = 600
    max_code_attempts: int = 5
    sign_in_mails_per_hour: int = 6
    sign_in_mails_per_day: int = 20
    sign_ins_per_hour: int = 60
    sign_ins_per_day: int = 300
    session_seconds: int = 2_592_000
    session_idle_seconds: int = 43_200
    step_up_seconds: int = 600
    invitation_days: int = 14
    invitations_per_day: int = 50
    account_kept_days: int = 30
    mail_attempts: int = 8
    mail_kept_hours: int = 24
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    def json_limits(self, max_bytes: int) -> JsonLimits:
        """The limits on a JSON text of at most ``max_bytes``."""
        return JsonLimits(
            max_bytes=max_bytes,
            max_depth=self.max_json_depth,
            max_members=self.max_json_members,
            max_string=self.max_json_string,
            max_number_digits=self.max_json_number_digits,
            max_token_header_bytes=self.max_token_header_bytes,
        )

    @property
    def batch_limits(self) -> JsonLimits:
        """The limits on a batch of awards, which has a few members for each of them."""
        members = max(self.max_json_members, _MEMBERS_PER_AWARD * (self.max_batch_awards + 1))
        return replace(self.json_limits(self.max_batch_bytes), max_members=members)

    @property
    def document_limits(self) -> JsonLimits:
        """The limits on a document with the keys of an issuer."""
        return self.json_limits(self.max_did_document_bytes)

    @property
    def list_limits(self) -> JsonLimits:
        """The limits on a status list; its bits are one long string."""
        size = self.max_status_list_bytes
        return replace(self.json_limits(size), max_string=size)

    def bound(self, policy: Policy) -> Policy:
        """The policy with these numbers in it, so that they hold wherever it is judged."""
        return replace(
            policy,
            clock_skew=timedelta(seconds=self.clock_skew_seconds),
            max_list_age=timedelta(seconds=self.foreign_list_max_age_seconds),
            max_proofs=self.max_proofs,
            max_status_entries=self.max_status_entries,
            max_endorsements=self.max_endorsements,
            max_inflated_list_bytes=self.max_inflated_list_bytes,
            limits=self.json_limits(self.max_verify_bytes),
            list_limits=self.list_limits,
        )
