"""The questions that a whole release is asked with, in SPARQL 1.1.

Each is about one kind of thing and has no UNION: the service is known to refuse larger ones. From
public sources (the ontology, public programs); never tried on the real service, but every one is
carried out by a SPARQL engine in the tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from badgeservice.skills.release.vocabulary import (
    CNLO,
    CNLUWVO,
    KSMO,
    LEVELS,
    RDF_TYPE,
    SKOS,
    SKOSXL,
)

_TEXTS = tuple(
    f"{SKOS}{name}" for name in ("prefLabel", "altLabel", "definition", "notation", "broader")
)
_MATCHES = tuple(
    f"{CNLO}{name}"
    for name in (
        "exactMatchESCO",
        "closeMatchESCO",
        "broadMatchESCO",
        "narrowMatchESCO",
        "closeMatchONET",
    )
)
_STATUS = f"{CNLUWVO}hasContentStatus"
_CODES = tuple(
    f"{base}{name}"
    for base in KSMO
    for name in ("opleidingscode", "keuzedeelcode", "certificaatcode")
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all things of a class; ``title`` is for whoever waits for the answer."""

    title: str
    pattern: str

    def page(self, limit: int, offset: int) -> str:
        """The question for ``limit`` statements after ``offset``, in an order that holds."""
        return (
            "CONSTRUCT { ?s ?p ?o } WHERE { {"
            f" SELECT DISTINCT ?s ?p ?o WHERE {{ {self.pattern} }}"
            " ORDER BY ?s ?p STR(?o) LANG(?o)"
            f" LIMIT {limit} OFFSET {offset} }} }}"
        )


def _plain(title: str, name: str, predicates: Iterable[str]) -> Question:
    """Statements as they are; texts only in Dutch or in no language."""
    listed = " ".join(f"<{one}>" for one in predicates)
    return Question(
        title,
        f"VALUES ?p {{ {listed} }} ?s a <{CNLO}{name}> ; ?p ?o ."
        ' FILTER(!isLiteral(?o) || LANG(?o) = "" || LANGMATCHES(LANG(?o), "nl"))',
    )


def _labels(title: str, name: str) -> Question:
    """Labels that are nodes of their own (SKOS-XL), told as plain ones."""
    pairs = " ".join(f"(<{SKOSXL}{one}> <{SKOS}{one}>)" for one in ("prefLabel", "altLabel"))
    return Question(
        title,
        f"VALUES (?q ?p) {{ {pairs} }} ?s a <{CNLO}{name}> ; ?q ?n ."
        f" ?n <{SKOSXL}literalForm> ?o ."
        ' FILTER(LANG(?o) = "" || LANGMATCHES(LANG(?o), "nl"))',
    )


QUESTIONS = (
    _plain("skills", "HumanCapability", (*_TEXTS, _STATUS)),
    _plain("matches of skills", "HumanCapability", _MATCHES),
    _plain("knowledge areas", "KnowledgeArea", (*_TEXTS, _STATUS)),
    _plain("occupations", "Occupation", (*_TEXTS[:3], _STATUS)),
    _plain("norms", "EducationalNorm", (RDF_TYPE, *_TEXTS[:3], *_CODES, _STATUS)),
    _labels("labels of skills", "HumanCapability"),
    _labels("labels of knowledge areas", "KnowledgeArea"),
    _labels("labels of occupations", "Occupation"),
    *(
        _plain(f"{level} links of {title}", name, (f"{CNLO}{verb}HAT{level.capitalize()}",))
        for title, name, verb in (
            ("occupations", "Occupation", "requires"),
            ("norms", "EducationalNorm", "prescribes"),
        )
        for level in LEVELS
    ),
)
