"""Comparing over the API: open to everyone, counted, kept nowhere, and never a score."""

import json
import logging
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badgeservice.app import create_app
from badgeservice.journeys.parts import Rules
from badgeservice.web.api.skills.requests import EXAMPLE, ComparisonSubmission
from factories import (
    TEAMWORK,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
)
from journeys.skills.shelving import with_catalogue
from served import Site, a_site, client_of
from skills.comparison.landscape import COACH, landscape
from web.api.skills.comparing import PATH, badge_of, body_of, compare, refused


def test_everyone_may_compare_with_or_without_a_key(standing: Site) -> None:
    for headers in ({}, standing.as_city(), standing.as_club(), {"Authorization": "Bearer x"}):
        answer = standing.client.post(PATH, json=body_of(standing), headers=headers)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_comparison_is_asked_and_nothing_else(standing: Site, method: str) -> None:
    assert standing.client.request(method, PATH).status_code == 405


def code(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["code"], one["pointer"]) for one in problem["errors"]]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"credentials": None}, ("body.missing", "/credentials")),
        ({"credentials": []}, ("body.length", "/credentials")),
        ({"credentials": {}}, ("body.type", "/credentials")),
        ({"skills": None}, ("comparison.asked", "")),
        ({"skills": []}, ("comparison.asked", "")),
        ({"occupation": COACH}, ("comparison.asked", "")),
        ({"occupation": COACH, "skills": None}, ("comparison.occupation", "/occupation")),
        ({"occupation": "", "skills": None}, ("body.length", "/occupation")),
        ({"skills": [{"skill": "x"}]}, ("comparison.skill", "/skills/0/skill")),
        ({"skills": [{"skill": ""}]}, ("body.length", "/skills/0/skill")),
        ({"skills": [{}]}, ("body.missing", "/skills/0/skill")),
        ({"skills": [{"skill": TEAMWORK, "level": "2"}]}, ("body.unknown", "/skills/0/level")),
        ({"skills": [{"skill": TEAMWORK, "importance": "L1"}]},
         ("body.value", "/skills/0/importance")),
        ({"skills": [TEAMWORK]}, ("body.type", "/skills/0")),
        ({"skills": [{"skill": TEAMWORK.lower()}]},
         ("comparison.skill_lookalike", "/skills/0/skill")),
        ({"person": "Sanne"}, ("body.unknown", "/person")),
        ({"credentials": [1]}, ("body.value", "/credentials/0")),
        ({"credentials": ["a.b.c", None]}, ("body.value", "/credentials/1")),
        ({"credentials": [[{}]]}, ("body.value", "/credentials/0")),
        ({"credentials": ["hello"]}, ("comparison.credential", "/credentials/0")),
        ({"credentials": [{}]}, ("comparison.credential", "/credentials/0")),
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused_with_where_it_is_wrong(
    standing: Site, changes: dict[str, Any], finding: tuple[str, str]
) -> None:
    assert code(refused(standing, **changes)) == [finding]


def test_a_lookalike_is_refused_with_the_right_one(standing: Site) -> None:
    problem = refused(standing, skills=[{"skill": f"https://x.example/{TEAMWORK}"}])
    assert f"humancapability/{TEAMWORK}" in problem["errors"][0]["message"]


def test_more_than_may_be_compared_is_too_large() -> None:
    site = a_site(a_service(rules=Rules(max_compared_credentials=2, max_compared_skills=2)))
    assert refused(site, 413, credentials=["x"] * 3)["code"] == "too-large"
    assert refused(site, 413, skills=[{"skill": TEAMWORK}] * 3)["code"] == "too-large"


@pytest.mark.parametrize("query", ["?policy=lax", "?freshness=strict", "?lang=nl"])
def test_a_wrong_choice_is_refused(standing: Site, query: str) -> None:
    assert refused(standing, query=query)["code"] == "invalid-request"


