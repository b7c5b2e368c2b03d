"""Batches over the API: looked at first, confirmed once, and taken back in time."""

from datetime import timedelta
from typing import Any

import pytest

from badgeservice.journeys.parts import Rules
from factories import FixedClock, a_service
from served import CANARY_EMAIL, NOBODY, Site, a_body, a_site

POST = "/v1/issuers/{slug}/batches"
PEOPLE = [
    {"name": "Jan", "memberNumber": "1"},
    {"name": "Piet", "email": "geen adres"},
    {"name": "Els", "isUnder16": True},
    {"name": "Jan", "memberNumber": "1"},
]


def send(site: Site, rows: list[Any] | None = None, key: str = "list-1") -> Any:
    body = {**a_body(POST, site), "rows": PEOPLE if rows is None else rows}
    headers = site.as_club(**{"Idempotency-Key": key})
    return site.client.post(POST.format(**site.paths()), json=body, headers=headers)


def ask(site: Site, path: str, body: Any = None, method: str = "GET") -> Any:
    return site.client.request(method, path, json=body, headers=site.as_club())


def post(site: Site, path: str, **body: Any) -> Any:
    return ask(site, path, body, "POST")


@pytest.mark.parametrize(
    ("rows", "pointer"),
    [
        ([], "/rows"),
        (["Jan"], "/rows/0"),
        ([{"name": 1}], "/rows/0/name"),
        ([{"name": "Jan", "bsn": "1"}], "/rows/0/bsn"),
        ([{"name": "Jan", "awardedAt": "gisteren"}], "/rows/0/awardedAt"),
        ([{"name": "Jan", "rowNumber": 0}], "/rows/0/rowNumber"),
        ([{"rowNumber": 2}, {}], "/rows/1/rowNumber"),
        ([{"name": "x" * 20_001}], "/rows/0/name"),
    ],
)
def test_a_list_in_another_shape_is_refused(standing: Site, rows: list[Any], pointer: str) -> None:
    answer = send(standing, rows)
    assert answer.status_code == 400
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


def test_a_list_without_a_key_of_its_own_is_refused(standing: Site) -> None:
    body = a_body(POST, standing)
    answer = standing.client.post(
        POST.format(**standing.paths()), json=body, headers=standing.as_club()
    )
    assert answer.status_code == 400


def test_no_more_rows_are_taken_than_the_setting_says() -> None:
    site = a_site(a_service(rules=Rules(max_batch_awards=3)))
    assert send(site, [{"name": f"P{number}"} for number in range(3)]).status_code == 201
    assert send(site, key="2").status_code == 400


def test_a_full_list_with_every_member_fits() -> None:
    site = a_site()
    full = {
        "name": "Jan",
        "email": "j@x.example",
        "memberNumber": "1",
        "narrative": "Goed.",
        "awardedAt": "2026-06-01T00:00:00Z",
        "isUnder16": False,
        "result": "8",
        "evidenceUrl": "https://x.example/",
    }
    rows = [
        {**full, "rowNumber": number + 1, "memberNumber": f"{number}"} for number in range(9_000)
    ]
    told = send(site, rows)
    assert told.status_code == 201, told.text
    assert told.json()["good"] == 9_000


def test_every_row_is_told_and_nothing_is_awarded(site: Site) -> None:
    answer = send(site)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["state"], told["rows"], told["good"]) == ("previewed", 4, 1)
    assert (told["doubtful"], told["refused"], told["included"]) == (2, 1, 1)
    rows = ask(site, f"{answer.headers['location']}/rows").json()
    assert rows["nextCursor"] is None
    assert [(one["outcome"], one["codes"], one["state"]) for one in rows["rows"]] == [
        ("good", [], "proposed"),
        ("refused", ["row.email"], "left_out"),
        ("doubtful", ["row.under_16"], "left_out"),
        ("doubtful", ["row.twice"], "left_out"),
    ]
    again = send(site)
    assert (again.status_code, again.json()) == (200, told)
    assert send(site, PEOPLE[:1]).status_code == 409


