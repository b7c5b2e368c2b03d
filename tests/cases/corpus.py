"""Reading and judging the cases in ``tests/cases/verify``: one folder each, no code.

A folder holds the submission exactly as received (``credential.json``, ``.jwt``, ``.png`` or
``.svg``), ``web.json`` (moment, policy, and what the world answers), ``expected.json`` (verdict
and code, or a refusal) and ``README.md`` with one sentence. Its name is a sentence that ends in
``_pass``, ``_fail`` or ``_unknown``. A file ``pending`` holds the reason why a case does not hold
yet; the day it does, the file has to go.
"""

import json
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from badgeservice.errors import Refusal
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Report, policy
from badgeservice.outside.fetch import CannotFetch, Fetched
from factories import FixedClock, a_service

FOLDER = Path(__file__).parent / "verify"
FORMS = ("json", "jwt", "png", "svg")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*_(pass|fail|unknown)")
_SUFFIXES = {"valid": "pass", "invalid": "fail", "indeterminate": "unknown", None: "fail"}
_FILES = {"README.md", "web.json", "expected.json", "pending"}
_ANSWERS = ({"json"}, {"text"}, {"base64"}, {"fault"})
_ABOUT_THE_ANSWER = {"type", "age", "stale"}
_VERDICT = ({"verdict", "code"}, {"verdict", "code", "checks", "warnings", "findings"})
_REFUSAL = ({"refusal"}, {"refusal", "findings"})


class BadCase(Exception):
    """The folder itself is wrong, whatever the service makes of it."""


@dataclass(frozen=True)
class Case:
    """One folder, read and found in order."""

    name: str
    submission: bytes
    now: datetime
    policy: str
    worlds: tuple[Mapping[str, Any], ...]
    """What the web answers; more than one when the badge is verified several times."""
    expected: Mapping[str, Any]
    pending: str | None


@dataclass
class CaseWeb:
    """The web of a case; what it does not name cannot be reached. ``asked`` keeps the URLs."""

    pages: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def __call__(
        self, url: str, *, accept: str, kind: str = "other", fresh: bool = False
    ) -> Fetched:
        """The page at ``url``; raises ``CannotFetch`` for a fault, as the guarded door does."""
        self.asked.add(url)
        answer = self.pages.get(url, {"fault": "unreachable"})
        if "fault" in answer:
            raise CannotFetch(answer["fault"])
        return Fetched(
            body_of(answer),
            str(answer.get("type", "application/json")),
            age_seconds=answer.get("age", 0),
            is_stale=answer.get("stale", False),
        )


def body_of(answer: Mapping[str, Any]) -> bytes:
    """The bytes of an answer."""
    if "base64" in answer:
        return b64decode(answer["base64"])
    if "text" in answer:
        return str(answer["text"]).encode()
    return json.dumps(answer["json"], ensure_ascii=False).encode()


def find_cases(folder: Path = FOLDER) -> list[Path]:
    """Every case there is, in the order of their names."""
    return sorted(path for path in folder.iterdir() if path.is_dir())


def read_case(folder: Path) -> Case:
    """Read a folder; raises ``BadCase`` when it is not one sound case."""
    if NAME.fullmatch(folder.name) is None:
        raise BadCase("the name is no sentence in kebab-case with _pass, _fail or _unknown")
    _require_sentence(folder / "README.md")
    files = {path.name for path in folder.iterdir()}
    submissions = sorted(files - _FILES)
    if len(submissions) != 1 or submissions[0] not in {f"credential.{form}" for form in FORMS}:
        raise BadCase("a case has one file credential.json, .jwt, .png or .svg, and no others")
    web, expected = _read(folder / "web.json"), _read(folder / "expected.json")
    _require_expectation(folder.name, expected)
    worlds = _worlds(web)
    pending = folder / "pending"
    return Case(
        name=folder.name,
        submission=(folder / submissions[0]).read_bytes(),
        now=datetime.fromisoformat(web["now"]),
        policy=str(web["policy"]),
        worlds=worlds,
        expected=expected,
        pending=pending.read_text(encoding="utf-8").strip() if pending.exists() else None,
    )


