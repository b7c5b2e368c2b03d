"""The rules of docs/architecture.md that a machine can check: layers, sizes, codes, pages."""

import ast
import configparser
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from badgeservice.errors import Refusal

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "badgeservice"

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
MAX_FOLDER_MODULES = 12

# path from the root, or path::function -> why it may be longer
LARGER_FOR_A_REASON: dict[str, str] = {
    "src/badgeservice/cli": "one module per group of commands",
}

ROOMS = {"web", "journeys", "store", "outside", "openbadges", "skills", "proofs"}
KEBAB_CASE = re.compile(r"[a-z]+(-[a-z0-9]+)*")


# --- layers -----------------------------------------------------------------------------------


def lint_imports(folder: Path, package_parent: Path) -> tuple[int, str]:
    """Run the contracts of this repository on the ``badgeservice`` found in ``package_parent``."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    config = str(ROOT / ".importlinter")
    done = subprocess.run(
        [sys.executable, "-c", command, "--config", config, "--no-cache", "--no-logo"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(package_parent), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def modules_on_the_map() -> list[str]:
    """The top-level modules that the layers contract names."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    return contracts["importlinter:contract:layers"]["layers"].replace("|", " ").split()


@pytest.fixture
def empty_map(tmp_path: Path) -> Path:
    """A package with every module of the map, all of them empty."""
    package = tmp_path / "badgeservice"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in modules_on_the_map():
        if name in ROOMS:
            (package / name).mkdir()
            (package / name / "__init__.py").touch()
        else:
            (package / f"{name}.py").touch()
    return package


def test_the_service_keeps_every_import_contract(tmp_path: Path) -> None:
    status, said = lint_imports(tmp_path, ROOT / "src")
    assert status == 0, said


def test_an_empty_map_keeps_every_import_contract(empty_map: Path) -> None:
    status, said = lint_imports(empty_map.parent, empty_map.parent)
    assert status == 0, said


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("openbadges/badge.py", "import badgeservice.store", "Arrows point down"),
        ("store/queries.py", "import badgeservice.outside", "Arrows point down"),
        ("newcomer.py", "", "Arrows point down"),
        ("journeys/issue.py", "from sqlalchemy import select", "Only the store speaks SQL"),
        ("cli.py", "import sqlite3", "Only the store speaks SQL"),
        ("web/pages.py", "import httpx", "Only outside reaches other machines"),
        ("journeys/verify.py", "import starlette.requests", "Only web and app know HTTP"),
        ("openbadges/sign.py", "import pyld", "Only proofs uses cryptography"),
        ("outside/tls.py", "from cryptography import x509", "Only proofs uses cryptography"),
        ("store/skills.py", "import pyoxigraph", "Only skills reads files of linked data"),
        ("web/pages.py", "import segno", "Only printing makes documents to print"),
        ("journeys/issue.py", "import badgeservice.settings", "Settings stop at the wiring"),
        ("web/api.py", "from badgeservice.store import tables", "Web works through journeys"),
        ("web/api.py", "import badgeservice.proofs", "Web works through journeys"),
    ],
)
def test_an_arrow_that_points_the_wrong_way_is_refused(
    empty_map: Path, module: str, line: str, contract: str
) -> None:
    (empty_map / "store" / "tables.py").touch()
    (empty_map / module).write_text(f"{line}\n", encoding="utf-8")
    status, said = lint_imports(empty_map.parent, empty_map.parent)
    assert status == 1, said
    assert f"{contract} BROKEN" in said


def test_two_modules_that_import_each_other_are_refused(empty_map: Path) -> None:
    (empty_map / "proofs" / "keys.py").write_text("import badgeservice.proofs.jose\n")
    (empty_map / "proofs" / "jose.py").write_text("import badgeservice.proofs.keys\n")
    status, said = lint_imports(empty_map.parent, empty_map.parent)
    assert status == 1, said
    assert "No circles anywhere BROKEN" in said


# --- sizes ------------------------------------------------------------------------------------


def long_functions(source: str) -> list[str]:
    """Names of the functions in ``source`` that are longer than the limit."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]


def python_files() -> Iterator[Path]:
    """Every Python file that people of this project write."""
    for room in ("src", "tests", "benchmarks", "examples", "migrations"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield path


def oversized() -> set[str]:
    """Every file, function and folder above its limit, named as in ``LARGER_FOR_A_REASON``."""
    found = set()
    for path in python_files():
        name = path.relative_to(ROOT).as_posix()
        source = path.read_text(encoding="utf-8")
        if len(source.splitlines()) > MAX_FILE_LINES:
            found.add(name)
        found.update(f"{name}::{function}" for function in long_functions(source))
    for folder in {path.parent for path in python_files()}:
        modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        if len(modules) > MAX_FOLDER_MODULES:
            found.add(folder.relative_to(ROOT).as_posix())
    return found


def test_nothing_is_larger_than_a_reader_can_hold() -> None:
    assert oversized() - LARGER_FOR_A_REASON.keys() == set()


def test_no_exception_to_the_sizes_outlives_its_reason() -> None:
    assert LARGER_FOR_A_REASON.keys() - oversized() == set()


def test_a_function_of_forty_lines_is_not_too_long() -> None:
    assert long_functions("def f():\n" + "    pass\n" * 39) == []


def test_a_function_of_forty_one_lines_is_too_long() -> None:
    assert long_functions("async def f():\n" + "    pass\n" * 40) == ["f"]


# --- refusals ---------------------------------------------------------------------------------


def refusals() -> list[type[Refusal]]:
    """``Refusal`` and every class below it."""
    found: list[type[Refusal]] = [Refusal]
    for kind in found:
        found.extend(kind.__subclasses__())
    return found


def test_no_two_refusals_share_a_code() -> None:
    codes = [kind.code for kind in refusals()]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_names_its_own_code_and_title(kind: type[Refusal]) -> None:
    assert "code" in vars(kind)
    assert KEBAB_CASE.fullmatch(kind.code)
    assert kind.title.strip()
    assert not kind.title.endswith(".")


# --- pages and pins ---------------------------------------------------------------------------


def test_every_decision_stands_in_the_index_once() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", index) == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))


@pytest.mark.parametrize("record", sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")))
def test_every_decision_has_its_five_parts(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert text.startswith(f"# {record.name[:4]}. ")
    assert re.search(r"^Status: accepted(; .+)?$", text, re.MULTILINE)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences", "Alternatives"]


def test_every_module_in_the_glossary_exists() -> None:
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    modules = {
        name
        for row in rows
        if row.startswith("| ") and row.count("|") == 5
        for name in re.findall(r"`([a-z_.]+)`", row.split("|")[4])
    }
    absent = {
        name
        for name in modules
        if not (SOURCE / name.replace(".", "/")).is_dir()
        and not (SOURCE / f"{name.replace('.', '/')}.py").is_file()
    }
    assert modules
    assert absent == set()


def test_the_hashed_requirements_hold_every_pin_and_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+==[^ ]+) ", requirements, re.MULTILINE))
    wanted = {re.sub(r"\[.*?\]", "", pin) for pin in project["dependencies"]}
    assert wanted - pinned == set()
    assert "://" not in requirements
    assert "--index" not in requirements
    assert requirements.count("\n    --hash=sha256:") >= len(pinned)
