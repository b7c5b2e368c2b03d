"""Hosts that mean harm: each fetch ends in time, in little memory, with a reason (H25)."""

import gzip
import ssl
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from badgeservice.outside.fetch import CannotFetch, Fetched, FetchLimits, GuardedFetcher
from badgeservice.outside.turns import BreakerLimits
from outside.hosts import (
    Script,
    a_certificate,
    a_host,
    a_plain_host,
    saying_nothing,
    sending,
    sending_for_ever,
)

_OK = b"HTTP/1.1 200 OK\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n\r\n"
_MIB = 1_048_576
# The limits of every fetch, made shorter: what takes five seconds there takes one here.
_SECONDS = 1.0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    return a_certificate(tmp_path_factory.mktemp("tls"))


def a_door(trust: Any = True, **limits: Any) -> GuardedFetcher:
    allowed = {"allow_loopback": True, "total_seconds": _SECONDS} | limits
    return GuardedFetcher(
        FetchLimits(**allowed),
        monotonic=time.monotonic,
        resolve=lambda _: ["127.0.0.1"],
        verify=trust,
    )


def ask(fetch: GuardedFetcher, port: int, host: str = "host.example") -> Fetched:
    return fetch(f"https://{host}:{port}/x", accept="application/json")


def trouble_with(script: Script, certificate: tuple[Path, ssl.SSLContext]) -> str:
    pem, trust = certificate
    fetch = a_door(trust)
    with a_host(pem, script) as port, pytest.raises(CannotFetch) as refused:
        ask(fetch, port)
    fetch.close()
    return refused.value.reason


_HEADERS_100_000 = b"".join(b"X-%d: y\r\n" % number for number in range(100_000))
_HEADERS_101 = b"".join(b"X-%d: y\r\n" % number for number in range(101))
_BOMB = gzip.compress(bytes(64 * _MIB), mtime=0)


@pytest.mark.parametrize(
    ("script", "reasons"),
    [
        pytest.param(saying_nothing, {"too-slow"}, id="silence"),
        pytest.param(sending(), {"unreachable"}, id="hanging up"),
        pytest.param(sending(b"hello\r\n\r\n"), {"unreachable"}, id="no http"),
        pytest.param(
            sending_for_ever(_CHUNKED, b"400\r\n" + b"x" * 1_024 + b"\r\n"),
            {"too-large"},
            id="endless chunks",
        ),
        pytest.param(
            sending_for_ever(_CHUNKED, b"1\r\nx\r\n" * 1_000),
            {"too-large", "too-slow"},
            id="endless tiny chunks",
        ),
        pytest.param(
            sending_for_ever(_CHUNKED + b"1", b"x" * 1_024),
            {"unreachable"},
            id="endless chunk size",
        ),
        pytest.param(sending_for_ever(_OK + b"\r\n", b"x" * 1_024), {"too-large"}, id="endless"),
        pytest.param(
            sending(_OK + b"Content-Length: 2000000\r\n\r\n", b"x" * 2_000_000),
            {"too-large"},
            id="large",
        ),
        pytest.param(
            sending(_OK + b"Content-Length: 900\r\n\r\n", b"x"), {"unreachable"}, id="cut short"
        ),
        pytest.param(
            sending(_OK, _HEADERS_100_000, b"\r\n"), {"unreachable"}, id="100,000 headers"
        ),
        pytest.param(
            sending(_OK, _HEADERS_101, b"Content-Length: 2\r\n\r\n{}"),
            {"headers-too-large"},
            id="101 headers",
        ),
        pytest.param(
            sending(_OK + b"X: ", b"y" * 40_000, b"\r\nContent-Length: 2\r\n\r\n{}"),
            {"headers-too-large"},
            id="one long header",
        ),
        pytest.param(
            sending_for_ever(_OK + b"X: ", b"y" * 1_024), {"unreachable"}, id="endless header"
        ),
        pytest.param(
            sending_for_ever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50),
            {"too-slow", "unreachable"},
            id="endless hints",
        ),
        pytest.param(
            sending(b"HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"),
            {"too-many-redirects"},
            id="a redirect to itself",
        ),
        pytest.param(
            sending(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
            {"too-many-redirects"},
            id="a redirect to nowhere",
        ),
        pytest.param(
            sending(_OK + b"Content-Encoding: gzip\r\n\r\n", _BOMB),
            {"content-encoding"},
            id="a packed bomb",
        ),
        pytest.param(
            sending(_OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n", _BOMB),
            {"unreachable"},
            id="a bomb packed on the way",
        ),
        pytest.param(
            sending(_OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}}"),
            {"unreachable"},
            id="two lengths",
        ),
        pytest.param(
            sending(_OK + b"Content-Length: -1\r\n\r\n{}"), {"unreachable"}, id="a negative length"
        ),
        pytest.param(sending(b"HTTP/1.1 204 No\r\n\r\n"), {"status-204"}, id="nothing there"),
        pytest.param(
            sending(b"HTTP/1.1 206 Part\r\nContent-Length: 2\r\n\r\n{}"),
            {"status-206"},
            id="a part",
        ),
        pytest.param(
            sending(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), {"status-500"}, id="an error"
        ),
    ],
)
def test_a_hostile_host_costs_little_and_has_a_reason(
    certificate: tuple[Path, ssl.SSLContext], script: Script, reasons: set[str]
) -> None:
    tracemalloc.start()
    begun = time.monotonic()
    reason = trouble_with(script, certificate)
    took = time.monotonic() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reason in reasons
    assert took < _SECONDS + 0.5
    assert peak < 16 * _MIB


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    pem, trust = a_certificate(tmp_path, host="other.example")
    assert trouble_with(sending(), (pem, trust)) == "tls"


