"""The second factor counts for a while, in one session: the place where it will be asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import NotAllowed, StepUpNeeded
from badgeservice.journeys.steering.sign_in.session import find_person
from badgeservice.journeys.steering.sign_in.step_up import note_step_up, require_recent
from people.signing_in import ELS, a_person, sign_in


def again(town, secret: str):
    person = find_person(town.parts, secret)
    assert person is not None
    return person


def test_whoever_never_gave_it_has_to(town) -> None:
    person = a_person(town.parts, town.postbox)
    with pytest.raises(StepUpNeeded) as refusal:
        require_recent(town.parts, person)
    assert isinstance(refusal.value, NotAllowed)


def test_it_counts_for_ten_minutes(town) -> None:
    a_person(town.parts, town.postbox)
    secret = sign_in(town.parts, town.postbox, ELS)
    note_step_up(town.parts, again(town, secret))
    town.clock.move_on(timedelta(seconds=599))
    require_recent(town.parts, again(town, secret))
    town.clock.move_on(timedelta(seconds=1))
    with pytest.raises(StepUpNeeded):
        require_recent(town.parts, again(town, secret))


def test_a_journey_may_ask_for_less_time_but_not_for_more(town) -> None:
    person = replace(a_person(town.parts, town.postbox), step_up_at=town.clock.moment)
    town.clock.move_on(timedelta(seconds=60))
    require_recent(town.parts, person, timedelta(seconds=61))
    with pytest.raises(StepUpNeeded):
        require_recent(town.parts, person, timedelta(seconds=60))
    town.clock.move_on(timedelta(hours=1))
    with pytest.raises(StepUpNeeded):
        require_recent(town.parts, person, timedelta(days=1))


def test_it_counts_in_one_session_alone(town) -> None:
    a_person(town.parts, town.postbox)
    here, there = (sign_in(town.parts, town.postbox, ELS) for _ in range(2))
    note_step_up(town.parts, again(town, here))
    require_recent(town.parts, again(town, here))
    with pytest.raises(StepUpNeeded):
        require_recent(town.parts, again(town, there))
