"""What is sent: every wrong body is told with a code, and none of them is a mistake of ours."""

import gzip
import json

import pytest

from badgeservice.journeys.parts import Rules
from served import CHUNK_BYTES, JSON_POSTS, Site, a_body, send_endlessly

OPEN_POST = "/v1/verifications"
BATCHES = ("/batch", "/batches")
BROKEN = {
    "empty": b"",
    "blank": b" \n",
    "nan": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "overflow": b'{"a": 1e400}',
    "lone surrogate": b'{"a": "\\ud800"}',
    "raw surrogate": b'{"a": "\xed\xa0\x80"}',
    "not utf-8": b'{"a": "\xff"}',
    "utf-16": '{"a": 1}'.encode("utf-16"),
    "utf-16 without mark": '{"a": 1}'.encode("utf-16-be"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 30_000 + b"1" + b"}" * 30_000,
    "unclosed deep lists": b"[" * 200_000,
    "duplicate member": b'{"a": 1, "a": 2}',
    "escaped duplicate": b'{"a": 1, "\\u0061": 2}',
    "zero character": b'{"a": "\\u0000"}',
    "raw control": b'{"a": "\x01"}',
    "trailing text": b"{} {}",
    "trailing comma": b'{"a": 1,}',
    "comment": b"{} // x",
    "single quotes": b"{'a': 1}",
    "huge integer": b'{"a": 9007199254740993}',
    "long number": b'{"a": 1.' + b"1" * 5_000 + b"}",
    "many members": b"{" + b",".join(b'"%d":1' % n for n in range(12_000)) + b"}",
    "long string": b'{"a": "' + b"x" * 70_000 + b'"}',
    "a list": b"[]",
    "a string": b'"x"',
    "a number": b"1",
    "null": b"null",
    "only a brace": b"{",
    "binary": bytes(range(256)),
}


def post(site: Site, path: str, content: bytes, **headers: str) -> dict:
    """POST and give the problem back, having looked whether it is one."""
    who = JSON_POSTS.get(path, "everyone")
    keys = {"city": site.as_city(), "club": site.as_club(), "everyone": {}}[who]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    told = {"Content-Type": "application/json", "Idempotency-Key": "k", **keys, **named}
    answer = site.client.post(path.format(**site.paths()), content=content, headers=told)
    assert answer.headers["content-type"] == "application/problem+json", answer.status_code
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["code"]
    assert problem["detail"]
    assert problem["type"].endswith(f"/problems/{problem['code']}")
    assert problem["instance"].startswith("urn:uuid:")
    return problem


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("path", [*JSON_POSTS, OPEN_POST])
def test_a_broken_body_is_refused_with_a_code(standing: Site, path: str, name: str) -> None:
    problem = post(standing, path, BROKEN[name])
    assert problem["status"] == 400


@pytest.mark.parametrize("path", [*JSON_POSTS, OPEN_POST])
@pytest.mark.parametrize(
    "content_type",
    ["text/html", "application/x-www-form-urlencoded", "multipart/form-data", "", "json", "a/b/c"],
)
def test_a_body_of_another_type_is_refused(standing: Site, path: str, content_type: str) -> None:
    assert post(standing, path, b"{}", Content_Type=content_type)["status"] == 415


@pytest.mark.parametrize("path", [*JSON_POSTS, OPEN_POST])
@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "utf-7", ""])
def test_only_utf_8_is_read(standing: Site, path: str, charset: str) -> None:
    content_type = f"application/json; charset={charset}"
    assert post(standing, path, b"{}", Content_Type=content_type)["status"] == 415


def test_a_body_without_a_type_is_refused(standing: Site) -> None:
    headers = standing.as_city()
    request = standing.client.build_request("POST", "/v1/issuers", content=b"{}", headers=headers)
    assert "content-type" not in request.headers
    assert standing.client.send(request).status_code == 415


@pytest.mark.parametrize("path", [*JSON_POSTS, OPEN_POST])
@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip", "unknown"])
def test_a_coded_body_is_refused_unread(standing: Site, path: str, coding: str) -> None:
    body = gzip.compress(b'{"a": "' + b"x" * 10_000_000 + b'"}')
    assert post(standing, path, body, Content_Encoding=coding)["status"] == 415


