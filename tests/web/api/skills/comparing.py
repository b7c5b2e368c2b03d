"""Asking for a comparison over the API, and being refused one."""

import json
from typing import Any

from badgeservice.web.api.skills.compared import ComparisonAnswer
from factories import (
    LEADERSHIP,
    TEAMWORK,
)
from served import Site

PATH = "/v1/comparisons"
WANTED = [{"skill": TEAMWORK, "importance": "essential"}, {"skill": LEADERSHIP}]


def badge_of(site: Site) -> dict[str, Any]:
    return json.loads(site.issued.credential.document)


def body_of(site: Site, **changes: Any) -> dict[str, Any]:
    body = {"credentials": [badge_of(site)], "skills": WANTED} | changes
    return {name: value for name, value in body.items() if value is not None}


def compare(site: Site, **changes: Any) -> Any:
    answer = site.client.post(PATH, json=body_of(site, **changes))
    assert answer.status_code == 200, answer.text
    ComparisonAnswer.model_validate(answer.json())
    return answer.json()


def refused(site: Site, status: int = 400, query: str = "", **changes: Any) -> Any:
    answer = site.client.post(f"{PATH}{query}", json=body_of(site, **changes))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()
