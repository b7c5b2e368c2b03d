"""The runner tested by itself: a folder that is not one sound case is told, and never passes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.authoring.__main__ import author
from cases.authoring.catalogue import all_cases
from cases.corpus import FOLDER, BadCase, judge, read_case

SOUND = "binding-key-of-the-issuer_pass"
REFUSED = "raw-json-empty-file_fail"
FALSE = "tampered-name_fail"

Change = Callable[[Path], object]


def copied(tmp_path: Path, name: str = SOUND) -> Path:
    folder = tmp_path / name
    shutil.copytree(FOLDER / name, folder)
    return folder


def edited(folder: Path, file: str, **changes: object) -> None:
    body = json.loads((folder / file).read_text(encoding="utf-8")) | changes
    (folder / file).write_text(json.dumps(body), encoding="utf-8")


@pytest.mark.parametrize("name", [SOUND, FALSE, REFUSED])
def test_a_sound_case_holds(tmp_path: Path, name: str) -> None:
    assert judge(read_case(copied(tmp_path, name))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "README.md").unlink(),
        lambda folder: (folder / "README.md").write_text("Too short.\n"),
        lambda folder: (folder / "README.md").write_text("It has one sentence\nand another one.\n"),
        lambda folder: (folder / "README.md").write_text("It has no full stop at its very end\n"),
        lambda folder: (folder / "credential.json").unlink(),
        lambda folder: (folder / "credential.json").rename(folder / "credential.txt"),
        lambda folder: (folder / "credential.jwt").write_text("a.b.c"),
        lambda folder: (folder / "web.json").unlink(),
        lambda folder: (folder / "web.json").write_text("{"),
        lambda folder: (folder / "web.json").write_text("[]"),
        lambda folder: edited(folder, "web.json", more=1),
        lambda folder: edited(folder, "web.json", pages={"https://a.example": {"xml": "<a/>"}}),
        lambda folder: edited(folder, "web.json", pages={"https://a.example": {}}),
        lambda folder: (folder / "expected.json").unlink(),
        lambda folder: edited(folder, "expected.json", refusal="no-credential"),
        lambda folder: edited(folder, "expected.json", remark="none"),
        lambda folder: edited(folder, "expected.json", verdict="invalid"),
        lambda folder: edited(folder, "expected.json", verdict="sound"),
    ],
)
def test_a_folder_that_is_no_case_is_told(tmp_path: Path, change: Change) -> None:
    folder = copied(tmp_path)
    change(folder)
    with pytest.raises(BadCase):
        read_case(folder)


@pytest.mark.parametrize(
    "name",
    ["Sound_pass", "sound", "sound_ok", "sound-_pass", "a--b_pass", "a b_pass", "a_b_pass"],
)
def test_a_name_that_is_no_sentence_in_kebab_case_is_told(tmp_path: Path, name: str) -> None:
    folder = copied(tmp_path).rename(tmp_path / name)
    with pytest.raises(BadCase):
        read_case(folder)


@pytest.mark.parametrize("end", ["fail", "unknown"])
def test_a_wrong_end_of_the_name_is_told(tmp_path: Path, end: str) -> None:
    folder = copied(tmp_path).rename(tmp_path / f"sound_{end}")
    with pytest.raises(BadCase, match="do not agree"):
        read_case(folder)


def test_an_answer_of_the_web_that_nobody_asks_for_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    pages = json.loads((folder / "web.json").read_text())["pages"]
    edited(folder, "web.json", pages=pages | {"https://unused.example/": {"fault": "tls"}})
    with pytest.raises(BadCase, match="nobody asked"):
        judge(read_case(folder))


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        (SOUND, {"code": "proof.ok"}),
        (SOUND, {"checks": {"proof": "proof.invalid"}}),
        (SOUND, {"checks": {"no-such-check": "proof.ok"}}),
        (SOUND, {"warnings": ["no.such_warning"]}),
        (FALSE, {"code": "proof.missing"}),
        (REFUSED, {"refusal": "too-large"}),
        (REFUSED, {"findings": ["json.bom"]}),
    ],
)
def test_another_answer_than_expected_is_told(
    tmp_path: Path, name: str, changes: dict[str, object]
) -> None:
    folder = copied(tmp_path, name)
    edited(folder, "expected.json", **changes)
    assert len(judge(read_case(folder))) == 1


def test_a_verdict_where_a_refusal_was_expected_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, FALSE)
    (folder / "expected.json").write_text('{"refusal": "no-credential"}')
    assert judge(read_case(folder)) != []


def test_a_refusal_where_a_verdict_was_expected_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, REFUSED)
    (folder / "expected.json").write_text('{"verdict": "invalid", "code": "proof.invalid"}')
    assert judge(read_case(folder)) != []


def test_what_the_web_does_not_name_cannot_be_reached(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edited(folder, "web.json", pages={})
    assert "did.unreachable" in judge(read_case(folder))[0]


def test_a_case_may_be_pending_with_its_reason(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "pending").write_text("The reason.\n")
    assert read_case(folder).pending == "The reason."


# --- authoring --------------------------------------------------------------------------------


def test_every_case_that_is_authored_stands_in_the_folder_with_the_same_expectation() -> None:
    for case in all_cases():
        expected = (FOLDER / case.name / "expected.json").read_bytes()
        assert case.files["expected.json"] == expected, case.name


def test_authoring_twice_gives_the_same_files(tmp_path: Path) -> None:
    names = ["suite-", "sd-", "token-rs256", "status-revoked_"]
    for number in ("one", "two"):
        (tmp_path / number).mkdir()
        author(tmp_path / number, names)
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )
