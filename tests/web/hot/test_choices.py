"""The query of a verification: two keys, two values each, and nothing else."""

import pytest

from badgeservice.errors import InvalidRequest
from badgeservice.web.hot.choices import Choices, read_choices
from served import Site


def refused(query: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRequest) as refusal:
        read_choices(query)
    return [(finding.code, finding.pointer) for finding in refusal.value.findings]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (b"", Choices("strict", "normal")),
        (b"policy=compatible", Choices("compatible", "normal")),
        (b"freshness=strict", Choices("strict", "strict")),
        (b"freshness=normal&policy=strict", Choices("strict", "normal")),
        (b"p%6flicy=compat%69ble", Choices("compatible", "normal")),
    ],
)
def test_what_is_left_out_is_as_usual(query: bytes, expected: Choices) -> None:
    assert read_choices(query) == expected


@pytest.mark.parametrize(
    ("query", "findings"),
    [
        (b"x=1", [("query.unknown", "/x")]),
        (b"x", [("query.unknown", "/x")]),
        (b"Policy=strict", [("query.unknown", "/Policy")]),
        (b"a/b~=1", [("query.unknown", "/a~1b~0")]),
        (b"policy=strict&policy=strict", [("query.twice", "/policy")]),
        (b"policy=&policy=strict", [("query.twice", "/policy")]),
        (
            b"x=1&freshness=strict&freshness=x",
            [("query.twice", "/freshness"), ("query.unknown", "/x")],
        ),
        (b"policy=", [("query.value", "/policy")]),
        (b"policy", [("query.value", "/policy")]),
        (b"policy=Strict", [("query.value", "/policy")]),
        (b"policy=vc-api", [("query.value", "/policy")]),
        (b"policy=proof-only", [("query.value", "/policy")]),
        (b"policy=strict%00", [("query.value", "/policy")]),
        (b"freshness=lax&policy=x", [("query.value", "/policy"), ("query.value", "/freshness")]),
        (b"policy=\xff", [("query.value", "/policy")]),
    ],
)
def test_every_other_query_is_refused_with_all_its_faults(
    query: bytes, findings: list[tuple[str, str]]
) -> None:
    assert refused(query) == findings


@pytest.mark.parametrize("path", ["/v1/verifications", "/v1/verifications/batch"])
@pytest.mark.parametrize("query", ["x=1", "x", "a=1&b=2&a=3"])
def test_an_unknown_key_is_told_as_it_is_everywhere(standing: Site, path: str, query: str) -> None:
    here = standing.client.post(f"{path}?{query}")
    there = standing.client.get(f"/v1/version?{query}")
    assert here.status_code == there.status_code == 400
    assert {**here.json(), "instance": ""} == {**there.json(), "instance": ""}
