"""Asking to sign in tells nobody anything; only the owner of an address gets a mail."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.steering.memberships import end_membership
from badgeservice.journeys.steering.post import send_mails
from badgeservice.journeys.steering.sign_in.ask import ask
from badgeservice.journeys.steering.sign_in.secrets import read_secret
from factories import the_city
from people.signing_in import (
    ELS,
    STRANGER,
    a_person,
    asked,
    code_in,
    every_text,
    invite_to,
    token_in,
)


def statements(town, address: str) -> list[str]:
    """What asking says to the database."""
    said: list[str] = []
    engine = town.parts.database._engine
    listener = lambda *told: said.append(told[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listener)
    try:
        ask(town.parts, address, None, "nl")
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    return said


def test_who_is_not_known_gets_no_mail_and_leaves_no_address(town) -> None:
    ask(town.parts, STRANGER, None, "nl")
    assert send_mails(town.parts).sent == 0
    assert town.postbox.letters == []
    assert STRANGER not in every_text(town.parts)


def test_asking_says_the_same_to_the_database_for_known_and_unknown(town) -> None:
    invite_to(town.parts, ELS)
    known, unknown = statements(town, ELS), statements(town, STRANGER)
    assert known == unknown
    assert len([one for one in known if one.startswith("INSERT")]) == 2


def test_asking_answers_the_same_for_known_and_unknown(town) -> None:
    invite_to(town.parts, ELS)
    for address in (ELS, STRANGER):
        assert read_secret(ask(town.parts, address, None, "nl"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "els",
        "els@",
        "@oss.example",
        "els@oss",
        "els@@oss.example",
        "els@oss.example, piet@oss.example",
        "els@oss.example\r\nBcc: piet@oss.example",
        "els@oss.example\x00",
        "<els@oss.example>",
        '"els"@oss.example',
        "els@ôss.example",
        "a" * 65 + "@oss.example",
        "els@" + "a." * 130 + "nl",
    ],
)
def test_what_is_no_address_is_refused_and_writes_nothing(town, address: str) -> None:
    before = every_text(town.parts)
    with pytest.raises(InvalidRequest) as refusal:
        ask(town.parts, address, None, "nl")
    assert every_text(town.parts) == before
    assert address.strip() == "" or address not in str(refusal.value)


def test_an_address_is_known_in_any_case_and_with_blanks_around_it(town) -> None:
    invite_to(town.parts, ELS)
    ask(town.parts, f"  {ELS.upper()} ", None, "nl")
    send_mails(town.parts)
    assert len(town.postbox.to(ELS)) == 2


def test_the_secrets_of_a_mail_are_in_no_row(town) -> None:
    invite_to(town.parts, ELS)
    browser, letter = asked(town.parts, town.postbox, ELS)
    kept = every_text(town.parts)
    for secret in (browser, token_in(letter), code_in(letter)):
        assert secret not in kept


def test_the_address_is_in_the_account_and_the_outbox_alone(town) -> None:
    invite_to(town.parts, ELS)
    asked(town.parts, town.postbox, ELS)
    rows = [line for line in every_text(town.parts).splitlines() if ELS in line]
    assert len(rows) == 2


def test_a_browser_that_asks_again_keeps_its_secret(town) -> None:
    browser = ask(town.parts, ELS, None, "nl")
    assert ask(town.parts, ELS, browser, "nl") == browser


@pytest.mark.parametrize("made_up", ["", "x", "a" * 42, "a" * 44, "a" * 42 + "=", "é" * 43])
def test_a_browser_cannot_choose_the_shape_of_its_secret(town, made_up: str) -> None:
    assert ask(town.parts, ELS, made_up, "nl") != made_up


def test_one_address_gets_a_few_mails_in_an_hour(town) -> None:
    invite_to(town.parts, ELS)
    most = town.parts.rules.sign_in_mails_per_hour
    for _ in range(most + 3):
        ask(town.parts, ELS, None, "nl")
        send_mails(town.parts)
    assert len(town.postbox.to(ELS)) == 1 + most
    town.clock.move_on(timedelta(hours=1, seconds=1))
    asked(town.parts, town.postbox, ELS)
    assert len(town.postbox.to(ELS)) == 1 + most + 1


def test_one_address_gets_a_few_mails_in_a_day(town) -> None:
    rules = replace(town.parts.rules, sign_in_mails_per_hour=50, sign_in_mails_per_day=3)
    parts = replace(town.parts, rules=rules)
    invite_to(parts, ELS)
    for _ in range(5):
        ask(parts, ELS, None, "nl")
        send_mails(parts)
        town.clock.move_on(timedelta(hours=2))
    assert len(town.postbox.to(ELS)) == 1 + 3


def test_a_mail_that_comes_too_late_is_not_sent(town) -> None:
    invite_to(town.parts, ELS)
    send_mails(town.parts)
    ask(town.parts, ELS, None, "nl")
    town.clock.move_on(timedelta(seconds=town.parts.rules.sign_in_seconds))
    assert send_mails(town.parts).sent == 0
    assert len(town.postbox.to(ELS)) == 1


def test_who_has_no_role_any_more_gets_no_mail(town) -> None:
    person = a_person(town.parts, town.postbox)
    before = len(town.postbox.letters)
    end_membership(town.parts, the_city(), person.memberships[0].membership_id)
    ask(town.parts, ELS, None, "nl")
    assert send_mails(town.parts).sent == 0
    assert len(town.postbox.letters) == before


def test_the_mail_speaks_the_language_of_the_page(town) -> None:
    invite_to(town.parts, ELS)
    ask(town.parts, ELS, None, "en")
    send_mails(town.parts)
    letter = town.postbox.to(ELS)[-1]
    assert letter.subject == "Sign in to Badges"
    assert "https://badges.example/en/sign-in/" in letter.text
