"""What judging one credential wants, all of it said before anything is read or fetched."""

from dataclasses import dataclass

from badgeservice.journeys.own_facts import Wanted, is_key_url
from badgeservice.journeys.verifying.refresh import refresh_url
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.verification import Policy, Submission, needs
from badgeservice.openbadges.verification.endorsements import find_endorsements
from badgeservice.openbadges.verification.needs import Needs
from badgeservice.outside.resolve import needs_fetch


@dataclass(frozen=True, slots=True)
class Plan:
    """The credential, its endorsements, and what each of them wants.

    ``judged`` has the credential first. ``own`` is what our own register is asked for;
    ``is_fetching`` says that something of other machines is wanted beside that.
    """

    judged: tuple[tuple[Submission, Needs], ...]
    own: Wanted
    is_fetching: bool


def plan_of(addresses: Addresses, submission: Submission, policy: Policy) -> Plan:
    """Say what is wanted: first for the credential itself, then for its endorsements."""
    judged = [(submission, needs(submission, policy))]
    if policy.checks_standing and _may_be_endorsed(submission):
        judged += [
            (found.submission, needs(found.submission, policy))
            for found in find_endorsements(submission, policy.max_endorsements, policy.limits)
            if found.submission is not None
        ]
    controllers = dict.fromkeys(did for _, wanted in judged for did in wanted.controllers)
    ours = tuple(filter(addresses.is_own_did, controllers))
    keys = tuple(one for one in controllers if is_key_url(addresses, one))
    lists: dict[str, None] = {}
    marks: dict[str, None] = {}
    for _, wanted in judged:
        for url in wanted.status_lists:
            list_id = addresses.status_list_id(url)
            (marks if list_id is None else lists)[url if list_id is None else list_id] = None
    is_fetching = (
        bool(marks)
        or any(wanted.jwks for _, wanted in judged)
        or any(needs_fetch(one) for one in controllers if one not in ours and one not in keys)
        or (policy.checks_standing and refresh_url(submission) is not None)
    )
    own = Wanted(
        controllers=ours,
        keys=keys,
        recognised=(submission.issuer_id or "",),
        lists=tuple(lists),
        marks=tuple(marks),
    )
    return Plan(tuple(judged), own, is_fetching)


def _may_be_endorsed(submission: Submission) -> bool:
    """Whether it is worth looking through: a word that is not there need not be looked for.

    A name may be spelled with a backslash, and what an SD-JWT discloses stands outside its bytes.
    """
    raw = submission.document.raw
    return submission.sd_jwt is not None or b"endorsement" in raw or b"\\" in raw or not raw
