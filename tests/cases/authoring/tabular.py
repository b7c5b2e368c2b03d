"""Long tables of small variations: JSON files with a row a line, read when cases are written."""

import json
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "tables"


def table(name: str) -> list[list[Any]]:
    """The rows of a table; null as new value removes a member."""
    rows: list[list[Any]] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return rows
