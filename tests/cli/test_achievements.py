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
