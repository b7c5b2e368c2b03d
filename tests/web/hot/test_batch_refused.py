"""What a batch refuses: before the first line as a whole, after it on the last line."""

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI

from badgeservice.app import create_app
from badgeservice.errors import Unavailable
from factories import UNCOUNTED
from served import Site, a_site, client_of, send_endlessly
from web.hot.batches import limited, refused, told
from web.hot.talking import ARRAY, BATCH, LINES

JSON_TYPE = "application/json"


# --- as a whole ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/vc",
        "application/x-ndjson; charset=latin-1",
        "application/json-seq",
        "image/png",
        "*/*",
    ],
)
def test_another_type_is_not_read(standing: Site, content_type: str | None) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    problem = refused(standing, b"{}", headers)
    assert (problem["status"], problem["code"]) == (415, "unsupported-media-type")


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, identity"])
def test_a_coded_body_is_not_read(standing: Site, coding: str) -> None:
    assert refused(standing, b"{}", {**LINES, "Content-Encoding": coding})["status"] == 415


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"{}", b'"a.b.c"', b"7", b"nonsense", b"\xef\xbb\xbf[]", b"[", b"[,", b"]"]
)
def test_what_is_no_array_from_the_beginning_is_refused_as_a_whole(
    standing: Site, body: bytes
) -> None:
    assert refused(standing, body, ARRAY)["code"] == "malformed-json"


@pytest.mark.parametrize("query", ["?x=1", "?policy=lax", "?freshness=strict&freshness=strict"])
def test_a_wrong_query_is_refused_as_a_whole(standing: Site, query: str) -> None:
    assert refused(standing, b"{}", query=query)["code"] == "invalid-request"


@pytest.mark.parametrize("headers", [LINES, ARRAY])
def test_a_length_that_is_told_and_too_large_is_refused_unread(headers: Any) -> None:
    site = limited(max_verify_batch_bytes=1_024)
    problem = refused(site, b"[" + b" " * 1_024, headers)
    assert (problem["status"], problem["code"]) == (413, "too-large")


@pytest.mark.parametrize("content_type", [LINES["Content-Type"], JSON_TYPE])
def test_a_body_without_end_and_credential_is_refused_when_it_is_too_large(
    content_type: str,
) -> None:
    site = limited(max_verify_batch_bytes=1_048_576)
    status, chunks = send_endlessly(site.app, BATCH, {"Content-Type": content_type})
    assert status == 413
    assert chunks <= 20


# --- on a line ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{}", "no-credential"),
        (b"[]", "malformed-json"),
        (b"[{}]", "malformed-json"),
        (b"7", "malformed-json"),
        (b"null", "malformed-json"),
        (b"nonsense", "malformed-json"),
        (b"{", "malformed-json"),
        (b'{"a":1,"a":2}', "malformed-json"),
        (b'{"a":NaN}', "malformed-json"),
        (b'{"a":"\xff"}', "malformed-json"),
        (b'{"a":"\\ud800"}', "malformed-json"),
        (b"\xef\xbb\xbf{}", "malformed-json"),
        (b"\x00", "malformed-json"),
        (b'"', "malformed-json"),
        (b'"a.b.c" x', "malformed-json"),
        (b'"\\ud800"', "malformed-json"),
        (b'"\xff"', "malformed-json"),
        (b"eyJ.eyJ.x", "malformed-json"),
        (b"<svg/>", "malformed-json"),
        (b"\x89PNG", "malformed-json"),
        (b'""', "malformed-token"),
        (b'"{}"', "malformed-token"),
        (b'"[]"', "malformed-token"),
        (b'"<svg/>"', "malformed-token"),
        (b'" eyJ.eyJ.x"', "malformed-token"),
        (b'"\\"a.b.c\\""', "malformed-token"),
        (b'"eyJ.eyJ.x"', "malformed-token"),
        (b'"eyJ.eyJ.x~"', "malformed-token"),
        (b'"hello"', "malformed-json"),
    ],
)
def test_what_is_no_credential_is_told_on_its_line_and_the_rest_goes_on(
    standing: Site, line: bytes, code: str
) -> None:
    badge = standing.issued.credential.document
    assert told(standing, b"\n".join([badge, line, badge])) == ["valid", code, "valid"]


def test_a_problem_on_a_line_is_a_whole_problem_of_its_own(standing: Site) -> None:
    answer = standing.client.post(BATCH, content=b"{}\n{}", headers=dict(LINES))
    one, other = (json.loads(line) for line in answer.content.splitlines())
    alone = standing.client.post(
        "/v1/verifications", content=b"{}", headers={"Content-Type": JSON_TYPE}
    ).json()
    assert one["instance"] != other["instance"]
    expected = {**alone, "index": 0, "instance": ""}
    assert {**one, "instance": ""} == expected


def test_nothing_that_was_sent_is_in_a_problem(standing: Site) -> None:
    for body in (b'"kanarie"', b"kanarie", b'{"kanarie":', b'{"a":"kanarie"}'):
        assert "kanarie" not in standing.client.post(BATCH, content=body, headers=dict(LINES)).text


def test_a_credential_that_is_too_large_is_told_on_its_line_and_the_rest_goes_on() -> None:
    site = limited(max_verify_bytes=4_096)
    badge, large = site.issued.credential.document, b'{"a":"' + b"x" * 5_000 + b'"}'
    assert told(site, b"\n".join([badge, large, badge])) == ["valid", "too-large", "valid"]
    array = b"[" + b",".join([badge, large, badge]) + b"]"
    assert told(site, array, ARRAY) == ["valid", "too-large", "valid"]


@pytest.mark.parametrize(("less", "expected"), [(0, "valid"), (1, "too-large")])
def test_exactly_as_large_as_it_may_be_is_judged(standing: Site, less: int, expected: str) -> None:
    badge = standing.issued.credential.document
    rules = replace(UNCOUNTED, max_verify_bytes=len(badge) - less)
    app = create_app(replace(standing.parts, rules=rules))
    site = replace(standing, client=client_of(app))
    assert told(site, badge) == [expected]
    assert told(site, b"[" + badge + b"]", ARRAY) == [expected]


def test_when_the_database_is_away_each_line_says_so() -> None:
    site = a_site()

    class Away:
        era = object()

        def open_store(self, *, read_only: bool = False) -> Any:
            raise Unavailable("the database does not answer")

    database: Any = Away()
    app: FastAPI = create_app(replace(site.parts, database=database))
    badge = site.issued.credential.document
    away = replace(site, app=app, client=client_of(app))
    assert told(away, badge + b"\n" + b"{}" + b"\n" + badge) == [
        "unavailable",
        "no-credential",
        "unavailable",
    ]