def test_rows_come_page_by_page(site: Site) -> None:
    path = f"{send(site).headers['location']}/rows"
    found, cursor = [], ""
    while cursor is not None:
        page = ask(site, f"{path}?limit=2{cursor and '&cursor='}{cursor}").json()
        found += [one["rowNumber"] for one in page["rows"]]
        cursor = page["nextCursor"]
    assert found == [1, 2, 3, 4]
    refused = ask(site, f"{path}?outcome=refused&limit=1").json()
    assert ([one["rowNumber"] for one in refused["rows"]], refused["nextCursor"]) == ([2], None)


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1001", "cursor=-1", "cursor=x", "outcome=best", "page=2"]
)
def test_a_query_of_another_shape_is_refused(standing: Site, query: str) -> None:
    path = "/v1/batches/{batch_uuid}/rows".format(**standing.paths())
    assert ask(standing, f"{path}?{query}").status_code == 400


def test_rows_are_chosen_one_by_one_or_by_their_reason(site: Site) -> None:
    path = send(site).headers["location"]
    told = ask(site, f"{path}/rows/4", {"isIncluded": True}, "PATCH").json()
    assert (told["rowNumber"], told["isIncluded"], told["state"]) == (4, True, "proposed")
    assert ask(site, f"{path}/rows/2", {"isIncluded": True}, "PATCH").status_code == 409
    assert ask(site, f"{path}/rows/9", {"isIncluded": True}, "PATCH").status_code == 404
    chosen = post(site, f"{path}/choices", code="row.under_16", isIncluded=True)
    assert chosen.json() == {"rows": 1}
    assert ask(site, path).json()["included"] == 3


def test_a_batch_is_confirmed_signed_undone_and_seen_by_nobody_else() -> None:
    clock = FixedClock()
    site = a_site(a_service(clock=clock))
    path = send(site).headers["location"]
    assert post(site, f"{path}/confirmation", awards=2).status_code == 409
    told = post(site, f"{path}/confirmation", awards=1).json()
    assert (told["state"], told["undoSeconds"]) == ("confirmed", 900)
    assert post(site, f"{path}/confirmation").json()["signed"] == 1
    row = ask(site, f"{path}/rows").json()["rows"][0]
    assert row["state"] == "signed"
    assert ask(site, f"/v1/credentials/{row['credentialId']}").status_code == 200
    for headers in (site.as_school(), site.as_city(), {}):
        for kind in ("awards", "credentials"):
            key = row[f"{kind[:-1]}Id"]
            answer = site.client.get(f"/v1/{kind}/{key}", headers=headers)
            assert answer.status_code in (401, 403, 404)
            assert row["credentialId"] not in answer.text
    undone = post(site, f"{path}/undo").json()
    assert (undone["state"], undone["revoked"], undone["signed"]) == ("undone", 1, 0)
    assert ask(site, f"{path}/rows").json()["rows"][0]["state"] == "undone"
    assert post(site, f"{path}/confirmation").status_code == 409


def test_after_its_time_it_is_released_and_no_longer_undone() -> None:
    clock = FixedClock()
    site = a_site(a_service(clock=clock))
    path = send(site).headers["location"]
    post(site, f"{path}/confirmation")
    assert post(site, f"{path}/undo", rowNumber=3).status_code == 404
    clock.move_on(timedelta(minutes=15))
    assert ask(site, path).json()["state"] == "released"
    for body in ({}, {"rowNumber": 1}):
        assert post(site, f"{path}/undo", **body).status_code == 409


def test_a_batch_that_was_not_confirmed_is_cancelled(site: Site) -> None:
    path = send(site).headers["location"]
    for _ in range(2):
        told = post(site, f"{path}/undo").json()
        assert (told["state"], told["rows"]) == ("cancelled", 0)
    assert post(site, f"{path}/confirmation").status_code == 409


def test_a_batch_tells_of_nobody_by_address(standing: Site) -> None:
    path = "/v1/batches/{batch_uuid}".format(**standing.paths())
    for one in (path, f"{path}/rows"):
        answer = ask(standing, one)
        assert answer.status_code == 200
        assert CANARY_EMAIL not in answer.text
    assert ask(standing, f"/v1/batches/{NOBODY}").status_code == 404