def test_a_certificate_that_has_ended_is_refused(tmp_path: Path) -> None:
    assert trouble_with(sending(), a_certificate(tmp_path, ends_in_days=-1)) == "tls"


def test_a_host_that_speaks_no_tls_is_refused(certificate: tuple[Path, ssl.SSLContext]) -> None:
    fetch = a_door(certificate[1])
    with a_plain_host(_OK) as port, pytest.raises(CannotFetch) as refused:
        ask(fetch, port)
    fetch.close()
    assert refused.value.reason in ("tls", "unreachable")


def test_conformance_mode_takes_any_certificate_of_this_machine(tmp_path: Path) -> None:
    pem, _ = a_certificate(tmp_path, host="whatever.example", ends_in_days=-1)
    fetch = a_door(trust_loopback_certificates=True)
    with a_host(pem, sending(_OK + b"Content-Length: 2\r\n\r\n{}")) as port:
        assert ask(fetch, port, "localhost").body == b"{}"
    fetch.close()


def test_certificates_of_this_machine_are_not_trusted_without_allowing_loopback(
    tmp_path: Path,
) -> None:
    pem, _ = a_certificate(tmp_path)
    fetch = a_door(allow_loopback=False, trust_loopback_certificates=True)
    with a_host(pem, sending()) as port, pytest.raises(CannotFetch) as refused:
        ask(fetch, port)
    fetch.close()
    assert refused.value.reason == "port"


def test_a_host_that_fails_is_left_alone_and_another_is_not(
    certificate: tuple[Path, ssl.SSLContext],
) -> None:
    pem, trust = certificate
    reached: list[int] = []

    def hang_up(_: ssl.SSLSocket) -> None:
        reached.append(1)

    fetch = a_door(trust, breaker=BreakerLimits(failures=2))
    sound = sending(_OK + b"Content-Length: 2\r\n\r\n{}")
    with a_host(pem, hang_up) as failing, a_host(pem, sound) as other:
        for _ in range(5):
            with pytest.raises(CannotFetch):
                ask(fetch, failing)
        assert ask(fetch, other).body == b"{}"
    fetch.close()
    assert len(reached) == 2


def test_the_name_is_looked_up_once_for_all_redirects(
    certificate: tuple[Path, ssl.SSLContext],
) -> None:
    pem, trust = certificate
    looked_up: list[str] = []

    def rebinding(host: str) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"] if len(looked_up) == 1 else ["169.254.169.254"]

    fetch = GuardedFetcher(
        FetchLimits(allow_loopback=True),
        monotonic=time.monotonic,
        resolve=rebinding,
        verify=trust,
    )
    moved = sending(b"HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n")
    with a_host(pem, moved) as port, pytest.raises(CannotFetch):
        ask(fetch, port)
    fetch.close()
    assert looked_up == ["host.example"]


def test_the_door_passes_on_how_long_a_copy_may_be_kept(
    certificate: tuple[Path, ssl.SSLContext],
) -> None:
    pem, trust = certificate
    fetch = a_door(trust)
    answer = _OK + b"Cache-Control: public, max-age=300\r\nAge: 100\r\nContent-Length: 2\r\n\r\n{}"
    with a_host(pem, sending(answer)) as port:
        assert ask(fetch, port).max_age_seconds == 200
    fetch.close()
