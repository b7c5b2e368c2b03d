"""Awarding an achievement to the people of a list, one by one, so that a restart is harmless."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from badgeservice.cli.opening import issuer_caller
from badgeservice.errors import IdempotencyKeyReused, NotConformant, SelfCheckFailed
from badgeservice.journeys.issuing.issue import AwardRequest, Issued, issue
from badgeservice.journeys.issuing.members import Member, row_key
from badgeservice.journeys.parts import Parts

RowRefusal = IdempotencyKeyReused | NotConformant | SelfCheckFailed


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What happened to one person of the list: a badge (new or not), or why there is none."""

    member: Member
    outcome: Issued | RowRefusal


def award_each(
    parts: Parts, issuer_did: str, wanted: Iterable[tuple[Member, str]]
) -> Iterator[RowAnswer]:
    """Award to each member the achievement with the id beside them.

    Doing it again awards nothing twice (``row_key``). What is wrong with one row is its answer;
    what is wrong with all of them, such as a missing key, is raised.
    """
    caller = issuer_caller(issuer_did)
    for member, achievement_id in wanted:
        request = AwardRequest(
            achievement_id=achievement_id,
            idempotency_key=row_key(member, issuer_did, achievement_id),
            recipient_name=member.full_name,
            recipient_email=member.email,
        )
        try:
            yield RowAnswer(member, issue(parts, caller, issuer_did, request))
        except (IdempotencyKeyReused, NotConformant, SelfCheckFailed) as refusal:
            yield RowAnswer(member, refusal)
