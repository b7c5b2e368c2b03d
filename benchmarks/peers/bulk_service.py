"""Issues batches in a service of its own, and tells what each one took.

Reads one JSON object, ``{"folder", "database_url", "subject", "count", "batches"}``, and answers
``{"wall": […], "cpu": […]}`` in seconds for each batch: until everything is kept, and of this
process and the ones that it started. A batch that does not count comes first.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from badgeservice.cli.opening import issuer_caller
from badgeservice.journeys.issuing.batch import AwardBatch, Recipient
from badgeservice.journeys.issuing.issue_many import issue_many
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, AwardState
from badgeservice.wiring import working_parts
from benchmarks.awards import achievement_of
from benchmarks.founding import found_issuer, own_settings

_WARM_UP_SHARE = 5


def main() -> None:
    """Answer the one request."""
    order = json.loads(sys.stdin.readline())
    settings = own_settings(Path(order["folder"]), order["database_url"])
    with working_parts(settings, migrates=True) as parts:
        issuer, _ = found_issuer(parts)
        achievement = achievement_of(order["subject"], issuer, parts.addresses)
        with parts.database.open_store() as store:
            store.achievements.add_version(achievement)
        _issue(parts, achievement, "warm-up", max(1, order["count"] // _WARM_UP_SHARE))
        took = [
            _issue(parts, achievement, f"batch {number}", order["count"])
            for number in range(order["batches"])
        ]
    answer: dict[str, Any] = {
        "wall": [wall for wall, _ in took],
        "cpu": [cpu for _, cpu in took],
    }
    print(json.dumps(answer), flush=True)


def _issue(
    parts: Parts, achievement: AchievementVersion, name: str, count: int
) -> tuple[float, float]:
    recipients = tuple(
        Recipient(name=f"Lid {number}", email=f"lid{number}@leden.example")
        for number in range(count)
    )
    batch = AwardBatch(achievement.achievement_id, name, recipients)
    did = achievement.issuer_did
    began, spent = time.monotonic(), _cpu_seconds()
    result = issue_many(parts, issuer_caller(did), did, batch)
    took = time.monotonic() - began, _cpu_seconds() - spent
    if [one.state for one in result.awards] != [AwardState.SIGNED] * count:
        raise ValueError("not every award of the batch was signed")
    return took


def _cpu_seconds() -> float:
    process = psutil.Process()
    times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    ended = times[0].children_user + times[0].children_system
    return float(sum(one.user + one.system for one in times) + ended)


if __name__ == "__main__":
    main()
