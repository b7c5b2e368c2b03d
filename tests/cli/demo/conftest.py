"""One demo that was played to the end."""

from pathlib import Path

import pytest

from command_line import Said, run


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """The folder of a demo, and what it printed."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    return folder, run("demo", "--once", "--data", folder)
