"""The codes of findings, read from the source: a code and the sentences that stand beside it.

Findings are made all over ``openbadges`` and ``proofs``. A list of them kept by hand would be
wrong tomorrow, so the syntax tree is searched for texts that look like a code.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ROOMS: Final = ("openbadges", "proofs", "journeys", "web")
_TOLD_TO_PEOPLE: Final = "sentences"
_CODE: Final = re.compile(r"[a-z][a-z-]*\.[a-z][a-z0-9_-]*")
_MAKERS: Final = ("Finding", "finding", "describe_fault", "malformed")
_SENTENCE: Final = re.compile(r"[A-Za-z].* .*\.")
_NAMES: Final = re.compile(r"\w+")
_FILLED_IN_LATER: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class FindingCode:
    """A code of findings, the sentences it comes with, and the modules that use it."""

    code: str
    messages: tuple[str, ...]
    modules: tuple[str, ...]


def finding_codes(package: Path) -> tuple[FindingCode, ...]:
    """Every code of a finding in the source of the package, by name."""
    messages: dict[str, dict[str, None]] = {}
    modules: dict[str, dict[str, None]] = {}
    for path in _sources(package):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(package).with_suffix("").as_posix().replace("/", ".")
        for code, sentences in _codes_in(tree):
            messages.setdefault(code, {}).update(dict.fromkeys(sentences))
            modules.setdefault(code, {})[name.removesuffix(".__init__")] = None
    return tuple(
        FindingCode(code, tuple(messages[code]), tuple(modules[code])) for code in sorted(messages)
    )


def _sources(package: Path) -> Iterator[Path]:
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            # What is said to people about a code is not how a finding is made.
            if _TOLD_TO_PEOPLE not in path.parts:
                yield path


def _codes_in(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Texts that look like a code and stand beside a sentence or in a call that makes a finding."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if _CODE.fullmatch(node.value) is not None:
            sentences = _sentences_beside(node, parents, tree)
            beside = parents.get(node)
            place = parents.get(beside) if isinstance(beside, ast.Tuple) else beside
            if sentences or _makes_finding(place):
                yield node.value, sentences


def _makes_finding(node: ast.AST | None) -> bool:
    """Whether a code stands in a call that makes a finding, or is given the name ``code``."""
    if isinstance(node, ast.Call):
        named = node.func
        name = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
        return name.lstrip("_") in _MAKERS
    return isinstance(node, ast.Assign) and "code" in _NAMES.findall(ast.unparse(node.targets[0]))


def _sentences_beside(
    code: ast.expr, parents: dict[ast.AST, ast.AST], tree: ast.Module
) -> list[str]:
    """Sentences in the same entry of a table, or else the same tuple or call."""
    node: ast.AST = code
    while (parent := parents.get(node)) is not None and not isinstance(parent, ast.stmt):
        found: list[str] = []
        if isinstance(parent, ast.Dict):
            if node not in parent.keys:
                return []
            found = list(_texts([parent.values[parent.keys.index(node)]], tree, code))
        elif isinstance(parent, ast.Tuple | ast.Call):
            beside = parent.elts if isinstance(parent, ast.Tuple) else _arguments(parent)
            found = list(_texts((one for one in beside if one is not node), tree, code))
        if found:
            return found
        node = parent
    return []


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def _texts(nodes: Iterable[ast.expr], tree: ast.Module, code: ast.expr) -> Iterator[str]:
    for node in nodes:
        value = _value_of(node.id, tree, code.lineno) if isinstance(node, ast.Name) else node
        text = _written(value)
        if text is not None and _SENTENCE.fullmatch(text) is not None:
            yield _FILLED_IN_LATER.sub("…", text)


def _value_of(name: str, tree: ast.Module, line: int) -> ast.expr | None:
    """What was last written to a name above a line."""
    last: ast.expr | None = None
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        is_it = any(isinstance(one, ast.Name) and one.id == name for one in targets)
        if is_it and node.lineno <= line and (last is None or node.lineno >= last.lineno):
            last = node.value
    return last


def _written(node: ast.expr | None) -> str | None:
    """A text as it is written; what is filled in later shows as an ellipsis."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (_written(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
        return "".join(part or "" for part in parts)
    return None
