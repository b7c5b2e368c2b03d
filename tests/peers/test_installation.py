"""A peer that is absent skips its tests, or fails them where peers are required."""

import json

import pytest

from peers.absence import go_without
from peers.digitalbazaar.installation import FOLDER, INSTALL, find_fault


def test_without_node_the_fault_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    fault = find_fault()
    assert fault is not None
    assert "Node.js" in fault
    assert INSTALL in fault


def test_an_absent_peer_skips_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BADGESERVICE_REQUIRE_PEERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match=INSTALL):
        go_without(f"absent; run: {INSTALL}")


def test_an_absent_peer_fails_where_peers_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BADGESERVICE_REQUIRE_PEERS", "1")
    with pytest.raises(pytest.fail.Exception, match=INSTALL):
        go_without(f"absent; run: {INSTALL}")


def test_every_version_is_exact_and_no_lock_file_is_written() -> None:
    versions = json.loads((FOLDER / "package.json").read_text())["dependencies"].values()
    assert all(version.replace(".", "").isdigit() for version in versions)
    assert "package-lock=false" in (FOLDER / ".npmrc").read_text().split()
