"""A small service in a folder, set up with the command itself."""

import shutil
from pathlib import Path

import pytest

from badgeservice.cli.opening import issuer_caller, open_service, read_settings
from badgeservice.journeys.issuing.publish_achievement import publish_achievement
from badgeservice.journeys.steering.admit_issuer import find_issuer
from command_line import Place, run
from factories import a_draft


@pytest.fixture(autouse=True)
def _somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands make files where they stand."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("template") / "service"
    for command in (
        ("migrate",),
        ("keys", "init"),
        ("city", "establish", "--name", "Oss", "--url", "https://oss.example"),
        ("keys", "make", "gemeente"),
        (
            *("issuers", "admit", "club", "--name", "SV", "--url", "https://sv.example"),
            *("--kind", "sport_club"),
        ),
        ("keys", "make", "club"),
        ("keys", "make", "club", "--algorithm", "p-256"),
    ):
        said = run(*command, "--data", folder)
        assert said.code == 0, said.err
    with open_service(read_settings(folder)) as parts:
        did = find_issuer(parts, "club").did
        published = publish_achievement(parts, issuer_caller(did), did, a_draft())
    return Place(folder, published.achievement_id)


@pytest.fixture
def place(_template: Place, tmp_path: Path) -> Place:
    """A fresh copy of the service."""
    folder = tmp_path / "service"
    shutil.copytree(_template.folder, folder)
    return Place(folder, _template.achievement_id)
