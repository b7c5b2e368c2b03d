"""The record: who reads what, whose names are told, and that a change shows."""

import pytest
from sqlalchemy import text

from badgeservice.errors import NotAllowed, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.memberships import end_membership, invite
from badgeservice.journeys.steering.organisations.record import (
    GROUPS,
    check_record,
    read_record,
)
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.openbadges.issuer import Issuer
from factories import an_achievement, an_api_key, an_award, an_issuer, caller_of, the_city
from people.signing_in import ELS, PIET, STRANGER, a_person, with_postbox


def acts(parts: Parts, issuer: Issuer) -> set[str]:
    lines = read_record(parts, the_city(), issuer_did=issuer.did, limit=100).lines
    return {one.kept.line.action for one in lines}


def test_who_may_not_read_is_told_nothing(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club, school = an_issuer(parts, keys=()), an_issuer(parts, "kw1c", keys=())
    owner = a_person(parts, postbox, PIET, club.did)
    helper = a_person(parts, postbox, "k@club.example", club.did, PersonRole.HELPER)
    for actor in (owner, helper, caller_of(club)):
        with pytest.raises(NotAllowed):
            read_record(parts, actor)
        with pytest.raises(NotAllowed):
            check_record(parts, actor)
    with pytest.raises(NotFound):
        read_record(parts, owner, issuer_did=school.did)
    with pytest.raises(NotAllowed):
        read_record(parts, helper, issuer_did=club.did)


def test_an_owner_reads_what_concerns_the_own_organisation_only(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club, school = an_issuer(parts), an_issuer(parts, "kw1c", name="KW1C")
    for issuer in (club, school):
        an_api_key(parts, issuer)
        an_award(parts, an_achievement(parts, issuer), key=issuer.slug)
    owner = a_person(parts, postbox, PIET, club.did)
    lines = read_record(parts, owner, issuer_did=club.did, limit=100).lines
    done = [one.kept.line.action for one in lines]
    for action in ("issuer.admitted", "key.made", "api-key.made", "achievement.published"):
        assert action in done
    assert done.count("credential.issued") == done.count("award.accepted") == 1
    assert done.count("api-key.made") == 1
    assert {one.organisation for one in lines} <= {club.name, ""}
    assert not [one for one in lines if school.did in str(one)]


def test_names_are_told_to_the_city_and_of_the_own_people_to_an_owner(parts: Parts) -> None:
    parts, postbox = with_postbox(parts)
    club = an_issuer(parts, keys=())
    manager = a_person(parts, postbox, ELS)
    owner = a_person(parts, postbox, PIET, club.did)
    gone = a_person(parts, postbox, STRANGER, club.did, PersonRole.HELPER)
    invite(parts, manager, "tweede@club.example", club.did, PersonRole.OWNER)
    end_membership(parts, owner, gone.memberships[0].membership_id)
    seen = str(read_record(parts, owner, issuer_did=club.did).lines)
    assert PIET in seen
    assert "tweede@club.example" in seen
    assert ELS not in seen
    assert STRANGER not in seen
    for_city = str(read_record(parts, manager).lines)
    assert ELS in for_city
    assert STRANGER in for_city
    kinds = {one.who.kind for one in read_record(parts, owner, issuer_did=club.did).lines}
    assert "city" in kinds


def test_lines_come_page_by_page_the_newest_first(parts: Parts) -> None:
    an_issuer(parts, keys=())
    an_issuer(parts, "kw1c", keys=())
    first = read_record(parts, the_city(), limit=2)
    assert [one.kept.line_id for one in first.lines] == [3, 2]
    last = read_record(parts, the_city(), limit=2, before=first.older)
    assert [one.kept.line_id for one in last.lines] == [1]
    assert (first.older, last.older) == (2, None)
    assert len(read_record(parts, the_city(), limit=-5).lines) == 1


def test_a_group_shows_its_own_actions_only(parts: Parts) -> None:
    club = an_issuer(parts)
    an_award(parts, an_achievement(parts, club))
    for group, starts in GROUPS.items():
        lines = read_record(parts, the_city(), group=group, limit=100).lines
        assert all(one.kept.line.action.startswith(tuple(starts)) for one in lines)
        assert bool(lines) is (group in ("organisations", "keys", "badges"))


def test_a_did_that_holds_signs_of_a_pattern_finds_nothing_else(parts: Parts) -> None:
    an_issuer(parts)
    assert read_record(parts, the_city(), issuer_did="did:web:%").lines == ()


def test_a_chain_that_was_not_touched_is_whole_and_a_cut_end_shows(parts: Parts) -> None:
    an_issuer(parts)
    checked = check_record(parts, the_city())
    assert checked.wrong_line is None
    later = (checked.head.line_id + 1, "0" * 64)
    assert check_record(parts, the_city(), later).wrong_line == checked.head.line_id + 1


def test_a_line_that_was_changed_shows(parts: Parts) -> None:
    an_issuer(parts)
    with parts.database.open_store() as store:
        connection = store.audit._connection
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_lines_never_change"))
        else:
            connection.execute(text("ALTER TABLE audit_lines DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit_lines SET actor = 'x' WHERE line_id = 2"))
    assert check_record(parts, the_city()).wrong_line == 2
