"""Finding skills and occupations; an answer that has nothing to do with the query ends the run."""

from dataclasses import replace

from badgeservice.skills.catalogue import (
    BUNDLED_RELEASE,
    Catalogue,
    bundled_catalogue,
    make_catalogue,
)
from badgeservice.skills.concepts import Occupation
from badgeservice.skills.search import SearchIndex
from benchmarks.measures.skills.search import (
    BUILD,
    BUILD_BUNDLED,
    FIND_OCCUPATION,
    FIND_SKILL,
    WORST,
)
from benchmarks.peers.worker import JsonObject, Operation, Operations

_LIMIT = 10


def prepare(task: JsonObject) -> Operations:
    """Inputs are queries; the two that make an index take no notice of theirs."""
    catalogue = make(task)
    index = SearchIndex(catalogue)
    index.prepare()
    for text in (task["synonyms"][0], task["synonyms"][-1]):
        if text not in {one.matched for one in index.find_skills(text, 3).found}:
            raise ValueError("a synonym was not found")
    if index.find_occupations(task["occupations"][-1], 1)[0].matched != task["occupations"][-1]:
        raise ValueError("an occupation was not found")
    return {
        FIND_SKILL: Operation(lambda query: index.find_skills(query, _LIMIT), str),
        FIND_OCCUPATION: Operation(lambda query: index.find_occupations(query, _LIMIT), str),
        WORST: Operation(lambda query: index.find_occupations(query, _LIMIT), str),
        BUILD: Operation(lambda _: SearchIndex(catalogue).prepare(), str),
        BUILD_BUNDLED: Operation(lambda _: SearchIndex(bundled_catalogue()).prepare(), str),
    }


def make(task: JsonObject) -> Catalogue:
    """The bundled skills with the synonyms dealt out among them, and the occupations."""
    codes, texts = task["skills"], task["synonyms"]
    bundled = bundled_catalogue().skills
    return make_catalogue(
        BUNDLED_RELEASE,
        (
            replace(bundled[code], alt_labels=tuple(texts[place :: len(codes)]))
            for place, code in enumerate(codes)
        ),
        occupations=(
            Occupation(f"{place:010X}", label) for place, label in enumerate(task["occupations"])
        ),
    )
