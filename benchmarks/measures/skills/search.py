"""Finding a skill and an occupation by what people type, and making the index for that."""

from functools import partial

from badgeservice.skills.catalogue import bundled_catalogue
from benchmarks.contestants import DIFFLIB
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.measures.skills.names import occupations, query, synonyms, wrong_query
from benchmarks.timing import Case

NAME = "search"
TITLE = "Search: 112 skills with 5,000 synonyms, 3,263 occupations"
SUBJECT = "search"
FIND_SKILL, FIND_OCCUPATION = "find a skill", "find an occupation"
WORST = "find, eight wrong words"
BUILD, BUILD_BUNDLED = "make the index", "make the bundled index"
SKILL, OCCUPATION = (NAME, SUBJECT, FIND_SKILL), (NAME, SUBJECT, FIND_OCCUPATION)
WRONG = (NAME, SUBJECT, WORST)
WHOLE_INDEX, BUNDLED_INDEX = (NAME, SUBJECT, BUILD), (NAME, SUBJECT, BUILD_BUNDLED)


def measure(bench: Bench) -> Findings:
    """Every query is another one; the index is there, but where making it is timed."""
    texts, named = synonyms(), occupations()
    case = Case(
        part=NAME,
        subject=SUBJECT,
        task={
            "kind": "search",
            "skills": sorted(bundled_catalogue().skills),
            "synonyms": texts,
            "occupations": named,
        },
        operations={
            FIND_SKILL: partial(query, texts),
            FIND_OCCUPATION: partial(query, named),
            WORST: partial(wrong_query, named),
            BUILD: str,
            BUILD_BUNDLED: str,
        },
        contestants=(OURS, DIFFLIB),
    )
    return bench.time([case])
