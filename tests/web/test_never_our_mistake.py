"""Whatever is sent, it is the sender's mistake or a verdict: no input is a mistake of ours."""

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from served import JSON_POSTS, Site, a_body, a_site

ODD_TEXTS = st.sampled_from(
    ["", " ", "\n", "é", "\u202e", "\ud83d\ude00", "0", "-1", "null", "https://[", "urn:uuid:x",
     "did:web:", "did:web:a:b:..", "did:key:z", "2026-13-01T00:00:00Z", "9999-12-31T23:59:59-14:00",
     "0001-01-01T00:00:00+14:00", "@id", "_:b0", "A" * 3_000, "{}", "a.b.c", "u", "z"]
)  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | ODD_TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            ODD_TEXTS | st.sampled_from(["id", "type", "@context"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
HARD = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def spent() -> Site:
    """A service that requests may change at will."""
    return a_site()


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside ``value``."""
    if not isinstance(value, dict | list):
        return []
    members = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for name, member in members:
        found += [(*path, name), *places(member, (*path, name))]
    return found


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    """A copy of ``value`` in which one place holds something else."""
    changed = copy.deepcopy(value)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = by
    return changed


@HARD
@given(data=st.data(), path=st.sampled_from(sorted(JSON_POSTS)), value=VALUES)
def test_no_value_anywhere_in_a_request_is_a_mistake_of_ours(
    spent: Site, data: st.DataObject, path: str, value: Any
) -> None:
    body = a_body(path, spent)
    changed = replaced(body, data.draw(st.sampled_from(places(body))), value)
    keys = spent.as_city() if JSON_POSTS[path] == "city" else spent.as_club()
    answer = spent.client.post(
        path.format(**spent.paths()),
        content=json.dumps(changed).encode(),
        # Every request is new, so that what is accepted is made.
        headers={
            **keys,
            "Content-Type": "application/json",
            "Idempotency-Key": str(hash(str(changed))),
        },
    )
    assert answer.status_code in (200, 201, 400, 404, 409), answer.text


# With a context of its own the proof cannot be judged, so the status is looked at all the same.
UNJUDGED = {"@context": None}
ODD_PURPOSE = ("credentialStatus", "statusPurpose")
ODD_PURPOSES = [None, True, 1, "", "x", [], {}, UNJUDGED]


@pytest.mark.parametrize("purpose", ODD_PURPOSES)
def test_an_odd_purpose_of_a_status_is_indeterminate_or_worse(
    standing: Site, purpose: object
) -> None:
    credential = json.loads(standing.issued.credential.document)
    body = json.dumps(replaced(credential, ODD_PURPOSE, purpose)).encode()
    headers = {"Content-Type": "application/vc"}
    answer = standing.client.post("/v1/verifications", content=body, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["verdict"] != "valid"


@HARD
@given(data=st.data(), value=VALUES)
def test_no_value_anywhere_in_a_badge_is_a_mistake_of_ours(
    standing: Site, data: st.DataObject, value: Any
) -> None:
    credential = json.loads(standing.issued.credential.document)
    path = data.draw(st.sampled_from(places(credential)))
    body = json.dumps(replaced(credential, path, value)).encode()
    answer = standing.client.post(
        "/v1/verifications", content=body, headers={"Content-Type": "application/vc"}
    )
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 200 and replaced(credential, path, value) != credential:
        assert answer.json()["verdict"] != "valid"
    page = standing.client.post("/check", files={"file": ("b", body)})
    assert page.status_code == answer.status_code, page.text


@HARD
@given(body=st.binary(max_size=200), kind=st.sampled_from(["text/plain", "application/vc"]))
def test_no_bytes_are_a_mistake_of_ours(standing: Site, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind}
    answer = standing.client.post("/v1/verifications", content=body, headers=headers)
    assert answer.status_code == 400, answer.text


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'"]
)
@HARD
@given(rest=st.binary(max_size=200))
def test_no_broken_image_is_a_mistake_of_ours(standing: Site, start: bytes, rest: bytes) -> None:
    kind = "image/png" if start.startswith(b"\x89") else "image/svg+xml"
    headers = {"Content-Type": kind}
    answer = standing.client.post("/v1/verifications", content=start + rest, headers=headers)
    assert answer.status_code == 400, answer.text


@HARD
@given(path=st.text(max_size=40), query=st.text(max_size=40))
def test_no_address_is_a_mistake_of_ours(standing: Site, path: str, query: str) -> None:
    for root in ("/", "/v1/", "/issuers/", "/achievements/", "/status-lists/", "/static/"):
        try:
            request = standing.client.build_request(
                "GET", root + path.replace("?", ""), params=query
            )
        except Exception:  # noqa: BLE001 not an address that a client can send
            return
        assert standing.client.send(request).status_code in (200, 400, 404), request.url
