"""``badgeservice issue-file``: a badge for everybody on a list, and never a second one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from command_line import Place, Said, rows, run
from journeys.printing.reading_pdf import text_of

AWARDS = "SELECT count(*) FROM awards"
LIST = "Lidnummer;Voornaam;Achternaam;E-mail;Geboortedatum"


def issue(place: Place, *lines: str, **options: str) -> Said:
    Path("members.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")
    chosen = {"issuer": "club", "achievement": place.achievement_id, "out": "out"} | options
    flat = [text for name, value in chosen.items() for text in (f"--{name}", value)]
    return run("issue-file", "members.csv", *flat, "--data", place.folder)


def test_everybody_gets_a_badge_in_every_form(place: Place) -> None:
    said = issue(place, LIST, "1;An;Bos;an@example.org;2001", "", "3;Zoë;Vis;;2002")
    assert said.code == 0
    assert "New badges: 2. Had theirs: 0. Got none: 0." in said.out
    assert 'column "Geboortedatum": not used' in said.out
    files = sorted(path.as_posix() for path in Path("out").rglob("badge.*"))
    names = ("badge.json", "badge.jwt", "badge.png", "badge.svg")
    assert files == [f"out/{who}/{name}" for who in ("02-an", "04-zoe") for name in names]
    assert run("verify-file", *files, "--data", place.folder).code == 0
    assert "Zoë Vis" in text_of(Path("out/04-zoe/certificate.pdf").read_bytes())


def test_a_badge_holds_nothing_from_the_list(place: Place) -> None:
    issue(place, LIST, "K77;Kanarie;Geheim;kanarie@example.org;1999-12-31")
    for path in Path("out").rglob("badge.*"):
        body = path.read_bytes().lower()
        assert b"kanarie" not in body
        assert b"geheim" not in body
        assert b"k77" not in body
    assert "1999" not in str(rows(place.folder, "SELECT * FROM awards"))


def test_the_same_list_again_in_another_order_gives_nobody_a_second_badge(place: Place) -> None:
    issue(place, LIST, "1;An;Bos;;", "2;Bo;Vis;;")
    said = issue(place, LIST, "2;Bo;Vis;;", "3;Cas;Mol;;", "1;An;Bos;;")
    assert said.code == 0
    assert "New badges: 1. Had theirs: 2. Got none: 0." in said.out
    assert rows(place.folder, AWARDS) == [(3,)]


def test_a_person_whose_name_changed_keeps_the_badge_they_had(place: Place) -> None:
    issue(place, LIST, "1;An;Bos;;")
    said = issue(place, LIST, "1;An;Bos-Vis;;")
    assert said.code == ExitCode.NOT_AS_IT_SHOULD_BE
    assert "row 2: has this badge under another name or e-mail address" in said.out
    assert rows(place.folder, AWARDS) == [(1,)]


def test_a_list_without_member_numbers_is_warned_about_once(place: Place) -> None:
    warning = "people are recognised by name and e-mail address"
    assert issue(place, "Naam;E-mail", "An;a@example.org", "Bo;").out.count(warning) == 1
    assert warning not in issue(place, LIST, "1;An;Bos;;").out
    assert "New badges: 1." in issue(place, "Naam;E-mail", "An;other@example.org").out


def test_an_issuer_without_a_key_for_tokens_is_told_once(place: Place) -> None:
    assert "No JWT" not in issue(place, LIST, "1;An;Bos;;").out
    with closing(sqlite3.connect(place.folder / "badgeservice.db")) as connection, connection:
        connection.execute("DELETE FROM issuer_keys WHERE algorithm = 'P-256'")
    said = issue(place, LIST, "2;Bo;Vis;;", "3;Cas;Mol;;")
    assert said.code == 0
    assert said.out.count("No JWT: this issuer has no P-256 or RSA key") == 1
    assert "`badgeservice keys make club --algorithm P-256`" in said.out
    assert not (Path("out") / "02-bo" / "badge.jwt").exists()


def test_rows_that_cannot_be_used_are_told_by_number_and_the_rest_goes_on(place: Place) -> None:
    said = issue(place, LIST, "1;An;Bos;nope;", "2;;;;", "3;Cas;Mol;;")
    assert said.code == ExitCode.NOT_AS_IT_SHOULD_BE
    assert "row 2: The e-mail address is not one right address. [member.email]" in said.out
    assert "row 3: This row has no name. [member.no-name]" in said.out
    assert "row 4: new badge, in out/04-cas/" in said.out
    assert rows(place.folder, AWARDS) == [(1,)]


def test_a_dry_run_awards_nothing(place: Place) -> None:
    said = run(
        *("issue-file", _list(LIST, "1;An;Bos;;"), "--issuer", "club", "--dry-run"),
        *("--achievement", place.achievement_id, "--out", "out", "--data", place.folder),
    )
    assert said.code == 0
    assert "1 people can get" in said.out
    assert rows(place.folder, AWARDS) == [(0,)]
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (("Team;Functie", "x;y"), "members.no-name-column"),
        (("Naam;BSN", "An;123456782"), "members.bsn"),
        ((), "members.empty"),
    ],
)
def test_a_list_that_is_refused_awards_nothing(
    lines: tuple[str, ...], word: str, place: Place
) -> None:
    said = issue(place, *lines)
    assert said.code == ExitCode.REFUSED
    assert word in said.err
    assert "123456782" not in said.out + said.err
    assert rows(place.folder, AWARDS) == [(0,)]


@pytest.mark.parametrize(
    "options",
    [
        {"issuer": "nobody"},
        {"issuer": "gemeente"},
        {"achievement": "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60"},
        {"achievement": "'; DROP TABLE awards; --"},
    ],
)
def test_an_achievement_that_is_not_of_the_issuer_is_refused(
    options: dict[str, str], place: Place
) -> None:
    said = issue(place, LIST, "1;An;Bos;;", **options)
    assert said.code == ExitCode.REFUSED
    assert rows(place.folder, AWARDS) == [(0,)]


def test_a_list_that_is_not_there_is_told(place: Place) -> None:
    said = run(
        *("issue-file", "nowhere.csv", "--issuer", "club", "--out", "out"),
        *("--achievement", place.achievement_id, "--data", place.folder),
    )
    assert said.code == ExitCode.REFUSED
    assert "nowhere.csv" in said.err


def test_what_was_issued_before_it_stopped_is_told(place: Place) -> None:
    Path("out").mkdir()
    (Path("out") / "03-bo").touch()
    said = issue(place, LIST, "1;An;Bos;;", "2;Bo;Vis;;", "3;Cas;Mol;;")
    assert said.code == ExitCode.REFUSED
    assert "row 2: new badge" in said.out
    assert "03-bo" in said.err
    (Path("out") / "03-bo").unlink()
    assert (
        "New badges: 1. Had theirs: 2."
        in issue(place, LIST, "1;An;Bos;;", "2;Bo;Vis;;", "3;Cas;Mol;;").out
    )


def test_a_name_cannot_leave_the_folder(place: Place) -> None:
    said = issue(place, LIST, "1;../../x;Bos;;", "2;'/;Vis;;", "3;日本;Mol;;")
    assert said.code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["02-x", "03", "04"]


def _list(*lines: str) -> str:
    Path("list.csv").write_text("\n".join(lines))
    return "list.csv"
