"""What ends a batch: its limits, its rates, a broken array, and who is gone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.app import create_app
from badgeservice.journeys.parts import Rules
from factories import FixedClock, a_service
from served import Site, a_site
from web.hot.batches import limited, refused, told
from web.hot.talking import ARRAY, BATCH, LINES, Talk, talk

JSON_TYPE = "application/json"


# --- on the last line ---------------------------------------------------------------------------


@pytest.mark.parametrize("rest", [b",", b"", b",]", b" {}]", b"}", b"] []", b"]x"])
def test_an_array_that_breaks_off_ends_with_a_problem(standing: Site, rest: bytes) -> None:
    badge = standing.issued.credential.document
    assert told(standing, b"[" + badge + b"," + badge + rest, ARRAY) == [
        "valid",
        "valid",
        "malformed-json",
    ]


@pytest.mark.parametrize("headers", [LINES, ARRAY])
def test_more_credentials_than_there_may_be_end_the_answer(headers: Any) -> None:
    site = limited(max_batch_credentials=3)
    body = b"\n".join([b"{}"] * 3) if headers is LINES else b"[{},{},{}]"
    assert told(site, body, headers) == ["no-credential"] * 3
    more = b"\n".join([b"{}"] * 9) if headers is LINES else b"[{},{},{},{},{},{},{},{},{}]"
    assert told(site, more, headers) == ["no-credential"] * 3 + ["too-large"]


@pytest.mark.parametrize("headers", [LINES, ARRAY])
def test_more_bytes_than_there_may_be_end_the_answer(headers: Any) -> None:
    site = limited(max_verify_batch_bytes=1_024)

    async def conversation() -> None:
        one = Talk(site.app, headers=headers)
        task = one.begin()
        one.say(b"{}\n{}\n" if headers is LINES else b"[{},{},")
        await one.hear(2)
        one.say(b" " * 1_020)
        await task
        assert [line["code"] for line in one.lines] == ["no-credential"] * 2 + ["too-large"]
        assert one.heard[-1]["more_body"] is False

    talk(conversation)


def test_what_came_before_the_limit_is_judged_first() -> None:
    site = limited(max_verify_batch_bytes=1_024)

    async def conversation() -> None:
        one = Talk(site.app)
        task = one.begin()
        one.say(b"{}\n{}\n")
        one.say(b"{}\n" * 1_000)
        await task
        assert [line["code"] for line in one.lines] == ["no-credential"] * 2 + ["too-large"]

    talk(conversation)


# --- how often ----------------------------------------------------------------------------------


def counting(**rules: Any) -> tuple[Site, FixedClock]:
    clock = FixedClock()
    return a_site(a_service(clock=clock, rules=Rules(**rules))), clock


def test_each_credential_counts_as_one_verification() -> None:
    site, clock = counting(verify_per_minute=5)
    assert told(site, b"{}\n" * 7) == ["no-credential"] * 5 + ["too-many-requests"] * 2
    problem = refused(site, b"{}")
    assert (problem["status"], problem["code"]) == (429, "too-many-requests")
    one = site.client.post("/v1/verifications", content=b"{}", headers={"Content-Type": JSON_TYPE})
    assert one.status_code == 429
    clock.move_on(timedelta(minutes=1))
    assert told(site, b"{}\n" * 5) == ["no-credential"] * 5


def test_without_room_for_one_nothing_is_read() -> None:
    site, _ = counting(verify_per_minute=1)
    told(site, b"{}")
    answer = site.client.post(BATCH, content=b"x", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_what_has_no_room_is_not_judged() -> None:
    site, _ = counting(verify_per_minute=1)
    badge = site.issued.credential.document
    assert told(site, badge + b"\n" + badge) == ["valid", "too-many-requests"]


def test_a_key_has_another_count_for_batches() -> None:
    site, _ = counting(
        verify_per_minute=1, verify_per_minute_with_key=1, verify_batch_per_minute_with_key=4
    )
    club, school = ({**LINES, **one} for one in (site.as_club(), site.as_school()))
    assert told(site, b"{}\n" * 6, club) == ["no-credential"] * 4 + ["too-many-requests"] * 2
    assert told(site, b"{}", school) == ["no-credential"]
    single = site.client.post(
        "/v1/verifications", content=b"{}", headers={"Content-Type": JSON_TYPE, **site.as_club()}
    )
    assert single.status_code == 400


def test_a_key_may_20000_in_a_minute_by_default() -> None:
    assert Rules().verify_batch_per_minute_with_key == 20_000
    site, _ = counting(verify_batch_per_minute_with_key=0)
    assert told(site, b"7\n" * 700, {**LINES, **site.as_city()}) == ["malformed-json"] * 700


def test_a_key_that_is_not_ours_counts_as_none() -> None:
    site, _ = counting(verify_per_minute=2)
    headers = {**LINES, "Authorization": "Bearer wrong"}
    assert told(site, b"{}\n" * 3, headers) == ["no-credential"] * 2 + ["too-many-requests"]


# --- who is gone --------------------------------------------------------------------------------


def test_who_is_gone_is_not_worked_for_any_more(site: Site) -> None:
    badge = site.issued.credential.document
    judged: list[int] = []

    def judge(*arguments: Any) -> Any:
        judged.append(1)
        return site.parts.judge(*arguments)

    app = create_app(replace(site.parts, judge=judge))

    async def conversation() -> None:
        one = Talk(app)
        task = one.begin()
        one.say(b"\n".join([badge] * 400), more=False)
        one.leave()
        await task
        assert len(one.lines) < 400

    talk(conversation)
    assert len(judged) < 400


@pytest.mark.parametrize("said", [b"", b"{}\n", b'{"a":', b"{}\n{}\n{"])
def test_who_leaves_in_the_middle_ends_it_quietly(
    standing: Site, said: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def conversation() -> None:
        one = Talk(standing.app)
        task = one.begin()
        if said:
            one.say(said)
        await one.hear(said.count(b"\n"))
        one.leave()
        await task
        assert not any(not message.get("more_body", True) for message in one.heard)

    talk(conversation)
    assert caplog.text == ""


def test_a_mistake_of_ours_breaks_off_and_says_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    site = a_site()

    def broken(*_: Any) -> Any:
        raise LookupError("kanarie")

    app = create_app(replace(site.parts, judge=broken))

    async def conversation() -> None:
        one = Talk(app)
        task = one.begin()
        one.say(b"{}\n")
        await one.hear(1)
        one.say(site.issued.credential.document, more=False)
        await task
        assert [line["code"] for line in one.lines] == ["no-credential"]
        # The end was not told, so that nobody takes this for the whole answer.
        assert one.heard[-1].get("more_body", True)

    talk(conversation)
    assert "LookupError" in caplog.text
    assert "kanarie" not in caplog.text


def test_nothing_of_a_batch_is_kept_or_logged(
    standing: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    body = standing.issued.credential.document + b'\n{"kanarie":"geheim"}\n"kanarie.a.b"\nkanarie'
    answer = standing.client.post(BATCH, content=body, headers=dict(LINES))
    assert answer.headers["cache-control"] == "no-store"
    assert "kanarie" not in caplog.text
    assert standing.issued.award.credential_id not in caplog.text
