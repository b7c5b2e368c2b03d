"""Which URLs may be asked for at all, before any name is looked up (H24)."""

import pytest

from badgeservice.outside.answers import CannotFetch
from badgeservice.outside.urls import checked_url, host_and_port, redirected_url


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://issuer.example/", "issuer.example"),
        ("https://issuer.example", "issuer.example"),
        ("https://ISSUER.Example/Path?q=1#f", "issuer.example"),
        ("https://issuer.example:443/", "issuer.example"),
        ("https://issuer.example:/", "issuer.example"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("https://a-b.c1.example/x%20y", "a-b.c1.example"),
        ("https://1.issuer.example/", "1.issuer.example"),
    ],
)
def test_an_https_url_with_a_full_host_name_may_be_asked_for(url: str, host: str) -> None:
    assert host_and_port(checked_url(url)) == host


@pytest.mark.parametrize(
    "url",
    [
        # another scheme, or none
        "http://issuer.example/",
        "HTTP://issuer.example/",
        "ftp://issuer.example/",
        "file:///etc/passwd",
        "gopher://issuer.example/",
        "data:application/json,{}",
        "javascript:alert(1)",
        "//issuer.example/",
        "issuer.example/",
        "https:issuer.example/",
        "https:/issuer.example/",
        "",
        # no host
        "https://",
        "https:///x",
        "https://:443/",
        "https://?x",
        # credentials
        "https://user@issuer.example/",
        "https://user:secret@issuer.example/",
        "https://@issuer.example/",
        "https://issuer.example@127.0.0.1/",
        "https://127.0.0.1@issuer.example/",
        "https://issuer.example%40127.0.0.1/",
        # literal addresses and what some resolver reads as one
        "https://127.0.0.1/",
        "https://127.1/",
        "https://8.8.8.8/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://a.0x7f/",
        "https://issuer.example.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[2a00:1450::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.x]/",
        "https://[::1",
        "https://[",
        # ports
        "https://issuer.example:80/",
        "https://issuer.example:8443/",
        "https://issuer.example:22/",
        "https://issuer.example:0/",
        "https://issuer.example:-1/",
        "https://issuer.example:+443/",
        "https://issuer.example:4_43/",
        "https://issuer.example:443x/",
        "https://issuer.example:99999/",
        "https://issuer.example:443:443/",
        # names
        "https://issuer.example./",
        "https://issuer..example/",
        "https://.issuer.example/",
        "https://-issuer.example/",
        "https://issuer-.example/",
        "https://issuer_x.example/",
        "https://issuer!.example/",
        "https://issuer%2eexample/",
        "https://issuer.example%00.evil.example/",
        "https://intranet/",
        f"https://{'a' * 64}.example/",
        f"https://{'.'.join(['a' * 60] * 5)}/",
        # beyond ASCII, blanks, and what parsers read differently
        "https://exämple.example/",
        "https://①②⑦.0.0.1/",
        "https://issuer.example\uff0fevil.example/",
        "https://issuer。example/",
        "https://issuer.example/é",
        "https://issuer.example/ x",
        " https://issuer.example/",
        "https://issuer.example/\n",
        "https://iss\tuer.example/",
        "https://issuer.example/\x00",
        "https://issuer.example/\x7f",
        "https://issuer.example\\@evil.example/",
        "https:\\\\issuer.example/",
        "https://issuer.example/<x>",
        "https://issuer.example/|",
        f"https://issuer.example/{'a' * 2_048}",
    ],
)
def test_every_other_url_is_refused(url: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        checked_url(url)
    assert refused.value.reason in ("url", "port")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "a.localhost",
        "issuer.invalid",
        "printer.local",
        "db.internal",
        "x.onion",
        "a.b.test",
    ],
)
def test_a_name_that_is_nobody_s_is_unknown(host: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        checked_url(f"https://{host}/")
    assert refused.value.reason == "unknown-host"


@pytest.mark.parametrize(
    "url",
    [
        "https://localhost:8321/",
        "https://127.0.0.1:8321/",
        "https://[::1]:8321/",
        "https://a.test/",
    ],
)
def test_tests_on_one_machine_may_ask_this_machine(url: str) -> None:
    assert checked_url(url, allow_loopback=True).geturl() == url


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8321/",
        "https://user@localhost/",
        "https://127.0.0.2/",
        "https://10.0.0.1/",
        "https://2130706433/",
        "https://[::2]/",
        "https://localhost./",
    ],
)
def test_even_then_no_other_address_and_no_plain_http(url: str) -> None:
    with pytest.raises(CannotFetch):
        checked_url(url, allow_loopback=True)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://issuer.example/b"),
        ("b", "https://issuer.example/a/b"),
        ("?c", "https://issuer.example/a/?c"),
        ("https://issuer.example/b", "https://issuer.example/b"),
        ("https://ISSUER.example:443/b", "https://ISSUER.example:443/b"),
        ("//issuer.example/b", "https://issuer.example/b"),
        ("", "https://issuer.example/a/"),
    ],
)
def test_a_redirect_may_stay_on_its_host(location: str, target: str) -> None:
    base = checked_url("https://issuer.example/a/")
    assert redirected_url(base, location, allow_loopback=False).geturl() == target


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://elsewhere.example/", "redirect-to-another-host"),
        ("//elsewhere.example/", "redirect-to-another-host"),
        ("https://www.issuer.example/", "redirect-to-another-host"),
        ("http://issuer.example/", "url"),
        ("https://issuer.example:8443/", "port"),
        ("https://user@issuer.example/", "url"),
        ("https://127.0.0.1/", "url"),
        ("https://[", "url"),
        ("https://issuer.example\\@evil.example/", "url"),
        ("file:///etc/passwd", "url"),
        ("\r\nX: y", "url"),
    ],
)
def test_a_redirect_that_leaves_its_host_is_not_followed(location: str, reason: str) -> None:
    base = checked_url("https://issuer.example/a/")
    with pytest.raises(CannotFetch) as refused:
        redirected_url(base, location, allow_loopback=False)
    assert refused.value.reason == reason


def test_another_port_is_another_host() -> None:
    base = checked_url("https://localhost:8321/", allow_loopback=True)
    with pytest.raises(CannotFetch) as refused:
        redirected_url(base, "https://localhost:8322/", allow_loopback=True)
    assert refused.value.reason == "redirect-to-another-host"
