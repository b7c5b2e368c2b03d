"""What mails say: in two languages, the same places filled in, nothing forgotten or smuggled."""

import re

import pytest

from badgeservice.journeys.mailing.letters import (
    INVITATION,
    SIGN_IN,
    day_text,
    fill_in,
    role_text,
)
from badgeservice.journeys.steering.persons import PersonRole

SIGN_IN_VALUES = {"link": "https://x.example/sign-in/T", "code": "123456", "minutes": "10"}
INVITATION_VALUES = {
    "organisation": "SV De Maasboys",
    "role": "Je kunt er badges uitdelen.",
    "link": "https://x.example/sign-in",
    "day": "5 december 2026",
}
ALL = [(SIGN_IN, SIGN_IN_VALUES), (INVITATION, INVITATION_VALUES)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("template", "values"), ALL)
def test_every_value_stands_in_every_language(
    template: str, values: dict[str, str], language: str
) -> None:
    text = fill_in(template, language, values).text
    for value in values.values():
        assert value in text
    assert "{" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("template", "values"), ALL)
def test_sentences_are_short_and_lines_fit(
    template: str, values: dict[str, str], language: str
) -> None:
    text = fill_in(template, language, values).text
    assert max(map(len, text.splitlines())) <= 90
    for sentence in re.split(r"[.?!:]\s", text):
        assert len(sentence.split()) <= 16, sentence


def test_the_code_is_not_in_the_subject_where_a_locked_telephone_shows_it() -> None:
    for language in ("nl", "en"):
        assert "123456" not in fill_in(SIGN_IN, language, SIGN_IN_VALUES).subject


def test_a_name_cannot_begin_a_line_of_its_own() -> None:
    hostile = {**INVITATION_VALUES, "organisation": "Club\r\nBcc: x@y.example\n\nKlik hier"}
    wording = fill_in(INVITATION, "nl", hostile)
    assert "\n" not in wording.subject
    assert "\r" not in wording.subject
    assert "\nBcc" not in wording.text


def test_a_name_with_places_in_it_stays_a_name() -> None:
    told = fill_in(INVITATION, "nl", {**INVITATION_VALUES, "organisation": "{link}"})
    assert told.subject == "Je bent uitgenodigd bij {link}"


@pytest.mark.parametrize(("template", "missing"), [("nothing", {}), (SIGN_IN, {"code": "1"})])
def test_a_template_or_a_place_that_is_missing_is_our_mistake(
    template: str, missing: dict[str, str]
) -> None:
    with pytest.raises(KeyError):
        fill_in(template, "nl", missing)


def test_a_language_we_do_not_speak_is_dutch() -> None:
    assert fill_in(SIGN_IN, "de", SIGN_IN_VALUES) == fill_in(SIGN_IN, "nl", SIGN_IN_VALUES)


def test_every_role_has_a_sentence() -> None:
    for role in PersonRole:
        assert role_text(role.value, "nl") != role_text(role.value, "en")


def test_days_are_written_in_words() -> None:
    assert day_text(2026, 12, 5, "nl") == "5 december 2026"
    assert day_text(2027, 1, 31, "en") == "31 January 2027"