@pytest.mark.parametrize("kind", ["text/plain", "application/vc", "multipart/form-data", ""])
def test_only_json_is_read(standing: Site, kind: str) -> None:
    answer = standing.client.post(PATH, content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 415


def test_a_member_that_comes_twice_is_refused(standing: Site) -> None:
    content = b'{"credentials": [{}], "credentials": [{}], "skills": []}'
    answer = standing.client.post(
        PATH, content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.json()["code"] == "malformed-json"


def test_three_lists_say_what_is_shown_and_by_which_badge(standing: Site) -> None:
    body = compare(standing)
    (covered,), (missing,) = body["covered"], body["missing"]
    assert covered["skill"]["code"] == TEAMWORK
    assert [one["badge"] for one in covered["proofs"]] == ["/credentials/0"]
    assert covered["sentences"][0]["nl"] == "De badge ‘Teamspeler’ laat dit zien."
    assert (missing["reason"], missing["proofs"]) == ("not_shown", [])
    assert missing["sentences"][0]["en"] == "None of these badges shows this."
    assert body["partly"] == body["notUsed"] == body["knowledge"] == []
    assert body["occupation"] is None


def test_who_issued_a_badge_is_told_and_whether_the_city_knows_them(standing: Site) -> None:
    (badge,) = compare(standing)["badges"]
    assert badge["pointer"] == "/credentials/0"
    assert badge["issuerId"] == badge_of(standing)["issuer"]["id"]
    assert badge["issuerName"] == badge_of(standing)["issuer"]["name"]
    assert badge["issuerTrust"]["status"] == "recognised"
    assert badge["issuerTrust"]["text"]["nl"] == "De gemeente kent deze uitgever."
    assert badge["notes"] == []


def test_a_badge_of_an_issuer_that_the_city_does_not_know_covers_nothing() -> None:
    parts = a_service()
    site = a_site(parts)
    quiet = an_issuer(parts, "stil", is_recognised=False, name="Gemeente Oss")
    theirs = an_award(parts, an_achievement(parts, quiet), key="2").credential
    body = compare(site, credentials=[json.loads(theirs.document)])
    assert (body["covered"], [one["reason"] for one in body["partly"]]) == ([], ["unknown_issuer"])
    text = body["partly"][0]["proofs"][0]["text"]
    assert text["nl"].endswith("De gemeente kent deze uitgever niet.")
    assert text["en"].endswith("The city does not know this issuer.")
    assert body["badges"][0]["issuerTrust"]["status"] == "unknown"
    assert [one["code"] for one in body["badges"][0]["notes"]] == ["issuer.unknown"]
    assert "issuer.unknown" in [one["code"] for one in body["notes"]]


def test_of_a_badge_that_was_not_proved_no_issuer_is_told(standing: Site) -> None:
    theirs = a_service(public_url="https://elsewhere.example")
    badge = an_award(theirs, an_achievement(theirs, an_issuer(theirs))).credential
    body = compare(standing, credentials=[json.loads(badge.document)])
    (told,) = body["badges"]
    assert (told["issuerId"], told["issuerName"], told["standing"]) == (None, None, "unproved")
    assert [one["reason"] for one in body["partly"]] == ["unproved"]
    assert "De Maasboys" not in json.dumps(body)


def test_the_same_badge_in_two_forms_counts_once(standing: Site) -> None:
    body = compare(standing, credentials=[badge_of(standing), standing.issued.credential.token])
    assert [one["badge"] for one in body["covered"][0]["proofs"]] == ["/credentials/0"]
    assert [one["pointer"] for one in body["badges"]] == ["/credentials/0"]
    (twice,) = body["notUsed"]
    assert (twice["pointer"], twice["code"]) == ("/credentials/1", "badge.twice")
    assert set(twice["summary"]) == {"nl", "en"}


def test_a_changed_badge_is_told_as_not_used_with_its_summary(standing: Site) -> None:
    body = compare(standing, credentials=[badge_of(standing) | {"name": "Aanvoerder"}])
    (unused,) = body["notUsed"]
    assert (unused["pointer"], unused["code"]) == ("/credentials/0", "proof.invalid")
    assert set(unused["summary"]) == {"nl", "en"}
    assert (body["badges"], body["covered"]) == ([], [])
    assert "Aanvoerder" not in json.dumps(body)


def test_what_is_to_be_known_is_said(standing: Site) -> None:
    codes = [one["code"] for one in compare(standing)["notes"]]
    assert codes == ["person.not_judged", "occupations.unknown", "holder.not_checked"]


def test_an_occupation_is_compared_with() -> None:
    site = a_site()
    client = client_of(create_app(with_catalogue(site.parts, landscape())))
    body = {"credentials": [badge_of(site)], "occupation": COACH}
    answer = client.post(PATH, json=body).json()
    assert answer["occupation"]["label"] == "Trainer"
    assert [one["skill"]["label"] for one in answer["missing"]][-1] == "Zelfstandig werken"
    assert [one["importance"] for one in answer["knowledge"]] == ["essential", "somewhat"]


def numbers_in(value: Any) -> list[Any]:
    """Every number inside a JSON value, and every text with a percentage."""
    if isinstance(value, dict):
        return [inner for one in value.values() for inner in numbers_in(one)]
    if isinstance(value, list):
        return [inner for one in value for inner in numbers_in(one)]
    is_percentage = isinstance(value, str) and "%" in value
    return [value] if isinstance(value, int | float) or is_percentage else []


def test_no_answer_holds_a_number_about_a_person() -> None:
    site = a_site()
    client = client_of(create_app(with_catalogue(site.parts, landscape())))
    changed = badge_of(site) | {"name": "Anders"}
    badges = [badge_of(site), site.issued.credential.token, changed]
    for asked in ({"occupation": COACH}, {"skills": [{"skill": COACH[:8] + "C1"}]}):
        answer = client.post(PATH, json={"credentials": badges, **asked})
        assert answer.status_code == 200
        assert numbers_in(answer.json()) == []


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(names_in(one) for one in value.values()), set())
    if isinstance(value, list):
        return set().union(*(names_in(one) for one in value), set())
    return set()


def test_no_member_is_a_score_a_rank_or_a_weight(standing: Site) -> None:
    names = {name.lower() for name in names_in(compare(standing))}
    for word in ("score", "rank", "weight", "percent", "total", "count", "level", "match"):
        assert not [name for name in names if word in name]


def test_comparing_leaves_no_trace(standing: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    compare(standing)
    refused(standing, credentials=["kanarie.geheim.x"])
    refused(standing, skills=[{"skill": "kanarie"}])
    for word in (badge_of(standing)["id"], "kanarie", "Teamspeler"):
        assert word not in caplog.text


def test_a_refusal_never_repeats_what_was_sent(standing: Site) -> None:
    for changes in (
        {"credentials": ["kanarie.geheim.x"]},
        {"skills": [{"skill": "kanarie"}]},
        {"occupation": "kanarie", "skills": None},
    ):
        assert "kanarie" not in json.dumps(refused(standing, **changes))


def test_the_example_is_right_and_compares(standing: Site) -> None:
    assert ComparisonSubmission.model_validate(EXAMPLE).skills[0].importance == "essential"
    answer = standing.client.post(PATH, json=EXAMPLE)
    assert answer.status_code == 200
    assert len(answer.json()["covered"] + answer.json()["missing"]) == 2


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "x", TEAMWORK, "a.b.c", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["skill", "importance", "type", "proof"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    credentials=ODD | st.lists(ODD, max_size=3),
    skills=ODD | st.lists(ODD, max_size=3),
    occupation=ODD,
)
def test_no_request_is_a_mistake_of_ours(
    standing: Site, credentials: Any, skills: Any, occupation: Any
) -> None:
    body = {"credentials": credentials, "skills": skills, "occupation": occupation}
    content = json.dumps(body).encode()
    answer = standing.client.post(
        PATH, content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400, answer.text
