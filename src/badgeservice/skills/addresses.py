"""URIs of CompetentNL: how they are written, and how others are seen through.

The URI is the key of a skill, never its name (``targetUrl`` of an Alignment).
"""

import re

BASE = "https://linkeddata.competentnl.nl"
SKILL_PREFIX = f"{BASE}/id/humancapability/"
KNOWLEDGE_PREFIX = f"{BASE}/id/knowledgearea/"
OCCUPATION_PREFIX = f"{BASE}/uwv/id/occupation/"

_CODE = re.compile(r"[0-9A-F]{10}")


def is_code(text: str) -> bool:
    """Whether this is a code of CompetentNL: ten hexadecimal digits, letters in upper case."""
    return _CODE.fullmatch(text) is not None


def skill_uri(code: str) -> str:
    """The URI of the skill with this code."""
    return f"{SKILL_PREFIX}{code}"


def knowledge_uri(code: str) -> str:
    """The URI of the knowledge area with this code."""
    return f"{KNOWLEDGE_PREFIX}{code}"


def occupation_uri(code: str) -> str:
    """The URI of the occupation with this code."""
    return f"{OCCUPATION_PREFIX}{code}"


def code_in(uri: str, prefix: str) -> str | None:
    """The code in a URI that starts with this prefix and is otherwise exact, or None."""
    code = uri.removeprefix(prefix)
    return code if len(code) < len(uri) and is_code(code) else None