def judge(case: Case) -> list[str]:
    """What differs between the case and the service, in words; nothing when all is right.

    The whole journey runs, in a service of its own, once for each world; the last one counts.
    Raises ``BadCase`` for an answer of the web that nobody asked for.
    """
    parts = replace(a_service(has_city=False), now=FixedClock(case.now))
    outcome: Report | Refusal | None = None
    for pages in case.worlds:
        web = CaseWeb(pages)
        try:
            outcome = verify(replace(parts, fetch=web), case.submission, _policy(case.policy))
        except Refusal as refusal:
            outcome = refusal
        unused = sorted(set(pages) - web.asked)
        if unused:
            raise BadCase(f"nobody asked the web for {', '.join(unused)}")
    if isinstance(outcome, Report):
        return list(_report_differences(outcome, case.expected))
    assert outcome is not None
    return list(_refusal_differences(outcome, case.expected))


def _report_differences(report: Report, expected: Mapping[str, Any]) -> list[str]:
    body = json.loads(json.dumps(report.to_json()))
    checks = {check["id"]: check["code"] for check in body["checks"]}
    found = {"verdict": body["verdict"], "code": report.leading_code}
    wanted = {name: expected.get(name) for name in found}
    told = {warning["code"] for warning in body["warnings"]}
    differences = []
    if found != wanted:
        differences.append(f"{found} where {wanted} was expected; checks: {checks}")
    for check, code in expected.get("checks", {}).items():
        if checks.get(check) != code:
            differences.append(f"check {check} is {checks.get(check)} and not {code}")
    absent = set(expected.get("warnings", ())) - told
    differences += [f"no warning {code}" for code in sorted(absent)]
    told = {one["code"] for check in body["checks"] for one in check.get("findings", ())}
    absent = set(expected.get("findings", ())) - told
    return [*differences, *(f"no finding {code} among {told}" for code in sorted(absent))]


def _refusal_differences(refusal: Refusal, expected: Mapping[str, Any]) -> list[str]:
    differences = []
    if refusal.code != expected.get("refusal"):
        differences.append(f"refused with {refusal.code}: {refusal.detail}")
    told = {finding.code for finding in refusal.findings}
    absent = set(expected.get("findings", ())) - told
    return [*differences, *(f"no finding {code} among {told}" for code in sorted(absent))]


def _policy(name: str) -> policy.Policy:
    return {one.name: one for one in vars(policy).values() if isinstance(one, policy.Policy)}[name]


def _worlds(web: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    if not {"now", "policy", "pages"} <= set(web) <= {"now", "policy", "pages", "before"}:
        raise BadCase("web.json has now, policy and pages, and perhaps before")
    worlds = (*web.get("before", ()), web["pages"])
    for url, answer in (item for world in worlds for item in world.items()):
        if set(answer) - _ABOUT_THE_ANSWER not in _ANSWERS:
            raise BadCase(f"the answer at {url} is not one of json, text, base64 and fault")
    return worlds


def _require_expectation(name: str, expected: Mapping[str, Any]) -> None:
    members = set(expected)
    if not any(least <= members <= most for least, most in (_VERDICT, _REFUSAL)):
        raise BadCase("expected.json has verdict and code, or a refusal")
    if name.rpartition("_")[2] != _SUFFIXES.get(expected.get("verdict")):
        raise BadCase("the end of the name and the verdict do not agree")


def _require_sentence(path: Path) -> None:
    if not path.is_file():
        raise BadCase("README.md is missing")
    text = path.read_text(encoding="utf-8")
    if not re.fullmatch(r"[^\n]{20,300}\.\n", text):
        raise BadCase("README.md holds one sentence on one line, with a full stop")


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BadCase(f"{path.name} is missing or no JSON") from fault
    if not isinstance(read, dict):
        raise BadCase(f"{path.name} is no JSON object")
    return read
