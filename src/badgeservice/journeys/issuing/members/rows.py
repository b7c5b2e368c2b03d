"""What becomes of every row of a list: the person on it, and what there is to say of it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from badgeservice.journeys.issuing.members.dates import AgeBand
from badgeservice.journeys.issuing.members.sheet import Column
from badgeservice.journeys.issuing.members.wording import Outcome, Remark, outcome_of
from badgeservice.proofs.strict_json import write_json


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who can get a badge. ``row_number`` is that of a spreadsheet, first line 1.

    Of a date of birth only the age band is here, and until 18 the day of the next one.
    """

    row_number: int
    member_number: str | None
    given_name: str
    full_name: str
    email: str | None
    second_email: str | None = None
    age_band: AgeBand | None = None
    next_age_band_on: date | None = None
    achieved_on: date | None = None
    team: str | None = None
    narrative: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list with everything to say of it; a refused row has no member.

    ``same_as`` is the row in which the same person, or the same member number, stands first.
    """

    row_number: int
    member: Member | None
    remarks: tuple[Remark, ...] = ()
    same_as: int | None = None

    @property
    def outcome(self) -> Outcome:
        """The heaviest of what is said: refused, doubtful, or else good."""
        said = {outcome_of(one) for one in self.remarks}
        heavy = (one for one in (Outcome.REFUSED, Outcome.DOUBTFUL) if one in said)
        return next(heavy, Outcome.GOOD)


@dataclass(frozen=True, slots=True)
class MemberList:
    """What every row of a list leads to, in its order, and what there is to say of the whole.

    Who is not on a list is not meant by it: nothing follows from a missing row.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    warnings: tuple[Remark, ...] = ()

    @property
    def people(self) -> tuple[Member, ...]:
        """Everybody who can get a badge, also after a doubt, each person once."""
        return tuple(
            row.member for row in self.rows if row.member is not None and row.same_as is None
        )

    @property
    def left_out(self) -> tuple[Row, ...]:
        """The rows that lead to nobody in ``people``: refused, or somebody for the second time."""
        return tuple(row for row in self.rows if row.member is None or row.same_as is not None)

    def count(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)


def identity_of(member: Member) -> tuple[str, ...]:
    """What a person is recognised by: the member number, else the name with the e-mail address."""
    if member.member_number:
        return ("number", member.member_number.casefold())
    return ("name", member.full_name.casefold(), (member.email or "").casefold())


def row_key(member: Member, issuer_did: str, achievement_id: str) -> str:
    """Idempotency key of awarding an achievement to a member, wherever in a list they stand.

    By member number, else by name and e-mail address. It is a digest: it shows no name.
    """
    named = write_json(["member-row/1", issuer_did, achievement_id, *identity_of(member)])
    return f"row-{sha256(named).hexdigest()}"
