"""Nothing but the guarded door reaches another machine: neither in the code nor while testing."""

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from badgeservice.outside.fetch import CannotFetch, FetchLimits, GuardedFetcher, resolve_host

SOURCE = Path(__file__).resolve().parents[2] / "src" / "badgeservice"
# Modules that open connections by themselves.
CLIENTS = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpcore",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc.client",
}
# Names of calls that open one. What listens is no client, and a database is no other machine.
CALLS = {"connect_ex", "create_connection", "open_connection", "sendto", "urlopen", "urlretrieve"}
LISTENING = ("cli",)


def reaching_out(source: str, room: str) -> Iterator[str]:
    """What in a module could open a connection."""
    for node in ast.walk(ast.parse(source)):
        named: list[str] = []
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in named:
            if name in CLIENTS and not (name == "socket" and room in LISTENING):
                yield name
        if isinstance(node, ast.Attribute) and node.attr in CALLS:
            yield node.attr


def test_no_module_but_those_of_outside_can_open_a_connection() -> None:
    found = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in SOURCE.rglob("*.py")
        if (room := path.relative_to(SOURCE).parts[0]) != "outside"
        for name in reaching_out(path.read_text(encoding="utf-8"), room)
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "from socket import socket",
        "import http.client",
        "from http import client",
        "from urllib import request",
        "import urllib.request as web",
        "import httpx",
        "def f():\n    import requests",
        "asyncio.open_connection('x', 1)",
    ],
)
def test_a_module_that_could_open_a_connection_is_seen(line: str) -> None:
    assert list(reaching_out(line, "web"))


@pytest.mark.parametrize(
    "line", ["from http import HTTPStatus", "from urllib.parse import urlsplit", "import json"]
)
def test_a_module_that_could_not_is_not_accused(line: str) -> None:
    assert list(reaching_out(line, "web")) == []


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("2001:db8::1", 443, 0, 0)])
def test_a_test_that_connects_to_another_machine_fails(
    no_other_machines: list[object], address: tuple[object, ...]
) -> None:
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as ours, pytest.raises(AssertionError, match="another machine"):
        ours.connect(address)
    assert no_other_machines == [address[0]]
    no_other_machines.clear()


def test_a_test_that_looks_a_name_up_fails(no_other_machines: list[object]) -> None:
    with pytest.raises(AssertionError, match="another machine"):
        resolve_host("issuer.example")
    assert no_other_machines == ["issuer.example"]
    no_other_machines.clear()


def test_the_door_itself_asks_nobody_when_an_address_is_not_public() -> None:
    fetch = GuardedFetcher(FetchLimits(), monotonic=lambda: 0.0, resolve=lambda _: ["192.0.2.1"])
    with pytest.raises(CannotFetch) as refused:
        fetch("https://issuer.example/", accept="application/json")
    fetch.close()
    assert refused.value.reason == "address-not-public"
