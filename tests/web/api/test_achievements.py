"""Achievements over the API."""

from typing import Any

import pytest

from served import NOBODY, Site, a_body

POST = "/v1/issuers/{slug}/achievements"
NEXT = "/v1/achievements/{achievement_id}/versions"


def publish(site: Site, path: str = POST, **changes: Any) -> tuple[int, dict]:
    body = {**a_body(path, site), **changes}
    answer = site.client.post(path.format(**site.paths()), json=body, headers=site.as_club())
    return answer.status_code, answer.json()


def publish_at_school(site: Site, **changes: Any) -> tuple[int, dict]:
    body = {**a_body(POST, site), **changes}
    path = POST.format(slug=site.school.slug)
    answer = site.client.post(path, json=body, headers=site.as_school())
    return answer.status_code, answer.json()


@pytest.mark.parametrize("path", [POST, NEXT])
@pytest.mark.parametrize("member", ["id", "version", "issuer", "creator", "image", "publishedAt"])
def test_what_only_we_decide_cannot_be_sent(standing: Site, path: str, member: str) -> None:
    status, problem = publish(standing, path, **{member: "x"})
    assert status == 400
    assert problem["errors"][0]["code"] == "body.unknown"


@pytest.mark.parametrize(
    ("member", "value", "pointer"),
    [
        ("name", " ", "/name"),
        ("description", "", "/description"),
        ("criteria", "\x07", "/criteria"),
        ("criteria", "x" * 10_001, "/criteria"),
        ("skills", ["nonsense"], "/skills/0"),
        ("skills", ["49790E767C", "49790E767C"], "/skills/1"),
        ("skills", "49790E767C", "/skills"),
        ("language", "Nederlands", "/language"),
        ("language", "NL", "/language"),
        ("tags", [""], "/tags/0"),
        ("art", {}, "/art/shape"),
        ("art", None, "/art"),
    ],
)
def test_a_value_that_is_not_sound_is_refused(
    standing: Site, member: str, value: object, pointer: str
) -> None:
    status, problem = publish(standing, **{member: value})
    assert status == 400
    assert pointer in [error["pointer"] for error in problem["errors"]]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("shape", "square"),
        ("colour", "red"),
        ("colour", "url(#x)"),
        ("accent", "#12345"),
        ("pictogram", "../../etc/passwd"),
        ("ringText", "a" * 100),
        ("ringText", "日本語"),
    ],
)
def test_art_that_cannot_be_drawn_is_refused_where_it_stands(
    standing: Site, member: str, value: str
) -> None:
    art = {**a_body(POST, standing)["art"], member: value}
    status, problem = publish(standing, art=art)
    assert status == 400
    assert [error["pointer"] for error in problem["errors"]] == [f"/art/{member}"]


def test_all_faults_of_the_art_are_told_at_once(standing: Site) -> None:
    art = {"shape": "x", "colour": "x", "accent": "x", "pictogram": "x", "ringText": ""}
    _, problem = publish(standing, art=art)
    assert len(problem["errors"]) == 4


def test_a_new_version_of_another_issuers_achievement_is_not_found(standing: Site) -> None:
    address = NEXT.format(**standing.paths())
    headers = standing.as_school()
    answer = standing.client.post(address, json=a_body(NEXT, standing), headers=headers)
    assert answer.status_code == 404


def test_a_version_of_nothing_is_not_found(standing: Site) -> None:
    address = NEXT.format(achievement_id=NOBODY)
    headers = standing.as_club()
    answer = standing.client.post(address, json=a_body(NEXT, standing), headers=headers)
    assert answer.status_code == 404


def test_a_published_achievement_is_told_and_found(site: Site) -> None:
    body = a_body(POST, site)
    answer = site.client.post(POST.format(**site.paths()), json=body, headers=site.as_club())
    assert answer.status_code == 201
    told = answer.json()
    assert (told["version"], told["issuer"]) == (1, site.club.did)
    assert told["achievement"]["alignment"][0]["targetCode"] == "49790E767C"
    assert site.client.get(answer.headers["location"]).json() == told
    listed = site.client.get(POST.format(**site.paths())).json()["achievements"]
    assert told["id"] in [one["id"] for one in listed]


def test_a_new_version_follows_the_old_one(site: Site) -> None:
    status, told = publish(site, NEXT)
    assert (status, told["version"]) == (201, 2)
    assert told["id"] == site.achievement.achievement_id


def test_an_unknown_achievement_is_not_found(standing: Site) -> None:
    assert standing.client.get(f"/v1/achievements/{NOBODY}").status_code == 404


LEVELS = [
    {"name": "Meedoen", "description": "Je helpt als iemand het vraagt."},
    {"name": "Meedenken", "description": "Je helpt voordat iemand het vraagt."},
]
# Made up: this crebo does not exist.
EDUCATION = {
    "qualifications": [{"crebo": "99999", "coreTask": "B1-K1", "title": "Iets begeleiden"}],
    "studyLoadHours": 240,
    "nlqfLevel": "4",
    "participation": "work experience",
}


