"""``badgeservice achievements``."""

import pytest

from badgeservice.cli.exits import ExitCode
from command_line import Place, rows, run

WORDS = (
    "--name",
    "Keeper",
    "--description",
    "Je staat in het doel.",
    "--criteria",
    "Een seizoen lang.",
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (("--skill", "0000000000"), "achievement.skill"),
        (("--name", " "), "name"),
        (("--colour", "teal"), "art"),
        (("--shape", "banana"), "art"),
        (("--pictogram", "nothing"), "art"),
        (("--skill", "1d54a21b60"), "1D54A21B60 (Samenwerken)"),
        (("--level", "Meedoen"), "level"),
        (("--level", "=Je helpt."), "level"),
        (("--crebo", "999"), "crebo"),
        (("--nlqf", "9"), "nlqf"),
        (("--study-load", "0"), "study_load"),
    ],
)
def test_an_achievement_that_cannot_be_published_is_told_why(
    changes: tuple[str, ...], code: str, place: Place
) -> None:
    before = rows(place.folder, "SELECT * FROM achievements")
    said = run("achievements", "publish", "club", *WORDS, *changes, "--data", place.folder)
    assert said.code == ExitCode.REFUSED, said.err
    assert code in said.err
    assert rows(place.folder, "SELECT * FROM achievements") == before


def test_nobody_publishes_for_an_issuer_that_is_not_there(place: Place) -> None:
    said = run("achievements", "publish", "nobody", *WORDS, "--data", place.folder)
    assert said.code == ExitCode.REFUSED


def test_a_published_achievement_is_listed_and_its_id_is_all_that_is_put_out(
    place: Place,
) -> None:
    at = ("--data", place.folder)
    said = run("achievements", "publish", "club", *WORDS, "--skill", "1D54A21B60", *at)
    assert said.code == 0, said.err
    listed = run("achievements", "list", "club", *at).out
    assert said.out.strip() in listed
    assert "Keeper" in listed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (("--nlqf", "3"), "education.not_a_school"),
        (("--crebo", "25779", "--kind", "Diploma"), "achievement.type_awards"),
        (("--kind", "Diploma"), "achievement.type_not_a_school"),
        (("--name", "Diploma keeper"), "achievement.claim"),
        (("--name", "Keeper\u202e"), "achievement.unseen"),
        (("--description", "Je bent bevoegd."), "achievement.claim"),
    ],
)
def test_a_club_cannot_publish_what_only_a_school_gives(
    changes: tuple[str, ...], code: str, place: Place
) -> None:
    said = run("achievements", "publish", "club", *WORDS, *changes, "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert code in said.err


def test_levels_and_facts_about_education_of_a_school_are_published(place: Place) -> None:
    school = ("--name", "School", "--url", "https://school.example", "--kind", "school")
    run("issuers", "admit", "school", *school, "--data", place.folder)
    said = run(
        *("achievements", "publish", "school", *WORDS, "--data", place.folder),
        *("--level", "Meedoen=Je helpt.", "--level", "Meedenken=Je helpt = vooraf."),
        *("--crebo", "99999", "--nlqf", "4", "--study-load", "240"),
    )
    assert said.code == 0, said.err
    ((body,),) = rows(
        place.folder,
        "SELECT body FROM achievement_versions ORDER BY published_at DESC LIMIT 1",
    )
    for told in ("Je helpt = vooraf.", "ext:SBBQualification", "ext:NLQF", "240 uur"):
        assert told in str(body)
