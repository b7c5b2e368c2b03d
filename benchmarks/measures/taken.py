"""How many real badges the fast engine takes, and why it leaves the others to the general one."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from badgeservice.cli.demo.badges import award_everybody
from badgeservice.cli.demo.staging import demo_settings, set_the_stage
from badgeservice.cli.opening import open_parts
from benchmarks.contestants import ROOT
from benchmarks.figures import Findings, Tally
from benchmarks.measures.bench import Bench
from benchmarks.seams import is_refused, why_declined

NAME = "engine"
TITLE = "Real badges that the fast engine takes"
OPERATION = "takes"
ALL = "all real badges"

JsonObject = dict[str, Any]
_PORT = 8321


def measure(bench: Bench) -> Findings:
    """Our demo, the valid cases of the tests, and the published samples if they are there."""
    tallies, notes = [], []
    for what, badges in _corpora():
        declined = [(badge, reason) for badge in badges if (reason := why_declined(badge))]
        # Such as one with a context that the service does not carry: nobody canonicalises that.
        refused = [reason for badge, reason in declined if is_refused(badge)]
        left = Counter(reason for badge, reason in declined if not is_refused(badge))
        total = len(badges) - len(refused)
        tallies.append(Tally(NAME, what, total - left.total(), total))
        notes += [f"Declined {times}x of {what}: {why}." for why, times in left.most_common()]
        if refused:
            notes.append(f"Not counted, {what} that are refused altogether: {len(refused)}.")
    count, total = sum(one.count for one in tallies), sum(one.total for one in tallies)
    return Findings(tallies=[*tallies, Tally(NAME, ALL, count, total)], notes=notes)


def _corpora() -> Iterator[tuple[str, list[JsonObject]]]:
    yield "our demo", demo_badges()
    yield "valid cases of our tests", valid_cases()
    shared = shared_data()
    if shared is not None:
        yield "published samples", [*_badges_in(shared / "samples")]
        yield "published vectors", [*_badges_in(shared / "vectors")]


def demo_badges() -> list[JsonObject]:
    """The badges that ``badgeservice demo`` awards."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        # The demo tells on standard error how far it is.
        with (
            redirect_stderr(StringIO()),
            open_parts(demo_settings(folder, _PORT), migrates=True) as parts,
        ):
            award_everybody(parts, set_the_stage(parts), folder / "badges")
        return [*_badges_in(folder / "badges")]


def valid_cases() -> list[JsonObject]:
    """The cases in ``tests/cases`` that have to be found valid, as far as they are JSON."""
    cases = ROOT / "tests" / "cases" / "verify"
    found = (_read(path) for path in sorted(cases.glob("*_pass/credential.json")))
    return [badge for badge in found if badge is not None]


def shared_data() -> Path | None:
    """The folder with published samples, by the rule of the fixture of that name; or None."""
    default = ROOT.parent / "shared" / "data"
    folder = Path(os.environ.get("BADGESERVICE_SHARED_DATA", default))
    return folder if folder.is_dir() else None


def _badges_in(folder: Path) -> Iterator[JsonObject]:
    for path in sorted(folder.rglob("*.json")):
        badge = _read(path)
        if badge is not None:
            yield badge


def _read(path: Path) -> JsonObject | None:
    """The credential in a file, without its proofs; None if there is none."""
    try:
        read = json.loads(path.read_bytes())
    except ValueError:
        return None
    if not isinstance(read, dict) or "credentialSubject" not in read or "@context" not in read:
        return None
    return {name: value for name, value in read.items() if name != "proof"}
