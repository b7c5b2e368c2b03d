"""A concept as it is kept: a body in JSON that is always written alike, and back to values."""

import json
from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any

from badgeservice.skills.concepts import (
    KnowledgeArea,
    Layer,
    Match,
    Norm,
    NormKind,
    Occupation,
    Relation,
    Requirements,
    Skill,
)
from badgeservice.skills.release.gathering import Gathered, norm_kind_of
from badgeservice.skills.release.vocabulary import LEVELS, Kind

Body = Mapping[str, Any]


def body_of(kind: Kind, one: Gathered) -> dict[str, Any]:
    """What a source says about a concept, by member; what it does not speak of is not there.

    Links stand together in one text, each with its letter and code, for there are so many.
    """
    label = min(one.labels)[1] if one.labels else ""
    said: dict[str, Any] = {
        "label": label,
        "alt": sorted(one.alt_labels - {label}),
        "definition": min(one.definitions)[1] if one.definitions else "",
        "notation": one.notation,
        "broader": sorted(one.broader),
        "matches": sorted(list(match) for match in one.matches),
        **{level: " ".join(sorted(links)) for level, links in one.links.items()},
    }
    if kind is Kind.NORM:
        said["number"] = one.number
        said["kind"] = "" if one.norm_kinds <= {NormKind.OTHER} else norm_kind_of(one.norm_kinds)
    return {name: value for name, value in said.items() if value}


def write_body(body: Body) -> str:
    """The body as text: ASCII, members in the order of their names."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"))


def read_body(text: str) -> dict[str, Any]:
    """What ``write_body`` wrote."""
    found: dict[str, Any] = json.loads(text)
    return found


def to_skill(code: str, body: Body, *, label_en: str = "", **history: Any) -> Skill:
    """A skill; ``label_en`` is our own gloss, ``history`` its former labels or its end."""
    return Skill(
        code=intern(code),
        label=body["label"],
        label_en=label_en,
        layer=Layer(body.get("layer", Layer.SPECIFIC)),
        alt_labels=tuple(body.get("alt", ())),
        definition=body.get("definition", ""),
        broader=tuple(map(intern, body.get("broader", ()))),
        matches=tuple(Match(Relation(name), uri) for name, uri in body.get("matches", ())),
        **history,
    )


def to_knowledge(code: str, body: Body) -> KnowledgeArea:
    """A knowledge area."""
    return KnowledgeArea(
        code=intern(code),
        label=body["label"],
        alt_labels=tuple(body.get("alt", ())),
        definition=body.get("definition", ""),
        broader=tuple(map(intern, body.get("broader", ()))),
    )


def to_occupation(code: str, body: Body, known: Mapping[Kind, Iterable[str]]) -> Occupation:
    """An occupation, with its links to what is ``known`` by code."""
    return Occupation(
        code=intern(code),
        label=body["label"],
        alt_labels=tuple(body.get("alt", ())),
        skills=_requirements(body, "s", known[Kind.SKILL]),
        knowledge=_requirements(body, "k", known[Kind.KNOWLEDGE]),
    )


def to_norm(uri: str, body: Body, known: Mapping[Kind, Iterable[str]]) -> Norm:
    """A norm, with its links to what is ``known`` by code."""
    return Norm(
        uri=uri,
        label=body["label"],
        number=body.get("number", ""),
        kind=NormKind(body.get("kind", NormKind.OTHER)),
        skills=_requirements(body, "s", known[Kind.SKILL]),
        knowledge=_requirements(body, "k", known[Kind.KNOWLEDGE]),
    )


def _requirements(body: Body, letter: str, known: Iterable[str]) -> Requirements:
    found = {
        level: tuple(
            intern(link[1:])
            for link in body.get(level, "").split()
            if link[0] == letter and link[1:] in known
        )
        for level in LEVELS
    }
    return Requirements(**found)
