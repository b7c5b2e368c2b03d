"""Signing in with a link or a code: once, in the browser that asked, and not for long."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.journeys.steering.memberships import end_membership
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails
from badgeservice.journeys.steering.sign_in.ask import ask
from badgeservice.journeys.steering.sign_in.confirm import (
    NewSession,
    Standing,
    confirm_code,
    confirm_link,
    look_at_link,
)
from badgeservice.journeys.steering.sign_in.session import find_person
from factories import an_issuer, the_city
from people.signing_in import (
    ELS,
    STRANGER,
    a_person,
    asked,
    code_in,
    invite_to,
    sign_in,
    token_in,
)

OTHER_BROWSER = "b" * 43
UNKNOWN = "t" * 43


def wrong(code: str, by: int = 1) -> str:
    """Another code than this one."""
    return f"{(int(code) + by) % 1_000_000:06}"


def sessions(town) -> int:
    with town.parts.database.open_store(read_only=True) as store:
        rows = store.sessions._connection.exec_driver_sql("SELECT count(*) FROM sessions")
        return int(rows.scalar_one())


def test_looking_changes_nothing_and_pressing_works_once(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    token = token_in(letter)
    looks = {look_at_link(town.parts, token, browser) for _ in range(20)}
    assert looks == {Standing.READY}
    assert isinstance(confirm_link(town.parts, token, browser), NewSession)
    assert confirm_link(town.parts, token, browser) is Standing.SPENT
    assert look_at_link(town.parts, token, browser) is Standing.SPENT


def test_a_forwarded_link_does_nothing_in_another_browser(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    token = token_in(letter)
    for other in (None, "", OTHER_BROWSER, browser[:-1], token):
        assert look_at_link(town.parts, token, other) is Standing.ELSEWHERE
        assert confirm_link(town.parts, token, other) is Standing.ELSEWHERE
    assert isinstance(confirm_link(town.parts, token, browser), NewSession)


@pytest.mark.parametrize("token", ["", "x", UNKNOWN, "é" * 43, "a" * 5_000])
def test_a_link_nobody_made_is_told_like_one_that_was_used(town, token: str) -> None:
    assert look_at_link(town.parts, token, OTHER_BROWSER) is Standing.SPENT
    assert confirm_link(town.parts, token, OTHER_BROWSER) is Standing.SPENT


def test_a_link_and_a_code_are_over_after_ten_minutes(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    town.clock.move_on(timedelta(seconds=599))
    assert look_at_link(town.parts, token_in(letter), browser) is Standing.READY
    town.clock.move_on(timedelta(seconds=1))
    assert confirm_link(town.parts, token_in(letter), browser) is Standing.SPENT
    assert confirm_code(town.parts, code_in(letter), browser) is Standing.SPENT
    assert sessions(town) == 0


@pytest.mark.parametrize("shape", ["{0}", " {0} ", "{0:.3} {0:.0}{1}", "{0:.3}-{1}"])
def test_the_code_signs_in_the_browser_that_asked(town, shape: str) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    code = code_in(letter)
    session = confirm_code(town.parts, shape.format(code, code[3:]), browser)
    assert isinstance(session, NewSession)
    assert confirm_code(town.parts, code, browser) is Standing.SPENT
    assert confirm_link(town.parts, token_in(letter), browser) is Standing.SPENT


def test_the_code_does_nothing_in_another_browser(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    for other in (None, "", OTHER_BROWSER):
        assert confirm_code(town.parts, code_in(letter), other) is Standing.SPENT
    assert isinstance(confirm_code(town.parts, code_in(letter), browser), NewSession)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "½23456"])
def test_what_cannot_be_a_code_costs_no_try(town, typed: str) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    for _ in range(10):
        assert confirm_code(town.parts, typed, browser) is Standing.WRONG
    assert isinstance(confirm_code(town.parts, code_in(letter), browser), NewSession)


def test_five_wrong_codes_and_link_and_code_are_of_no_use(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    code = code_in(letter)
    told = [confirm_code(town.parts, wrong(code, by), browser) for by in range(1, 6)]
    assert told == [Standing.WRONG] * 4 + [Standing.SPENT]
    assert confirm_code(town.parts, code, browser) is Standing.SPENT
    assert confirm_link(town.parts, token_in(letter), browser) is Standing.SPENT
    assert sessions(town) == 0


def test_the_fifth_code_may_be_the_right_one(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    code = code_in(letter)
    for by in range(1, 5):
        confirm_code(town.parts, wrong(code, by), browser)
    assert isinstance(confirm_code(town.parts, code, browser), NewSession)


def test_a_code_for_nobody_is_told_like_a_wrong_one(town) -> None:
    invite_to(town.parts, ELS)
    known, letter = asked(town.parts, town.postbox, ELS)
    unknown = ask(town.parts, STRANGER, None, "nl")
    send_mails(town.parts)
    for by in range(1, 8):
        code = wrong(code_in(letter), by)
        assert confirm_code(town.parts, code, known) is confirm_code(town.parts, code, unknown)


def test_many_codes_at_once_are_no_more_than_five(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    code = code_in(letter)
    tries = [wrong(code, by) for by in range(1, 21)]
    with ThreadPoolExecutor(8) as several:
        told = list(several.map(lambda one: confirm_code(town.parts, one, browser), tries))
    assert told.count(Standing.WRONG) == 4
    assert confirm_code(town.parts, code, browser) is Standing.SPENT


def test_two_who_press_at_once_are_one_session(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    token, code = token_in(letter), code_in(letter)

    def press(number: int) -> NewSession | Standing:
        if number % 2:
            return confirm_link(town.parts, token, browser)
        return confirm_code(town.parts, code, browser)

    with ThreadPoolExecutor(8) as several:
        told = list(several.map(press, range(8)))
    assert len([one for one in told if isinstance(one, NewSession)]) == 1
    assert sessions(town) == 1


def test_signing_in_ends_the_session_this_browser_had(town) -> None:
    invite_to(town.parts, ELS)
    before = sign_in(town.parts, town.postbox, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    after = confirm_link(town.parts, token_in(letter), browser, instead_of=before)
    assert isinstance(after, NewSession)
    assert after.secret != before
    assert find_person(town.parts, before) is None
    assert find_person(town.parts, after.secret) is not None


def test_a_session_id_that_was_planted_is_not_taken_over(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    planted = "p" * 43
    after = confirm_link(town.parts, token_in(letter), browser, instead_of=planted)
    assert isinstance(after, NewSession)
    assert find_person(town.parts, planted) is None


def test_signing_in_uses_up_the_other_mails(town) -> None:
    invite_to(town.parts, ELS)
    first_browser, first = asked(town.parts, town.postbox, ELS)
    browser, second = asked(town.parts, town.postbox, ELS)
    assert isinstance(confirm_link(town.parts, token_in(second), browser), NewSession)
    assert confirm_link(town.parts, token_in(first), first_browser) is Standing.SPENT


def test_both_mails_of_a_browser_that_asked_twice_work(town) -> None:
    invite_to(town.parts, ELS)
    browser = ask(town.parts, ELS, None, "nl")
    ask(town.parts, ELS, browser, "nl")
    send_mails(town.parts)
    first, second = town.postbox.to(ELS)[-2:]
    assert code_in(first) != code_in(second)
    assert look_at_link(town.parts, token_in(second), browser) is Standing.READY
    assert isinstance(confirm_code(town.parts, code_in(first), browser), NewSession)


def test_whoever_lost_the_last_role_meanwhile_does_not_get_in(town) -> None:
    person = a_person(town.parts, town.postbox)
    browser, letter = asked(town.parts, town.postbox, ELS)
    end_membership(town.parts, the_city(), person.memberships[0].membership_id)
    assert confirm_link(town.parts, token_in(letter), browser) is Standing.SPENT
    assert sessions(town) == 0


def test_signing_in_accepts_every_invitation(town) -> None:
    club = an_issuer(town.parts, keys=())
    invite_to(town.parts, ELS)
    invite_to(town.parts, ELS, club.did)
    person = find_person(town.parts, sign_in(town.parts, town.postbox, ELS))
    assert person is not None
    roles = {one.issuer_did: one.role for one in person.memberships}
    city = town.parts.addresses.city_did
    assert roles == {city: PersonRole.CITY_MANAGER, club.did: PersonRole.OWNER}


def test_signing_in_leaves_a_line_without_an_address(town) -> None:
    person = a_person(town.parts, town.postbox)
    with town.parts.database.open_store(read_only=True) as store:
        lines = [kept.line for kept in store.audit.lines()]
    actions = [line.action for line in lines if line.subject == person.name]
    assert actions == ["person.invited", "membership.begun", "person.signed_in"]
    assert ELS not in str(lines)