@pytest.mark.parametrize(
    ("member", "value", "pointer"),
    [
        ("levels", [{"name": "Meedoen"}], "/levels/0/description"),
        ("levels", [{**LEVELS[0], "points": 3}], "/levels/0/points"),
        ("levels", [*LEVELS, LEVELS[0]], "/levels/2/name"),
        ("levels", [LEVELS[0]] * 11, "/levels"),
        ("levels", "Meedoen", "/levels"),
        ("education", [], "/education"),
        ("education", {"diploma": True}, "/education/diploma"),
        ("education", {"studyLoadHours": "240"}, "/education/studyLoadHours"),
        ("education", {"studyLoadHours": 240.5}, "/education/studyLoadHours"),
        ("education", {"studyLoadHours": 0}, "/education/studyLoadHours"),
        ("education", {"nlqfLevel": 4}, "/education/nlqfLevel"),
        ("education", {"nlqfLevel": "9"}, "/education/nlqfLevel"),
        ("education", {"eqfLevel": 9}, "/education/eqfLevel"),
        ("education", {"nlqfLevel": "3", "eqfLevel": 4}, "/education/eqfLevel"),
        ("education", {"participation": "asleep"}, "/education/participation"),
        ("education", {"qualifications": [{}]}, "/education/qualifications/0/crebo"),
        (
            "education",
            {"qualifications": [{"crebo": "99999", "workProcess": "W1"}]},
            "/education/qualifications/0/workProcess",
        ),
    ],
)
def test_levels_and_facts_about_education_are_refused_where_they_stand(
    standing: Site, member: str, value: object, pointer: str
) -> None:
    status, problem = publish_at_school(standing, **{member: value})
    assert status == 400
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"education": EDUCATION}, "education.not_a_school", "/education"),
        ({"achievementType": "Diploma"}, "achievement.type_not_a_school", "/achievementType"),
        ({"name": "KNVB-diploma"}, "achievement.claim", "/name"),
    ],
)
def test_a_club_cannot_publish_what_only_a_school_gives(
    standing: Site, changes: dict[str, object], code: str, pointer: str
) -> None:
    status, problem = publish(standing, **changes)
    assert status == 400
    assert [(one["code"], one["pointer"]) for one in problem["errors"]] == [(code, pointer)]


def test_a_lookalike_is_refused_with_the_right_skill_and_without_what_was_sent(
    standing: Site,
) -> None:
    sent = "https://linkeddata.competentnl.nl/id/human-capability/TEAM"
    status, problem = publish(standing, skills=[sent])
    assert status == 400
    (error,) = problem["errors"]
    assert (error["code"], error["pointer"]) == ("achievement.skill_lookalike", "/skills/0")
    assert "1D54A21B60 (Samenwerken)" in error["message"]
    assert sent not in str(problem)


def test_skills_are_told_as_they_are_known_today(standing: Site) -> None:
    told = standing.client.get(f"/v1/achievements/{standing.achievement.achievement_id}").json()
    (skill,) = told["skills"]
    assert skill == {
        "uri": "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60",
        "code": "1D54A21B60",
        "label": "Samenwerken",
        "labelEn": skill["labelEn"],
        "told": "Samenwerken",
        "framework": "CompetentNL",
        "state": "current",
        "withdrawnIn": None,
        "also": [],
        "suggestion": None,
    }
    assert skill["labelEn"]
    assert told["education"] is None


def test_levels_and_education_are_published_and_told(site: Site) -> None:
    status, told = publish_at_school(site, levels=LEVELS, education=EDUCATION)
    assert status == 201
    (described,) = told["achievement"]["resultDescription"]
    assert [one["name"] for one in described["rubricCriterionLevel"]] == ["Meedoen", "Meedenken"]
    assert told["education"] == {
        "qualifications": [
            {
                "crebo": "99999",
                "title": "Iets begeleiden",
                "dossier": None,
                "coreTask": "B1-K1",
                "workProcess": None,
            }
        ],
        "studyLoadHours": 240,
        "nlqfLevel": "4",
        "eqfLevel": 4,
        "participation": "work experience",
        "assessment": None,
    }
    # Levels and qualifications are no skills.
    assert {one["framework"] for one in told["skills"]} == {"CompetentNL"}


def test_everyone_reads_an_achievement_as_a_learning_outcome(site: Site) -> None:
    _, told = publish_at_school(site, education=EDUCATION)
    answer = site.client.get(f"/v1/achievements/{told['id']}/learning-outcome")
    assert answer.status_code == 200
    outcome = answer.json()
    assert outcome["learningOutcomeId"] == told["id"]
    assert outcome["primaryCode"] == {"codeType": "identifier", "code": told["achievement"]["id"]}
    assert outcome["consumer"]["qualificationReference"]["qualification"] == "99999"
    assert [one["uri"] for one in outcome["consumer"]["competentNlRefs"]] == [
        one["uri"] for one in told["skills"]
    ]


def test_there_is_no_learning_outcome_of_nothing(standing: Site) -> None:
    answer = standing.client.get(f"/v1/achievements/{NOBODY}/learning-outcome")
    assert answer.status_code == 404
