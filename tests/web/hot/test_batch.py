"""A batch: a line for each credential, in order, as it comes; the same answers as one by one."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from badgeservice.app import create_app
from badgeservice.web.api.reports import ReportLine
from cases.corpus import Case, CaseWeb, find_cases, read_case
from factories import FixedClock, a_service
from served import Site, a_site, client_of
from web.hot.batches import ANY, a_mixture, line_of, lines, send, without
from web.hot.talking import ARRAY, LINES


def test_each_credential_is_answered_on_its_line(standing: Site) -> None:
    found = lines(standing, *a_mixture(standing))
    told = [one.get("verdict", one.get("code")) for one in found]
    assert told == [
        "valid",
        "invalid",
        "valid",
        "no-credential",
        "indeterminate",
        "no-credential",
        "malformed-token",
        "valid",
    ]


@pytest.mark.parametrize("query", ["", "?policy=compatible", "?freshness=strict"])
def test_a_line_says_what_the_credential_is_told_alone(standing: Site, query: str) -> None:
    mixture = a_mixture(standing)
    found = lines(standing, *mixture, query=query)
    for credential, told in zip(mixture, found, strict=True):
        alone = standing.client.post(
            f"/v1/verifications{query}", content=credential, headers=ANY
        ).json()
        assert without(told, "index") == without(alone)


def test_an_array_is_answered_as_its_elements_on_lines_are(standing: Site) -> None:
    mixture = [line_of(one) for one in a_mixture(standing)]
    as_array = send(standing, b" [ " + b" ,\n".join(mixture) + b"]\n", ARRAY)
    as_lines = send(standing, b"\n".join(mixture))
    assert [without(one) for one in as_array] == [without(one) for one in as_lines]


@pytest.mark.parametrize("media_type", ["application/x-ndjson", "application/jsonl"])
def test_lines_have_two_names(standing: Site, media_type: str) -> None:
    headers = {"Content-Type": f"{media_type}; charset=utf-8"}
    assert len(lines(standing, b"{}", b"{}", headers=headers)) == 2


@pytest.mark.parametrize(("body", "headers"), [(b"", LINES), (b"\n\n", LINES), (b"[]", ARRAY)])
def test_nothing_is_answered_with_nothing(standing: Site, body: bytes, headers: Any) -> None:
    assert send(standing, body, headers) == []


def test_every_line_has_the_shape_that_is_described(standing: Site) -> None:
    description = standing.client.get("/v1/openapi.json").json()
    answer = description["paths"]["/verifications/batch"]["post"]["responses"]["200"]
    schema = answer["content"]["application/x-ndjson"]["schema"]
    validator = Draft202012Validator({**schema, "components": description["components"]})
    for line in lines(standing, *a_mixture(standing)):
        assert list(validator.iter_errors(line)) == []
        if "verdict" in line:
            ReportLine.model_validate(line)


@pytest.mark.parametrize("media_type", ["application/json", "application/x-ndjson"])
def test_the_examples_are_answered(standing: Site, media_type: str) -> None:
    description = standing.client.get("/v1/openapi.json").json()
    body = description["paths"]["/verifications/batch"]["post"]["requestBody"]["content"]
    example = body[media_type]["example"]
    sent = example.encode() if isinstance(example, str) else json.dumps(example).encode()
    found = send(standing, sent, {"Content-Type": media_type})
    assert [one.get("verdict", one.get("code")) for one in found] == ["valid", "malformed-token"]


# --- the whole corpus ---------------------------------------------------------------------------


def corpus() -> list[tuple[list[Case], dict[str, Any]]]:
    """The cases that fit together: one moment, one policy, and one web that answers them all.

    Those that fit with hardly any other are left out.
    """
    groups: list[tuple[list[Case], dict[str, Any]]] = []
    for case in map(read_case, find_cases()):
        pages = dict(case.worlds[0])
        if len(case.worlds) > 1 or case.policy not in ("strict", "compatible"):
            continue
        if re.match(rb"\s*(\{|[A-Za-z0-9_-]+\.)", case.submission) is None:
            # An image, or something that is read nowhere.
            continue
        for cases, known in groups:
            fits = all(known.get(url, page) == page for url, page in pages.items())
            silent = not any(
                url in one.worlds[0] for one in cases for url in pages if url not in known
            )
            if (cases[0].now, cases[0].policy) == (case.now, case.policy) and fits and silent:
                cases.append(case)
                known.update(pages)
                break
        else:
            groups.append(([case], pages))
    return [group for group in groups if len(group[0]) > 3]


def test_every_case_is_judged_in_a_batch_as_it_is_alone(standing: Site) -> None:
    count = 0
    for cases, pages in corpus():
        clock = FixedClock(cases[0].now)
        web: Any = CaseWeb(pages)
        parts = replace(a_service(has_city=False), now=clock, fetch=web)
        site = replace(standing, parts=parts, client=client_of(create_app(parts)))
        query = f"?policy={cases[0].policy}"
        credentials = [line_of(case.submission) for case in cases]
        alone = []
        for credential in credentials:
            sent = json.loads(credential).encode() if credential[:1] == b'"' else credential
            path = f"/v1/verifications{query}"
            alone.append(site.client.post(path, content=sent, headers=ANY).json())
        together = send(site, b"\n".join(credentials), query=query)
        for case, one, other in zip(cases, alone, together, strict=True):
            assert without(other, "index") == without(one), case.name
        whole = [one for one, told in zip(credentials, alone, strict=True) if "verdict" in told]
        as_array = send(site, b"[" + b",".join(whole) + b"]", ARRAY, query=query)
        verdicts = [one for one in together if "verdict" in one]
        assert [without(one, "index") for one in as_array] == [
            without(one, "index") for one in verdicts
        ]
        count += len(cases)
    assert count > 500


@pytest.fixture
def shared_samples(shared_data: Path) -> list[bytes]:
    """Badges of others, as they are published."""
    found = sorted((shared_data / "samples").rglob("*.json"))
    return [path.read_bytes() for path in found if path.stat().st_size < 100_000][:60]


def test_published_samples_are_answered_as_they_are_alone(shared_samples: list[bytes]) -> None:
    site = a_site()
    sent = [line_of(one) for one in shared_samples if one.strip()[:1] == b"{"]
    found = send(site, b"\n".join(sent))
    for credential, told in zip(sent, found, strict=True):
        alone = site.client.post("/v1/verifications", content=credential, headers=ANY).json()
        assert without(told, "index") == without(alone)
    assert len(found) > 5
