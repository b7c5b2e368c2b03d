"""What is judged of a row: refused, doubtful with every reason, or good."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from badgeservice.journeys.issuing.batches.asked import RowToAward, kept_row
from badgeservice.journeys.issuing.batches.drafting import preview
from badgeservice.journeys.issuing.batches.judging import ALREADY_AWARDED, IS_UNDER_16, TWICE
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.store import RowOutcome
from factories import a_service, an_achievement, an_award
from journeys.considered import Desk, a_desk, people


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": None}, "row.no_name"),
        ({"name": "   "}, "row.no_name"),
        ({"name": "x" * 201}, "row.too_long"),
        ({"name": "Jan\x00sen"}, "row.unseen"),
        ({"name": "Jan\u202esen"}, "row.unseen"),
        ({"name": "Jan\nsen"}, "row.unseen"),
        ({"name": "Jan\udc80"}, "row.unseen"),
        ({"email": "geen adres"}, "row.email"),
        ({"email": "jan@"}, "row.email"),
        ({"email": "jan@x.example\x00"}, "row.unseen"),
        ({"member_number": "1" * 51}, "row.too_long"),
        ({"narrative": "x" * 10_001}, "row.too_long"),
        ({"narrative": "a\x07b"}, "row.unseen"),
        ({"awarded_at": datetime(2099, 1, 1, tzinfo=UTC)}, "row.awarded_at"),
        ({"awarded_at": datetime(1899, 1, 1, tzinfo=UTC)}, "row.awarded_at"),
        ({"evidence_url": "http://example.org/"}, "row.evidence"),
        ({"evidence_url": "javascript:alert(1)"}, "row.evidence"),
        ({"evidence_url": "https://a@b.example/"}, "row.evidence"),
        ({"evidence_url": "https://b.example/ x"}, "row.evidence"),
        ({"refused_as": ("member.citizen_number",)}, "member.citizen_number"),
    ],
)
def test_what_cannot_be_awarded_is_refused_with_its_reason(
    changes: dict[str, Any], code: str
) -> None:
    row = kept_row(a_service(), replace(RowToAward(1, "Jan"), **changes))
    assert row.outcome is RowOutcome.REFUSED
    assert code in row.codes
    assert not row.is_included


def test_nothing_of_what_is_wrong_is_kept() -> None:
    wrong = RowToAward(1, "A\x00", "x", "1" * 51, "\x07", evidence_url="ftp://x", age_band="y" * 21)
    row = kept_row(a_service(), wrong)
    kept = (row.name, row.email, row.member_number, row.narrative, row.evidence_url, row.age_band)
    assert kept == (None,) * 6


@pytest.mark.parametrize(
    "row",
    [
        RowToAward(1, "Zoë \u200dd'Àngelo-Ürük", narrative="Regel één\nRegel twee"),
        RowToAward(1, "Jan", evidence_url="https://b.example/foto?id=1#x"),
        RowToAward(1, " Jan ", email=" jan@x.example "),
    ],
)
def test_what_is_right_is_kept(row: RowToAward) -> None:
    kept = kept_row(a_service(), row)
    assert (kept.outcome, kept.codes) == (None, ())
    assert (kept.name, kept.narrative) == (str(row.name).strip(), row.narrative)


def codes(desk: Desk, rows: list[RowToAward], key: str = "list-1") -> list[tuple[str, ...]]:
    return [found for _, _, found in desk.judged(desk.previewed(rows, key))]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (RowToAward(1, "Jan", member_number="a1"), RowToAward(2, "Piet", member_number="A1"), True),
        (RowToAward(1, "Jan", member_number="a1"), RowToAward(2, "Jan", member_number="a2"), False),
        (RowToAward(1, "Jan  de Wit"), RowToAward(2, "jan de wit"), True),
        (RowToAward(1, "Jose\u0301"), RowToAward(2, "José"), True),
        (RowToAward(1, "Jan", "j@x.example"), RowToAward(2, "jan", "J@X.example"), True),
        # A family shares a mailbox, and two people share a name.
        (RowToAward(1, "Jan", "j@x.example"), RowToAward(2, "Els", "j@x.example"), False),
        (RowToAward(1, "Jan", "j@x.example"), RowToAward(2, "Jan", "k@x.example"), False),
        # With a number on one side alone, the mailbox decides.
        (
            RowToAward(1, "Jan", "j@x.example", "a1"),
            RowToAward(2, "Jan", "j@x.example"),
            True,
        ),
        (
            RowToAward(1, "Jan", "j@x.example"),
            RowToAward(2, "Jan", "j@x.example", "a1"),
            True,
        ),
        (RowToAward(1, "Jan"), RowToAward(2, "Jan", member_number="a1"), False),
    ],
)
def test_the_same_person_is_known_again_in_a_list_and_after_it(
    first: RowToAward, second: RowToAward, is_same: bool
) -> None:
    desk = a_desk(a_service())
    assert codes(desk, [first, second]) == [(), (TWICE,) if is_same else ()]
    desk.signed([first], key="list-2")
    assert codes(desk, [second], key="list-3") == [(ALREADY_AWARDED,) if is_same else ()]


def test_every_doubt_is_told_the_gravest_first(parts: Parts) -> None:
    desk = a_desk(parts)
    desk.signed(1, key="list-1")
    row = people(1, age_band="under_16", doubted_as=("member.mailbox_shared",))[0]
    told = codes(desk, [row, replace(row, row_number=2)], key="list-2")
    assert told[0] == (ALREADY_AWARDED, IS_UNDER_16, "member.mailbox_shared")
    assert told[1] == (ALREADY_AWARDED, TWICE, IS_UNDER_16, "member.mailbox_shared")


def test_a_doubt_of_the_list_itself_is_kept_through_every_preview(parts: Parts) -> None:
    desk = a_desk(parts)
    batch = desk.previewed(people(1, doubted_as=("member.mailbox_shared",)))
    preview(desk.parts, desk.actor, batch.batch_id)
    assert desk.judged(batch) == [(1, "doubtful", ("member.mailbox_shared",))]
    assert desk.states(batch) == ["left_out"]


def test_who_got_it_in_another_way_has_it(parts: Parts) -> None:
    desk = a_desk(parts)
    award = an_award(
        desk.parts,
        desk.achievement,
        recipient_name="Persoon 1",
        recipient_email="persoon1@prive.example",
    ).award
    assert codes(desk, people(2)) == [(ALREADY_AWARDED,), ()]
    revoke(desk.parts, desk.actor, desk.club.did, award.award_id, "Vergissing.")
    assert codes(desk, people(2), key="list-2") == [(), ()]


def test_another_achievement_is_another_matter(parts: Parts) -> None:
    desk = a_desk(parts)
    desk.signed(2)
    other = replace(desk, achievement=an_achievement(desk.parts, desk.club))
    assert codes(other, people(2), key="list-2") == [(), ()]


def test_the_database_holds_no_digest_that_a_name_alone_leads_to(parts: Parts) -> None:
    desk = a_desk(parts)
    other = replace(desk, achievement=an_achievement(desk.parts, desk.club))
    digests = [
        one.person_digest
        for batch, of in ((desk.previewed(1), desk), (other.previewed(1, key="list-2"), other))
        for one in [answer.row for answer in of.told(batch)]
    ]
    # Nor does the same person have the same digest for two achievements.
    assert len(set(digests)) == 2
    assert {len(one or b"") for one in digests} == {32}