@pytest.mark.parametrize("path", JSON_POSTS)
def test_a_body_over_the_limit_is_refused(standing: Site, path: str) -> None:
    limit = Rules().max_batch_bytes if path.endswith(BATCHES) else Rules().max_issue_bytes
    body = b'{"a": "' + b"x" * limit + b'"}'
    assert post(standing, path, body)["status"] == 413


def test_a_badge_over_the_limit_is_refused(standing: Site) -> None:
    assert post(standing, OPEN_POST, b" " * 524_289)["status"] == 413


@pytest.mark.parametrize("path", [*JSON_POSTS, OPEN_POST, "/check"])
def test_an_endless_body_is_refused_before_its_end(standing: Site, path: str) -> None:
    who = JSON_POSTS.get(path, "everyone")
    keys = {"city": standing.as_city(), "club": standing.as_club(), "everyone": {}}[who]
    content_type = "multipart/form-data; boundary=x" if path == "/check" else "application/json"
    headers = {"Content-Type": content_type, "Idempotency-Key": "k", **keys}
    status, chunks = send_endlessly(standing.app, path.format(**standing.paths()), headers)
    assert status == 413
    most = 4_200_000 if path.endswith(BATCHES) else 3_000_000
    assert chunks <= 1 + most // CHUNK_BYTES


@pytest.mark.parametrize("length", ["999999999", "9" * 30])
def test_a_told_length_over_the_limit_is_enough(standing: Site, length: str) -> None:
    problem = post(standing, "/v1/issuers", b"{}", Content_Length=length)
    assert problem["status"] == 413


@pytest.mark.parametrize("path", JSON_POSTS)
def test_an_unknown_member_is_refused_and_named(standing: Site, path: str) -> None:
    body = {**a_body(path, standing), "isMinor": True, "a/b~c": 1}
    problem = post(standing, path, json.dumps(body).encode())
    assert problem["code"] == "invalid-request"
    told = {(error["pointer"], error["code"]) for error in problem["errors"]}
    assert told == {("/isMinor", "body.unknown"), ("/a~1b~0c", "body.unknown")}


@pytest.mark.parametrize("path", JSON_POSTS)
def test_every_fault_is_told_at_once(standing: Site, path: str) -> None:
    required = [name for name, value in a_body(path, standing).items() if value]
    body = {**dict.fromkeys(required, 7), "unknown": 1}
    problem = post(standing, path, json.dumps(body).encode())
    pointers = {error["pointer"] for error in problem["errors"]}
    assert {f"/{name}" for name in required} | {"/unknown"} <= pointers


@pytest.mark.parametrize("path", JSON_POSTS)
def test_snake_case_members_are_unknown(standing: Site, path: str) -> None:
    body = {**a_body(path, standing), "awarded_at": "2026-11-21T12:00:00Z"}
    assert post(standing, path, json.dumps(body).encode())["code"] == "invalid-request"


def test_what_was_sent_is_never_repeated(standing: Site) -> None:
    canary = "kanarie-waarde"
    body = {"slug": canary * 20, "name": 5, "kind": canary, "url": canary, "email": [canary]}
    problem = post(standing, "/v1/issuers", json.dumps(body).encode())
    assert len(problem["errors"]) >= 4
    assert canary not in json.dumps(problem)


def test_a_flood_of_faults_is_told_in_part(standing: Site) -> None:
    body = {"x" * 300 + str(number): 1 for number in range(150)}
    problem = post(standing, "/v1/issuers", json.dumps(body).encode())
    assert len(problem["errors"]) == 100
    assert problem["errorsLeftOut"] == 54
    assert max(len(error["pointer"]) for error in problem["errors"]) <= 200


@pytest.mark.parametrize("path", JSON_POSTS)
def test_a_good_body_with_blanks_around_it_is_read(site: Site, path: str) -> None:
    body = b"\n " + json.dumps(a_body(path, site)).encode() + b"\r\n"
    keys = site.as_city() if JSON_POSTS[path] == "city" else site.as_club()
    headers = {"Content-Type": 'application/json; charset="UTF-8"', "Idempotency-Key": "k", **keys}
    answer = site.client.post(path.format(**site.paths()), content=body, headers=headers)
    assert answer.status_code in (200, 201), answer.text
