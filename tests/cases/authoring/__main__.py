"""Write the cases that this folder knows: ``cd tests && uv run python -m cases.authoring``.

Without arguments it writes the cases that are not there yet; with the beginnings of names only
those, again; with ``--all`` every one again. Cases are read, never made, when
the tests run, and most folders may as well be written by hand.
"""

import sys
from collections import Counter
from pathlib import Path

from cases.authoring.catalogue import all_cases

FOLDER = Path(__file__).parent.parent / "verify"


def author(folder: Path, wanted: list[str]) -> list[str]:
    """Write cases into a folder and give the names of those written; see the module."""
    cases = list(all_cases())
    twice = [name for name, times in Counter(case.name for case in cases).items() if times > 1]
    if twice:
        raise SystemExit(f"two cases have one name: {', '.join(twice)}")
    chosen = [case for case in cases if _is_wanted(case.name, folder, wanted)]
    for case in chosen:
        case.write(folder)
    return [case.name for case in chosen]


def _is_wanted(name: str, folder: Path, wanted: list[str]) -> bool:
    if not wanted:
        return not (folder / name).exists()
    return "--all" in wanted or any(name.startswith(one) for one in wanted)


if __name__ == "__main__":
    for one in author(FOLDER, sys.argv[1:]):
        sys.stdout.write(f"{one}\n")
