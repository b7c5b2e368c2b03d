"""``badgeservice city`` and ``badgeservice issuers``."""

from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from command_line import Place, lines_of, rows, run

CLUB = ("--name", "SV Twee", "--url", "https://twee.example", "--kind", "sport_club")


def test_establishing_the_city_again_changes_nothing(place: Place) -> None:
    at = ("--data", place.folder)
    said = run("city", "establish", "--name", "Elders", "--url", "https://elders.example", *at)
    assert (said.code, said.out) == (0, "The city is Oss, did:web:localhost%3A8321.\n")
    assert "there already, and nothing was changed" in said.err
    assert "Next:" not in said.err


@pytest.mark.parametrize(("mail", "hinted"), [((), True), (("--email", "a@oss.example"), False)])
def test_a_city_without_an_address_for_security_txt_is_told(
    mail: tuple[str, ...], hinted: bool, tmp_path: Path
) -> None:
    run("migrate", "--data", tmp_path)
    named = ("--name", "Oss", "--url", "https://oss.example")
    said = run("city", "establish", *named, *mail, "--data", tmp_path)
    assert said.code == 0
    assert ("security.txt has no address" in said.err) is hinted
    assert "already" not in said.err


@pytest.mark.parametrize("command", [("issuers", "admit", "twee"), ("keys", "make", "gemeente")])
def test_before_there_is_a_city_one_is_told_to_begin_there(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    run("migrate", "--data", tmp_path)
    more = CLUB if command[0] == "issuers" else ()
    said = run(*command, *more, "--data", tmp_path)
    assert said.code == ExitCode.REFUSED
    assert "Begin with `badgeservice city establish`." in said.err
    assert rows(tmp_path, "SELECT * FROM issuers") == []


@pytest.mark.parametrize(
    ("slug", "changes", "code"),
    [
        ("Not A Slug", (), "issuer.slug"),
        ("gemeente", (), "issuer.slug"),
        ("twee", ("--name", " "), "issuer.name"),
        ("twee", ("--url", "ftp://twee.example"), "issuer.url"),
        ("twee", ("--kind", "city"), "issuer.kind"),
        ("club", (), ""),
    ],
)
def test_an_issuer_that_cannot_be_admitted_is_told_why(
    slug: str, changes: tuple[str, ...], code: str, place: Place
) -> None:
    said = run("issuers", "admit", slug, *CLUB, *changes, "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert code in said.err
    assert len(rows(place.folder, "SELECT * FROM issuers")) == 2


def test_an_admitted_issuer_is_listed_with_what_it_has(place: Place) -> None:
    at = ("--data", place.folder)
    assert run("issuers", "admit", "twee", *CLUB, "--no-recognised", *at).code == 0
    _, city, club, other = [line.split() for line in lines_of(run("issuers", "list", *at).out)]
    assert city[:5] == ["gemeente", "Oss", "city", "the", "city"]
    assert club == ["club", "SV", "sport_club", "recognised", "Ed25519,", "P-256", "1"]
    assert other == ["twee", "SV", "Twee", "sport_club", "admitted", "none", "0"]


def test_a_name_is_shown_as_it_is(place: Place) -> None:
    at = ("--data", place.folder)
    admitted = run("issuers", "admit", "drie", *CLUB, "--name", "SV [red]Drie[/red] :+1:", *at)
    assert "SV [red]Drie[/red] :+1:" in admitted.out
    assert "SV [red]Drie[/red] :+1:" in run("issuers", "list", *at).out


def test_an_empty_service_says_where_to_begin(tmp_path: Path) -> None:
    run("migrate", "--data", tmp_path)
    said = run("issuers", "list", "--data", tmp_path)
    assert (said.code, said.out) == (0, "")
    assert "badgeservice city establish" in said.err


def test_the_first_manager_is_invited_with_a_command(place: Place) -> None:
    said = run("city", "invite", "Els@Oss.example", "--data", place.folder)
    assert said.code == 0
    assert said.out.startswith("Invited, until 20")
    assert "/sign-in" in said.err
    (mail,) = (place.folder / "mails").iterdir()
    assert "To: els@oss.example" in mail.read_text(encoding="utf-8")
    assert rows(place.folder, "SELECT role FROM invitations") == [("city_manager",)]


@pytest.mark.parametrize("address", ["", "els", "els@oss", "a@b.example,c@d.example"])
def test_what_is_no_address_is_not_invited(place: Place, address: str) -> None:
    said = run("city", "invite", address, "--data", place.folder)
    assert said.code != 0
    assert rows(place.folder, "SELECT * FROM accounts") == []


def test_before_there_is_a_city_nobody_is_invited(tmp_path: Path) -> None:
    run("migrate", "--data", tmp_path)
    said = run("city", "invite", "els@oss.example", "--data", tmp_path)
    assert said.code != 0
    assert "city establish" in said.err


def test_an_organisation_is_suspended_resumed_and_ended_once(place: Place) -> None:
    at, why = ("--data", place.folder), ("--reason", "Er klopt iets niet.")
    for command, said in (
        (("suspend", "club", *why), "Suspended."),
        (("suspend", "club", *why), "It was suspended already. Nothing was changed."),
        (("resume", "club"), "It may sign again."),
        (("resume", "club"), "It was not suspended. Nothing was changed."),
        (("end", "club", *why), "Ended. What it gave stays valid."),
        (("end", "club", *why), "There was nothing left to end. Nothing was changed."),
    ):
        done = run("issuers", *command, *at)
        assert (done.code, done.out.strip()) == (0, said)


@pytest.mark.parametrize(
    "command",
    [
        ("suspend", "nobody", "--reason", "x"),
        ("suspend", "gemeente", "--reason", "x"),
        ("suspend", "club", "--reason", " "),
        ("end", "gemeente", "--reason", "x"),
        ("recognise", "club", "--skill", "0000000000"),
        ("recognise", "club", "--kind", "Diplom"),
        ("recognise", "club", "--until", "2020-01-01T00:00:00Z"),
        ("recognise", "gemeente"),
        ("end-recognition", "nobody"),
    ],
)
def test_what_the_city_cannot_do_is_refused_and_changes_nothing(
    command: tuple[str, ...], place: Place
) -> None:
    before = rows(place.folder, "SELECT * FROM audit_lines")
    assert run("issuers", *command, "--data", place.folder).code == ExitCode.REFUSED
    assert rows(place.folder, "SELECT * FROM audit_lines") == before


def test_a_moment_that_is_none_is_wrong_usage(place: Place) -> None:
    said = run("issuers", "recognise", "club", "--until", "morgen", "--data", place.folder)
    assert said.code == ExitCode.USAGE


def test_a_recognition_for_one_skill_is_told_and_ends(place: Place) -> None:
    at = ("--data", place.folder)
    said = run("issuers", "recognise", "club", "--skill", "1D54A21B60", "--kind", "Course", *at)
    assert "skill:1D54A21B60, achievementType:Course" in said.out
    assert run("issuers", "end-recognition", "club", *at).out.startswith("The city recognises")
    assert "Nothing was changed" in run("issuers", "end-recognition", "club", *at).out


def test_a_whole_chain_is_told_with_its_end_and_a_cut_one_shows(place: Place) -> None:
    at = ("--data", place.folder)
    said = run("city", "check-audit", *at)
    line, line_hash = said.out.split()
    assert (said.code, len(line_hash)) == (0, 64)
    kept = ("--line", str(int(line) + 1), "--hash", line_hash)
    cut = run("city", "check-audit", *kept, *at)
    assert cut.code == ExitCode.NOT_AS_IT_SHOULD_BE
    assert run("city", "check-audit", "--line", line, *at).code == ExitCode.USAGE
