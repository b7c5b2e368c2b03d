"""Where something stands in a document: paths, and the JSON Pointers (RFC 6901) made of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from badgeservice.document import JsonObject
from badgeservice.errors import Finding

Step = str | int
Path = tuple["Path", Step] | None
"""A step and all before it; None is the whole document. Cheap to make for every object."""


def pointer(path: Path, *more: Step) -> str:
    """The JSON Pointer of a path, with further steps behind it."""
    steps = [_escape(step) for step in reversed(more)]
    while path is not None:
        path, step = path
        steps.append(_escape(step))
    return "".join(f"/{step}" for step in reversed(steps))


def _escape(step: Step) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, slots=True)
class Place:
    """An object of the document and where it stands."""

    value: JsonObject
    path: Path = None

    def finding(self, code: str, sentence: str, *steps: Step) -> Finding:
        """A finding about this object, or about the member the steps lead to."""
        return Finding(code, pointer(self.path, *steps), sentence)

    def objects(self, name: str) -> Iterator["Place"]:
        """The objects of one member, whether in an array or compacted to a single one."""
        member = self.value.get(name)
        if isinstance(member, dict):
            yield Place(member, (self.path, name))
        elif isinstance(member, list):
            path = (self.path, name)
            for index, item in enumerate(member):
                if isinstance(item, dict):
                    yield Place(item, (path, index))

    def object(self, name: str) -> "Place | None":
        """The object a member holds, if it holds exactly one."""
        member = self.value.get(name)
        return Place(member, (self.path, name)) if isinstance(member, dict) else None
