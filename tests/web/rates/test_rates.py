"""How often may be verified: by address, by key, and not at all in conformance mode."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from ipaddress import IPv4Network
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.journeys.parts import Rules
from factories import FixedClock, a_service
from journeys.conforming.mode import conformance_mode
from served import BROWSER, Site, a_site, bearer, client_of

JSON: Mapping[str, str] = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=x"}
PATHS = {
    "/v1/verifications": JSON,
    "/v1/verifications/batch": JSON,
    "/v1/comparisons": JSON,
    "/vc-api/credentials/verify": JSON,
    "/vc-api/presentations/verify": JSON,
    "/check": FORM,
    "/en/check": FORM,
}


@dataclass
class Counted:
    """A served service that counts, and its clock."""

    site: Site
    clock: FixedClock

    def ask(
        self,
        *,
        path: str = "/v1/verifications",
        peer: str = "192.0.2.1",
        headers: Mapping[str, str] = {},
        times: int = 1,
    ) -> Any:
        """Send a body that is quickly refused, so many times; gives the last answer."""
        client = TestClient(self.site.app, client=(peer, 50_000), raise_server_exceptions=False)
        sent = {**PATHS[path], **headers}
        answers = [client.post(path, content=b"{}", headers=sent) for _ in range(times)]
        return answers[-1]


def counting(**numbers: Any) -> Counted:
    clock = FixedClock()
    return Counted(a_site(a_service(clock=clock, rules=Rules(**numbers))), clock)


def test_the_31st_of_a_minute_is_refused_before_it_is_read() -> None:
    counted = counting()
    assert counted.ask(times=30).status_code == 400
    refused = counted.ask(headers={"Content-Type": "application/x-unheard-of"})
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["retry-after"] == "60"
    assert refused.json()["code"] == "too-many-requests"
    assert "API key" in refused.json()["hint"]


def test_a_whole_day_holds_500() -> None:
    counted = counting(verify_per_day=500)
    for _ in range(16):
        assert counted.ask(times=30).status_code == 400
        counted.clock.move_on(timedelta(minutes=1))
    assert counted.ask(times=20).status_code == 400
    refused = counted.ask()
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == str(86_400 - 16 * 60)
    counted.clock.move_on(timedelta(days=1) - timedelta(minutes=16))
    assert counted.ask().status_code == 400


def test_the_wait_that_is_told_is_long_enough_and_not_too_long() -> None:
    counted = counting(verify_per_minute=1)
    counted.ask()
    counted.clock.move_on(timedelta(seconds=12.3))
    wait = int(counted.ask().headers["retry-after"])
    counted.clock.move_on(timedelta(seconds=wait - 1))
    assert counted.ask().status_code == 429
    counted.clock.move_on(timedelta(seconds=1))
    assert counted.ask().status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_everything_that_verifies_is_counted(path: str) -> None:
    counted = counting(verify_per_minute=1)
    assert counted.ask(path=path).status_code == 400
    assert counted.ask(path=path).status_code == 429


def test_all_ways_to_verify_count_together() -> None:
    counted = counting(verify_per_minute=len(PATHS))
    statuses = [counted.ask(path=path).status_code for path in PATHS]
    assert 429 not in statuses
    assert counted.ask().status_code == 429


@pytest.mark.parametrize("path", ["/check", "/v1/version", "/v1/issuers", "/vc-api"])
def test_looking_is_not_counted(path: str) -> None:
    counted = counting(verify_per_minute=1)
    counted.ask(times=2)
    assert counted.site.client.get(path).status_code == 200


@pytest.mark.parametrize("other", ["192.0.2.2", "2001:db8::1", "::ffff:192.0.2.9"])
def test_another_address_is_not_affected(other: str) -> None:
    counted = counting(verify_per_minute=1)
    assert counted.ask(times=2).status_code == 429
    assert counted.ask(peer=other).status_code == 400


def test_another_address_of_the_same_64_is() -> None:
    counted = counting(verify_per_minute=1)
    counted.ask(peer="2001:db8:0:1::1")
    assert counted.ask(peer="2001:db8:0:1:a:b:c:d").status_code == 429
    assert counted.ask(peer="2001:db8:0:2::1").status_code == 400


@pytest.mark.parametrize(
    "name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP"]
)
def test_a_forged_address_does_not_help(name: str) -> None:
    counted = counting(verify_per_minute=1)
    counted.ask()
    for told in ("198.51.100.7", "for=198.51.100.7", "127.0.0.1"):
        assert counted.ask(headers={name: told}).status_code == 429


def test_behind_a_named_proxy_each_visitor_counts_for_himself() -> None:
    counted = counting(verify_per_minute=1, trusted_proxies=(IPv4Network("10.0.0.1/32"),))
    one, other = {"X-Forwarded-For": "198.51.100.7"}, {"X-Forwarded-For": "198.51.100.8"}
    assert counted.ask(peer="10.0.0.1", headers=one).status_code == 400
    assert counted.ask(peer="10.0.0.1", headers=one).status_code == 429
    assert counted.ask(peer="10.0.0.1", headers=other).status_code == 400
    forged = {"X-Forwarded-For": "203.0.113.9, 198.51.100.8"}
    assert counted.ask(peer="10.0.0.1", headers=forged).status_code == 429


def test_a_key_has_a_count_of_its_own_wherever_it_is_used() -> None:
    counted = counting(verify_per_minute=1, verify_per_minute_with_key=3)
    club, school = counted.site.as_club(), counted.site.as_school()
    assert counted.ask(times=2).status_code == 429
    for peer in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        assert counted.ask(peer=peer, headers=club).status_code == 400
    refused = counted.ask(peer="192.0.2.4", headers=club)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert counted.ask(headers=school).status_code == 400


def test_a_key_may_600_in_a_minute() -> None:
    counted = counting()
    assert counted.ask(headers=counted.site.as_city(), times=600).status_code == 400
    assert counted.ask(headers=counted.site.as_city()).status_code == 429


@pytest.mark.parametrize(
    "told", ["Bearer wrong", "Bearer bsk_" + "A" * 43, "Basic YTpi", "Bearer", "{key}"]
)
def test_what_is_no_key_of_ours_counts_as_none(told: str) -> None:
    counted = counting(verify_per_minute=1)
    headers = {"Authorization": told.format(key=counted.site.club_key)}
    assert counted.ask(headers=headers).status_code == 400
    assert counted.ask(headers=headers).status_code == 429


def test_a_key_that_was_ended_counts_as_none() -> None:
    counted = counting(verify_per_minute=1)
    parts = counted.site.parts
    with parts.database.open_store() as store:
        for key in store.api_keys.all():
            store.api_keys.end(key.key_id, parts.now())
    assert counted.ask(headers=counted.site.as_club(), times=2).status_code == 429


def test_nought_is_no_limit() -> None:
    none = {"verify_per_minute": 0, "verify_per_day": 0, "verify_per_minute_with_key": 0}
    assert counting(**none).ask(times=100).status_code == 400


def test_conformance_mode_has_no_limit() -> None:
    with conformance_mode() as mode:
        limited = replace(mode.parts, rules=Rules(verify_per_minute=1))
        client = client_of(create_app(limited, mode.conformance))
        headers = [JSON, {**JSON, **bearer("wrong")}]
        answers = [
            client.post(path, content=b"{}", headers=headers[number % 2])
            for number in range(4)
            for path in list(PATHS)[:5]
        ]
    assert {answer.status_code for answer in answers} == {400}


@pytest.mark.parametrize(
    ("path", "word"), [("/check", "Wacht een minuut"), ("/en/check", "Wait a minute")]
)
def test_in_a_browser_it_is_a_page_in_the_language_of_the_page(path: str, word: str) -> None:
    counted = counting(verify_per_minute=1)
    refused = counted.ask(path=path, headers={"Accept": BROWSER}, times=2)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert refused.headers["content-type"].startswith("text/html")
    assert word in refused.text
    assert "too-many-requests" in refused.text


@pytest.mark.parametrize(
    ("described_at", "path", "name"),
    [
        ("/v1/openapi.json", "/v1/verifications", "/verifications"),
        ("/v1/openapi.json", "/v1/verifications/batch", "/verifications/batch"),
        ("/v1/openapi.json", "/v1/comparisons", "/comparisons"),
        ("/vc-api/openapi.json", "/vc-api/credentials/verify", "/vc-api/credentials/verify"),
        ("/vc-api/openapi.json", "/vc-api/presentations/verify", "/vc-api/presentations/verify"),
    ],
)
def test_the_refusal_is_as_described(described_at: str, path: str, name: str) -> None:
    counted = counting(verify_per_minute=1)
    description = counted.site.client.get(described_at).json()
    told = description["paths"][name]["post"]["responses"]["429"]
    assert told["headers"]["Retry-After"]["required"] is True
    refused = counted.ask(path=path, times=2)
    assert refused.headers["content-type"] in told["content"]
    schema = description["components"]["schemas"]["Problem"]
    assert list(Draft202012Validator(schema).iter_errors(refused.json())) == []


def test_no_other_operation_is_described_as_counted() -> None:
    site = a_site()
    for described_at in ("/v1/openapi.json", "/vc-api/openapi.json"):
        for path, operations in site.client.get(described_at).json()["paths"].items():
            is_counted = any("429" in one["responses"] for one in operations.values())
            is_verifying = path.endswith("/verify") or path.startswith("/verifications")
            is_verifying |= path == "/comparisons"
            assert is_counted == is_verifying, path


def test_no_address_reaches_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="badgeservice")
    counted = counting(verify_per_minute=1, trusted_proxies=(IPv4Network("10.0.0.1/32"),))
    counted.ask(peer="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.77"}, times=3)
    counted.ask(peer="192.0.2.77", times=3)
    assert "198.51.100.77" not in caplog.text
    assert "192.0.2.77" not in caplog.text
