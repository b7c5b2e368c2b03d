"""Whose request it is: nobody can write himself another address."""

from ipaddress import IPv4Network, IPv6Network, ip_address

import pytest
from fastapi import Request

from badgeservice.web.addresses import address_of, network_of

PROXIES = (IPv4Network("10.0.0.0/8"), IPv6Network("fd00::/8"))


def a_request(peer: str | None, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", told.encode()) for told in forwarded]
    client = None if peer is None else (peer, 50_000)
    return Request({"type": "http", "headers": headers, "client": client})


def address_told(peer: str | None, *forwarded: str) -> str:
    return str(address_of(a_request(peer, *forwarded), PROXIES))


def network(text: str) -> bytes:
    return network_of(ip_address(text))


@pytest.mark.parametrize("peer", ["192.0.2.1", "2001:db8::1", "11.0.0.1"])
def test_what_a_stranger_says_of_himself_is_not_read(peer: str) -> None:
    assert address_told(peer, "198.51.100.7") == peer


def test_without_a_named_proxy_nobody_is_believed() -> None:
    assert str(address_of(a_request("10.0.0.1", "198.51.100.7"), ())) == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        (("198.51.100.7",), "198.51.100.7"),
        ((" 198.51.100.7 ",), "198.51.100.7"),
        (("2001:db8::7",), "2001:db8::7"),
        # The proxy writes behind what the stranger wrote.
        (("203.0.113.9, 198.51.100.7",), "198.51.100.7"),
        (("203.0.113.9", "198.51.100.7"), "198.51.100.7"),
        (("127.0.0.1, 198.51.100.7, 10.0.0.2, fd00::3",), "198.51.100.7"),
        (("10.0.0.2, 10.0.0.3",), "10.0.0.2"),
        (("::ffff:198.51.100.7",), "198.51.100.7"),
    ],
)
def test_a_trusted_proxy_tells_the_nearest_stranger(
    forwarded: tuple[str, ...], expected: str
) -> None:
    assert address_told("10.0.0.1", *forwarded) == expected


@pytest.mark.parametrize(
    "forwarded",
    [
        "",
        ",",
        "unknown",
        "_hidden",
        "198.51.100.7:80",
        "[2001:db8::7]",
        "198.51.100.007",
        "198.51.100.7, unknown",
        "198.51.100.7,",
        "1" * 4_000,
        "\xff",
    ],
)
def test_what_is_no_address_stops_the_reading(forwarded: str) -> None:
    assert address_told("10.0.0.1", forwarded) == "10.0.0.1"


def test_a_long_row_of_proxies_is_not_followed_for_ever() -> None:
    assert address_told("10.0.0.1", "198.51.100.7" + ", 10.0.0.2" * 9_000) == "10.0.0.2"


def test_the_proxy_may_be_told_as_an_address_of_both_kinds() -> None:
    assert address_told("::ffff:10.0.0.1", "198.51.100.7") == "198.51.100.7"


@pytest.mark.parametrize("peer", [None, "", "testclient", "/run/service.sock"])
def test_a_connection_without_address_is_never_a_trusted_proxy(peer: str | None) -> None:
    assert address_told(peer, "198.51.100.7") == "::"


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("0.0.0.1", "::1", False),
    ],
)
def test_of_ipv6_a_whole_64_counts_as_one(one: str, other: str, is_same: bool) -> None:
    assert (network(one) == network(other)) is is_same
