"""What every test may ask for."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest_plugins = ("databases",)
# A browser has an event loop of its own, which other tests do not bear: it gets its own run.
collect_ignore = [] if os.environ.get("BADGESERVICE_BROWSER_TESTS") else ["browser"]

ROOT = Path(__file__).resolve().parent.parent
_THIS_MACHINE = ("", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long values by their argument: a name stays readable, and the same in every run."""
    is_long = isinstance(val, str | bytes) and len(val) > 40
    return argname if is_long else None


@pytest.fixture(autouse=True)
def no_other_machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Fail a test that asks for another machine, also when the code under test hides it.

    The test of this rule empties the list.
    """
    asked: list[object] = []

    def refuse(name: str, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(address, tuple) and str(host) not in _THIS_MACHINE:
            asked.append(host)
            raise AssertionError(f"{name} was asked for another machine")

    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: Any, address: Any, *, original: Any = original, name: str = name) -> Any:
            refuse(name, address)
            return original(self, address)

        monkeypatch.setattr(socket.socket, name, guarded)
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        refuse("getaddrinfo", ("" if host is None else host,))
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield asked
    assert not asked, "a test asked for another machine"


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
