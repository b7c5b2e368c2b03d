"""Lists of people as clubs and schools have them: look at one, say what it means, read the rows.

Only what a badge can need is taken. Other columns are never looked at, but to find citizen
service numbers, which may not come in at all (UAVG article 46), and of a date of birth only the
age band is kept.
"""

from badgeservice.journeys.issuing.members.answers import (
    OUTCOMES,
    defuse,
    write_answers,
    write_table,
)
from badgeservice.journeys.issuing.members.dates import AgeBand, DateOrder
from badgeservice.journeys.issuing.members.look import look_at
from badgeservice.journeys.issuing.members.meanings import Meaning
from badgeservice.journeys.issuing.members.read import read_members
from badgeservice.journeys.issuing.members.rows import (
    Member,
    MemberList,
    Row,
    identity_of,
    row_key,
)
from badgeservice.journeys.issuing.members.sheet import (
    DEFAULT_LIMITS,
    Choice,
    Column,
    Form,
    Limits,
    Sheet,
)
from badgeservice.journeys.issuing.members.wording import Outcome, Remark, told

__all__ = [
    "DEFAULT_LIMITS",
    "OUTCOMES",
    "AgeBand",
    "Choice",
    "Column",
    "DateOrder",
    "Form",
    "Limits",
    "Meaning",
    "Member",
    "MemberList",
    "Outcome",
    "Remark",
    "Row",
    "Sheet",
    "defuse",
    "identity_of",
    "look_at",
    "read_members",
    "row_key",
    "told",
    "write_answers",
    "write_table",
]
