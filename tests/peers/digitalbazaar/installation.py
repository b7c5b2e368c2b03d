"""Whether the node packages of this folder are installed, in exactly the versions named."""

import json
import shutil
from pathlib import Path

FOLDER = Path(__file__).parent
INSTALL = "npm install --no-package-lock --prefix tests/peers/digitalbazaar"


def find_fault() -> str | None:
    """What is missing to run the peer, as a sentence that says how to get it; None when all is."""
    if shutil.which("node") is None:
        return f"node is absent: install Node.js 20 or newer, then run: {INSTALL}"
    wanted: dict[str, str] = json.loads((FOLDER / "package.json").read_text())["dependencies"]
    different = [name for name, version in wanted.items() if _installed_version(name) != version]
    if different:
        named = ", ".join(different)
        return f"not installed in the version named: {named}; run: {INSTALL}"
    return None


def _installed_version(name: str) -> str | None:
    described = FOLDER / "node_modules" / name / "package.json"
    if not described.is_file():
        return None
    version: str = json.loads(described.read_text())["version"]
    return version
