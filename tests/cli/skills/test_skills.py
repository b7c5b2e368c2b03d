"""``badgeservice skills``: importing, on after a kill, and looking a skill up."""

import json
from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.skills.addresses import skill_uri
from command_line import Place, kill_when, rows, run, started
from outside.competentnl.service import KEY, sends, serving
from skills.triples import SKOS, TOGETHER, a_release, a_skill, lines, text

MANY = 400_000


def a_file(folder: Path, name: str = "release.nt", raw: bytes = b"") -> Path:
    path = folder / name
    path.write_bytes(raw or lines(*a_release()))
    return path


def test_an_import_tells_what_it_did(place: Place, tmp_path: Path) -> None:
    at = ("--data", place.folder)
    said = run("skills", "import", a_file(tmp_path), "--version", "versie 1", *at)
    assert said.code == ExitCode.DONE, said.err
    assert "Release 1 (versie 1) is in use, from release.nt." in said.out
    assert "1 added: Luisteren" in said.out
    assert "statements." in said.err
    renamed = a_file(tmp_path, "other.nt", lines(*a_skill(TOGETHER, "Samen werken")))
    assert "1 renamed: Samenwerken → Samen werken" in run("skills", "import", renamed, *at).out
    again = run("skills", "import", renamed, *at)
    assert (again.code, "Nothing new" in again.out) == (0, True)
    listed = run("skills", "releases", *at).out.splitlines()
    assert [line.split()[0] for line in listed[1:]] == ["2", "1", "0"]


def test_the_report_as_json_is_json_and_nothing_else(place: Place, tmp_path: Path) -> None:
    said = run("skills", "import", a_file(tmp_path), "--json", "--data", place.folder)
    report = json.loads(said.out)
    assert (report["number"], report["kinds"][0]["added_names"]) == (1, ["Luisteren"])


def test_before_an_import_the_bundled_skills_are_told(place: Place) -> None:
    at = ("--data", place.folder)
    assert "112 skills" in run("skills", "status", *at).out
    said = run("skills", "releases", *at)
    assert (said.out, "come with the service" in said.err) == ("", True)


def test_a_skill_is_found_by_a_word(place: Place) -> None:
    at = ("--data", place.folder)
    assert TOGETHER in run("skills", "search", "samenwerken", *at).out
    none = run("skills", "search", "qqqqxxxx", *at)
    assert (none.code, none.out) == (0, "")
    assert "Try another word" in none.err


@pytest.mark.parametrize(
    ("name", "raw", "where"),
    [
        ("bad.nt", lines(*a_release(), "nonsense"), "bad.nt, line "),
        ("bad.ttl", b"@prefix x: <y", "bad.ttl, line 1"),
        ("bad.jsonld", b'{"@context": "https://elders.example/"}', "nothing is fetched"),
        ("bad.csv", f"uri,prefLabel_nl\n{skill_uri(TOGETHER)},\n".encode(), "row 2, column"),
        ("bad.nt", lines(*a_skill()).replace(b"humancapability", b"human-capability"), "line 1"),
        ("bad.pdf", b"%PDF", "no kind of file"),
        ("bad.nt", b"# nothing\n", "nothing about CompetentNL"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_where(
    name: str, raw: bytes, where: str, place: Place, tmp_path: Path
) -> None:
    said = run("skills", "import", a_file(tmp_path, name, raw), "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert where in said.err
    assert "What to do:" in said.err
    assert rows(place.folder, "SELECT * FROM skill_releases") == []
    assert rows(place.folder, "SELECT * FROM skill_imports") == []


@pytest.mark.parametrize(
    "arguments", [(), ("--sparql", "--rest"), ("a.nt", "--sparql"), ("a.nt", "--rest")]
)
def test_there_is_one_source(arguments: tuple[str, ...], place: Place) -> None:
    said = run("skills", "import", *arguments, "--data", place.folder)
    assert said.code == ExitCode.USAGE


def test_a_release_is_asked_for_with_the_key_of_the_settings(place: Place) -> None:
    with serving(*a_release()) as service:
        there = {"competentnl_sparql_url": service.url, "fetch_allow_loopback": "true"}
        at = ("skills", "import", "--sparql", "--allow-withdrawals", "--data", place.folder)
        wrong = run(*at, **there)
        assert wrong.code == ExitCode.REFUSED
        assert "BADGESERVICE_COMPETENTNL_API_KEY" in wrong.err
        said = run(*at, **there, competentnl_api_key=KEY)
        assert said.code == 0, said.err
        assert "withdrawn" in said.out
        assert KEY not in said.out + said.err + wrong.err
    assert not any(KEY.encode() in path.read_bytes() for path in place.folder.iterdir())


def test_labels_are_asked_for_by_rest(place: Place) -> None:
    with serving(*a_skill(TOGETHER, "Samen werken")) as service:
        said = run(
            *("skills", "import", "--rest", "--data", place.folder),
            competentnl_rest_url=service.url,
            fetch_allow_loopback="true",
            competentnl_api_key=KEY,
        )
    assert said.code == 0, said.err
    assert "1 renamed" in said.out


def test_a_service_that_is_not_there_changes_nothing(place: Place) -> None:
    with serving() as service:
        service.always = sends(404)
        said = run(
            *("skills", "import", "--sparql", "--data", place.folder),
            competentnl_sparql_url=service.url,
            fetch_allow_loopback="true",
            competentnl_api_key=KEY,
        )
    assert said.code == ExitCode.REFUSED
    assert "status 404" in said.err


def test_a_killed_import_goes_on_and_the_old_release_serves(place: Place, tmp_path: Path) -> None:
    remarks = text("https://elders.example/1", f"{SKOS}scopeNote", "iets").encode() + b"\n"
    path = a_file(tmp_path, raw=lines(*a_release()) + remarks * MANY)
    at = ("--data", place.folder)

    def has_pages() -> bool:
        return len(rows(place.folder, "SELECT page FROM skill_import_pages")) >= 2

    with started("skills", "import", path, *at) as process:
        assert kill_when(process, has_pages)
    kept = len(rows(place.folder, "SELECT page FROM skill_import_pages"))
    status = run("skills", "status", *at)
    assert "Release 0" in status.out
    assert f"broken off: {kept:,} pages" in status.out
    said = run("skills", "import", path, *at)
    assert said.code == 0, said.err
    assert f"Going on after {kept:,} pages" in said.err
    assert f"{len(a_release()) + MANY:,} statements were read" in said.out
    assert "Release 1" in run("skills", "status", *at).out
    assert rows(place.folder, "SELECT page FROM skill_import_pages") == []
