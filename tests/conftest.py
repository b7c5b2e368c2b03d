"""What every test may ask for."""

import os
from pathlib import Path

import pytest

pytest_plugins = ("databases",)

ROOT = Path(__file__).resolve().parent.parent


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long values by their argument: a name stays readable, and the same in every run."""
    is_long = isinstance(val, str | bytes) and len(val) > 40
    return argname if is_long else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with published vectors, schemas and samples; it is not part of this repository."""
    folder = Path(os.environ.get("BADGESERVICE_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(
            "reference data is absent: put the published vectors in ../shared/data "
            "or name the folder in BADGESERVICE_SHARED_DATA"
        )
    return folder
