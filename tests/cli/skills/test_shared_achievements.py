"""``badgeservice achievements catalogue`` and ``adopt``."""

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.skills.shared import shared_catalogue
from command_line import Place, rows, run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nobody", "fair-play"), ExitCode.REFUSED),
        (("club", "nothing"), ExitCode.REFUSED),
        (("club", "fair-play", "--name", " "), ExitCode.REFUSED),
        (("club", "fair-play", "--language", "de"), ExitCode.USAGE),
        (("club",), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_adopted_changes_nothing(
    arguments: tuple[str, ...], code: ExitCode, place: Place
) -> None:
    before = rows(place.folder, "SELECT * FROM achievements")
    said = run("achievements", "adopt", *arguments, "--data", place.folder)
    assert said.code == code, said.err
    assert rows(place.folder, "SELECT * FROM achievements") == before


def test_adopting_the_same_badge_again_is_refused_with_a_hint(place: Place) -> None:
    at = ("--data", place.folder)
    first = run("achievements", "adopt", "club", "fair-play", *at)
    again = run("achievements", "adopt", "club", "fair-play", *at)
    assert (first.code, again.code) == (0, ExitCode.REFUSED)
    assert first.out.strip() in again.err
    assert run("achievements", "adopt", "club", "fair-play", "--name", "Fair", *at).code == 0


def test_an_adopted_badge_is_listed_and_its_id_is_all_that_is_put_out(place: Place) -> None:
    at = ("--data", place.folder)
    said = run("achievements", "adopt", "club", "fair-play", "--language", "en", *at)
    assert said.code == 0, said.err
    listed = run("achievements", "list", "club", *at).out
    assert said.out.strip() in listed
    assert "Fair play" in listed


def test_a_skill_that_is_none_is_refused(place: Place) -> None:
    said = run("achievements", "catalogue", "--skill", "nonsense", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "query.skill" in said.err


def test_the_catalogue_is_listed_in_both_languages(place: Place) -> None:
    at = ("--data", place.folder)
    dutch = run("achievements", "catalogue", *at).out
    english = run("achievements", "catalogue", "--language", "en", *at).out
    for shared_id, badge in shared_catalogue().badges.items():
        assert shared_id in dutch
        assert badge.texts["nl"].name in dutch
        assert badge.texts["en"].name in english
    assert "treasurer" in run("achievements", "catalogue", "--query", "boekhouding", *at).out
