"""The guarded door: what it refuses before any socket, and what it does on one."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from badgeservice.outside.fetch import CannotFetch, FetchLimits, GuardedFetcher
from outside.hosts import a_certificate

_ACCEPT = "application/json"


def _never_resolve(host: str) -> list[str]:
    raise AssertionError(f"the name {host} was looked up")


def _fetcher(**changes: Any) -> GuardedFetcher:
    clock = count()
    arguments: dict[str, Any] = {
        "limits": FetchLimits(),
        "monotonic": lambda: float(next(clock)) / 1_000,
        "resolve": _never_resolve,
    }
    return GuardedFetcher(**(arguments | changes))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "//example.com/",
        "https://",
        "https:///x",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://example.com:8443/",
        "https://example.com:22/",
        "https://example.com:abc/",
        "https://exa mple.com/",
        "https://example.com/\\evil",
        "https://example.com/\x00",
        "https://exämple.com/",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_url_of_another_kind_is_refused_before_any_look_up(url: str) -> None:
    with pytest.raises(CannotFetch):
        _fetcher()(url, accept=_ACCEPT)


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["10.0.0.1"],
        ["8.8.8.8", "127.0.0.1"],
        ["64:ff9b::7f00:1"],
        [],
    ],
)
def test_every_address_of_a_name_must_be_public(answers: list[str]) -> None:
    with pytest.raises(CannotFetch) as refused:
        _fetcher(resolve=lambda _: answers)("https://example.com/", accept=_ACCEPT)
    assert refused.value.reason == "address-not-public"


@pytest.mark.parametrize(
    "name", ["issuer.invalid", "localhost", "a.localhost", "printer.local", "x.onion", "a.test"]
)
def test_a_name_that_is_nobody_s_is_not_even_looked_up(name: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        _fetcher()(f"https://{name}/", accept=_ACCEPT)
    assert refused.value.reason == "unknown-host"


def test_a_resolver_that_does_not_answer_is_not_waited_for() -> None:
    never = threading.Event()
    fetcher = _fetcher(
        limits=FetchLimits(connect_seconds=0.01),
        resolve=lambda _: [str(never.wait(timeout=5))],
    )
    with pytest.raises(CannotFetch) as refused:
        fetcher("https://slow.example/", accept=_ACCEPT)
    never.set()
    fetcher.close()
    assert refused.value.reason == "unknown-host"


def test_a_name_that_does_not_exist_is_told() -> None:
    def no_such_name(_: str) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(CannotFetch) as refused:
        _fetcher(resolve=no_such_name)("https://issuer.example/", accept=_ACCEPT)
    assert refused.value.reason == "unknown-host"


class _Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        routes = {
            "/ok": (200, {"Content-Type": "application/json; charset=utf-8"}, b'{"a": 1}'),
            "/missing": (404, {}, b""),
            "/moved": (301, {"Location": "/ok"}, b""),
            "/away": (302, {"Location": "https://elsewhere.example/ok"}, b""),
            "/down": (302, {"Location": "http://host.example/ok"}, b""),
            "/nonsense": (302, {"Location": "https://["}, b""),
            "/loop": (302, {"Location": "/loop"}, b""),
            "/large": (200, {}, b"x" * 5_000),
            "/packed": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
        }
        status, headers, body = routes[self.path]
        self.server.seen.append(dict(self.headers))  # type: ignore[attr-defined]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HTTPServer, ssl.SSLContext]]:
    """A real https server on loopback that calls itself host.example."""
    pem, trust = a_certificate(tmp_path_factory.mktemp("tls"))
    server = HTTPServer(("127.0.0.1", 0), _Host)
    server.seen = []  # type: ignore[attr-defined]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server, trust
    server.shutdown()
    server.server_close()


@contextmanager
def _door(trust: Any = True, **limits: Any) -> Iterator[GuardedFetcher]:
    fetcher = _fetcher(
        limits=FetchLimits(allow_loopback=True, **limits),
        resolve=lambda _: ["127.0.0.1"],
        verify=trust,
    )
    try:
        yield fetcher
    finally:
        fetcher.close()


def _url(host: tuple[HTTPServer, ssl.SSLContext], path: str) -> str:
    return f"https://host.example:{host[0].server_port}{path}"


def test_the_name_is_sent_and_checked_though_an_address_is_dialled(host: Any) -> None:
    with _door(host[1]) as fetch:
        fetched = fetch(_url(host, "/ok"), accept=_ACCEPT)
    assert fetched.body == b'{"a": 1}'
    assert fetched.content_type == "application/json"
    assert host[0].seen[-1]["Host"].startswith("host.example:")
    assert "Cookie" not in host[0].seen[-1]


def test_a_redirect_on_the_same_host_is_followed(host: Any) -> None:
    with _door(host[1]) as fetch:
        assert fetch(_url(host, "/moved"), accept=_ACCEPT).body == b'{"a": 1}'


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "status-404"),
        ("/away", "redirect-to-another-host"),
        ("/down", "url"),
        ("/loop", "too-many-redirects"),
        ("/large", "too-large"),
        ("/packed", "content-encoding"),
    ],
)
def test_every_other_answer_is_refused(host: Any, path: str, reason: str) -> None:
    with _door(host[1], max_bytes=1_000) as fetch, pytest.raises(CannotFetch) as refused:
        fetch(_url(host, path), accept=_ACCEPT)
    assert refused.value.reason == reason


def test_a_certificate_nobody_vouches_for_is_refused(host: Any) -> None:
    with _door() as fetch, pytest.raises(CannotFetch) as refused:
        fetch(_url(host, "/ok"), accept=_ACCEPT)
    assert refused.value.reason == "tls"


def test_a_proxy_of_the_environment_is_not_used(host: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with _door(host[1]) as fetch:
        assert fetch(_url(host, "/ok"), accept=_ACCEPT).body == b'{"a": 1}'


def _drip(connection: Any, *, opening: bytes) -> None:
    """One byte at a time, well within the time-out of every single read, for three seconds."""
    pause = threading.Event()
    connection.sendall(opening)
    for _ in range(300):
        pause.wait(0.01)
        connection.sendall(b"x")


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Slow: ", id="headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", id="body"),
    ],
)
def test_a_host_that_drips_is_left_at_the_deadline(tmp_path: Path, opening: bytes) -> None:
    pem, trust = a_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with (
                suppress(OSError),
                listening.accept()[0] as plain,
                context.wrap_socket(plain, server_side=True) as connection,
            ):
                connection.recv(4_096)
                _drip(connection, opening=opening)

        threading.Thread(target=serve, daemon=True).start()
        fetcher = GuardedFetcher(
            FetchLimits(allow_loopback=True, total_seconds=0.3),
            monotonic=time.monotonic,
            resolve=lambda _: ["127.0.0.1"],
            verify=trust,
        )
        begun = time.monotonic()
        with pytest.raises(CannotFetch) as refused:
            fetcher(f"https://host.example:{listening.getsockname()[1]}/", accept=_ACCEPT)
        took = time.monotonic() - begun
        fetcher.close()
    assert refused.value.reason == "too-slow"
    assert took < 2


@pytest.mark.parametrize(
    "url",
    [
        "https://[",
        "https://[::1",
        "https://exa\uff0fmple/",
        "https://a.b/\x7f",
        "https://.a/",
        "https://a..b/",
        f"https://{'a' * 300}.example/",
        "https://example.com:99999/",
    ],
)
def test_no_url_is_a_mistake_of_ours(url: str) -> None:
    with pytest.raises(CannotFetch):
        _fetcher(resolve=lambda _: [])(url, accept=_ACCEPT)


def test_a_redirect_to_nonsense_is_refused(host: Any) -> None:
    with _door(host[1]) as fetch, pytest.raises(CannotFetch) as refused:
        fetch(_url(host, "/nonsense"), accept=_ACCEPT)
    assert refused.value.reason == "url"
