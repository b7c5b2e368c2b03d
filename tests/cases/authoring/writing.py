"""A case before it is a folder, and how it becomes one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.authoring.signing import as_json
from cases.authoring.world import NOW, Json, issuer_page

_WORDS = {"valid": "pass", "invalid": "fail", "indeterminate": "unknown"}


@dataclass(frozen=True)
class Written:
    """One case: the name of its folder and its files."""

    name: str
    files: dict[str, bytes]

    def write(self, folder: Path) -> None:
        """Write the folder, over what stands there; a file ``pending`` stays."""
        target = folder / self.name
        target.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (target / name).write_bytes(content)


def fails(name: str, shows: str, submission: Any, code: str, **more: Any) -> Written:
    """A case that is proved wrong."""
    return _judged(name, shows, submission, "invalid", code, **more)


def unknown(name: str, shows: str, submission: Any, code: str, **more: Any) -> Written:
    """A case that nobody can judge."""
    return _judged(name, shows, submission, "indeterminate", code, **more)


def passes(name: str, shows: str, submission: Any, **more: Any) -> Written:
    """A case that is valid."""
    return _judged(name, shows, submission, "valid", "verdict.valid", **more)


def refused(
    name: str, shows: str, submission: Any, refusal: str, *findings: str, form: str | None = None
) -> Written:
    """A case in which there is no credential to judge."""
    expected: Json = {"refusal": refusal}
    if findings:
        expected["findings"] = list(findings)
    return _written(f"{name}_fail", shows, submission, form, {"pages": {}}, expected)


def _judged(
    name: str,
    shows: str,
    submission: Any,
    verdict: str,
    code: str,
    *,
    pages: Json | None = None,
    before: Iterable[Json] = (),
    now: str = NOW,
    policy: str = "strict",
    form: str | None = None,
    checks: Json | None = None,
    warnings: Iterable[str] = (),
    findings: Iterable[str] = (),
) -> Written:
    expected: Json = {"verdict": verdict, "code": code}
    if checks:
        expected["checks"] = checks
    if warnings:
        expected["warnings"] = list(warnings)
    if findings:
        expected["findings"] = list(findings)
    web: Json = {"now": now, "policy": policy, "pages": issuer_page() if pages is None else pages}
    if before:
        web["before"] = list(before)
    return _written(f"{name}_{_WORDS[verdict]}", shows, submission, form, web, expected)


def _written(
    name: str, shows: str, submission: Any, form: str | None, web: Json, expected: Json
) -> Written:
    if isinstance(submission, dict):
        body, kind = (json.dumps(submission, indent=2, ensure_ascii=False) + "\n").encode(), "json"
    elif isinstance(submission, str):
        body, kind = submission.encode(), "jwt"
    else:
        body, kind = submission, "json"
    return Written(
        name,
        {
            f"credential.{form or kind}": body,
            "web.json": _document({"now": NOW, "policy": "strict"} | web),
            "expected.json": _document(expected),
            "README.md": f"{shows}\n".encode(),
        },
    )


def _document(value: Json) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


__all__ = ["Written", "as_json", "fails", "passes", "refused", "unknown"]
