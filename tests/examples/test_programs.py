"""The programs in ``examples/``, run as a reader would run them, against a real server."""

import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Said, Served, rows

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOBODY = "http://127.0.0.1:9"


def program(name: str, *arguments: str | Path) -> Said:
    done = subprocess.run(
        [sys.executable, EXAMPLES / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def award(served: Served, reference: str, out: Path, **changes: str) -> Said:
    chosen = {
        "service": served.url,
        "issuer": "sv-de-maasboys",
        "achievement": served.achievement_id,
        "key": str(served.api_key_file),
    } | changes
    return program(
        "issue_an_award.py",
        *(chosen["service"], chosen["issuer"], chosen["achievement"]),
        *("--api-key-file", chosen["key"], "--reference", reference),
        *("--name", "Sanne van der Linden", "--email", "sanne@example.org", "--out", out),
    )


@pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
def test_a_badge_in_any_form_is_verified(form: str, served: Served) -> None:
    badge = served.folder / "badges" / "kw1c" / "02-ilse" / f"badge.{form}"
    said = program("verify_a_badge.py", served.url, badge)
    assert said.code == 0, said.err
    assert said.out.splitlines()[0] == "valid"
    assert "skill:      Verplichtingen nakomen <https://linkeddata.competentnl.nl/" in said.out
    assert "city knows: recognised" in said.out


@pytest.mark.parametrize(
    ("name", "code", "word"),
    [
        ("tampered.json", 1, "invalid"),
        ("revoked/badge.json", 1, "invalid"),
        ("unknown-issuer.json", 0, "valid"),
    ],
)
def test_the_program_ends_with_the_code_of_the_verdict(
    name: str, code: int, word: str, served: Served
) -> None:
    said = program(
        "verify_a_badge.py", served.url, served.folder / "badges" / name, "--language", "nl"
    )
    assert (said.code, said.out.splitlines()[0]) == (code, word)


def test_what_is_no_badge_gets_no_verdict(served: Served) -> None:
    said = program("verify_a_badge.py", served.url, served.folder / "kek")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("There is no verdict: ")


@pytest.mark.parametrize("badge", ["nowhere.json", __file__])
def test_without_a_file_or_a_service_there_is_no_verdict(badge: str) -> None:
    said = program("verify_a_badge.py", NOBODY, badge)
    assert (said.code, said.out) == (3, "")


def test_an_award_is_saved_in_every_form_and_can_be_verified(
    served: Served, tmp_path: Path
) -> None:
    said = award(served, "2026-0042", tmp_path)
    assert said.code == 0, said.err
    assert said.out.startswith("awarded: urn:uuid:")
    for form in ("json", "jwt", "png", "svg"):
        assert program("verify_a_badge.py", served.url, tmp_path / f"badge.{form}").code == 0


def test_the_same_reference_again_gives_the_same_badge(served: Served, tmp_path: Path) -> None:
    first = award(served, "2026-0043", tmp_path / "a")
    second = award(served, "2026-0043", tmp_path / "b")
    assert second.out.startswith("was awarded before: ")
    assert first.out.split()[1] in second.out
    for form in ("json", "jwt", "png", "svg"):
        one, other = (tmp_path / folder / f"badge.{form}" for folder in "ab")
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "kw1c"},
        {"issuer": "nobody"},
        {"achievement": "6f0c2a4e-8d1b-4c5e-9f3a-1b2c3d4e5f60"},
        {"achievement": "no id"},
        {"key": __file__},
        {"service": NOBODY},
    ],
)
def test_what_the_service_refuses_is_told_and_nothing_is_saved(
    changes: dict[str, str], served: Served, tmp_path: Path
) -> None:
    if "key" in changes:
        wrong = tmp_path / "key"
        wrong.write_text("bsk_wrong")
        changes = {"key": str(wrong)}
    before = rows(served.folder, "SELECT count(*) FROM awards")
    said = award(served, "2026-0044", tmp_path / "out", **changes)
    assert (said.code, said.out) == (1, "")
    assert said.err
    assert not (tmp_path / "out").exists()
    assert rows(served.folder, "SELECT count(*) FROM awards") == before


def vacancy(served: Served, *arguments: str | Path) -> Said:
    return program("compare_with_a_vacancy.py", served.url, *arguments)


@pytest.mark.parametrize("form", ["json", "jwt"])
def test_a_badge_is_compared_with_a_vacancy_in_words(form: str, served: Served) -> None:
    badge = served.folder / "badges" / "kw1c" / "02-ilse" / f"badge.{form}"
    said = vacancy(served, badge, "--skill", "6EDDE6185F", "--skill", "49790E767C")
    assert said.code == 0, said.err
    shown, missing, told, *notes = said.out.splitlines()
    assert shown.startswith("shown:          Verplichtingen nakomen - The badge ‘")
    assert missing == "not shown:      Leidinggeven - None of these badges shows this."
    assert told.startswith("badge:          ")
    assert told.endswith(":issuers:kw1c>. The city knows this issuer.")
    assert notes
    assert all(one.startswith("note:") for one in notes)
    # The id of an issuer may hold one, before its port (did:web).
    assert "%" not in "".join([shown, missing, *notes])


@pytest.mark.parametrize("name", ["tampered.json", "revoked/badge.json"])
def test_a_badge_that_is_not_right_is_not_used_for_a_vacancy(name: str, served: Served) -> None:
    badge = served.folder / "badges" / name
    said = vacancy(served, badge, "--skill", "1D54A21B60", "--language", "nl")
    assert said.code == 0
    assert "not used:       /credentials/0 - " in said.out
    assert "Geen van deze badges laat dit zien." in said.out


def test_a_badge_of_an_issuer_that_the_city_does_not_know_shows_a_vacancy_nothing_in_full(
    served: Served,
) -> None:
    badge = served.folder / "badges" / "unknown-issuer.json"
    said = vacancy(served, badge, "--skill", "1D54A21B60")
    assert said.code == 0, said.err
    assert "shown:" not in [line.split(" ")[0] for line in said.out.splitlines()]
    assert "The city does not know this issuer." in said.out


def test_a_vacancy_with_a_skill_that_is_not_known_is_refused(served: Served) -> None:
    badge = served.folder / "badges" / "kw1c" / "02-ilse" / "badge.json"
    said = vacancy(served, badge, "--skill", "0000000000")
    assert (said.code, said.out) == (1, "")
    assert "  /skills/0/skill: " in said.err


@pytest.mark.parametrize("badge", ["nowhere.json", EXAMPLES / "README.md"])
def test_without_a_file_or_a_service_there_is_no_comparison(badge: str | Path) -> None:
    said = program("compare_with_a_vacancy.py", NOBODY, badge, "--skill", "1D54A21B60")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("There is no answer: ")
