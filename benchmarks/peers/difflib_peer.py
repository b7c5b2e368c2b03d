"""Python's ``difflib``: the nearest of all texts, compared one by one.

It finds typing errors and nothing else: no other forms, no words in another order, no reasons.
"""

from difflib import get_close_matches

from badgeservice.skills.catalogue import bundled_catalogue
from benchmarks.measures.skills.search import FIND_OCCUPATION, FIND_SKILL
from benchmarks.peers.worker import JsonObject, Operation, Operations, serve

_LIMIT = 10


def prepare(task: JsonObject) -> Operations:
    """Inputs are queries; texts are in small letters already."""
    bundled = bundled_catalogue().skills
    labels = [bundled[code].label.lower() for code in task["skills"]]
    skills = [*labels, *(text.lower() for text in task["synonyms"])]
    occupations = [text.lower() for text in task["occupations"]]
    return {
        FIND_SKILL: Operation(lambda query: get_close_matches(query, skills, _LIMIT), str),
        FIND_OCCUPATION: Operation(
            lambda query: get_close_matches(query, occupations, _LIMIT), str
        ),
    }


if __name__ == "__main__":
    serve({"search": prepare})
