"""A made-up release of CompetentNL, the same in every run; by default as large as the real one.

The codes of the specific skills are real, because they come with the service. Everything else
is invented: labels, links, occupations and norms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from badgeservice.skills.addresses import knowledge_uri, occupation_uri, skill_uri
from badgeservice.skills.catalogue import bundled_catalogue

_CNLO = "https://linkeddata.competentnl.nl/def/competentnl#"
_CNLUWVO = "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#"
_KSMO = "https://data.s-bb.nl/ksm/ont/ksmo#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XL = "http://www.w3.org/2008/05/skos-xl#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LEVELS = ("Essential", "Important", "Somewhat")
_GENERAL, _GENERIC = 6, 19


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything; ``links`` are those of occupations."""

    specific: int = 112
    knowledge: int = 361
    occupations: int = 3_263
    links: int = 316_309
    norms: int = 1_856
    norm_links: int = 60_000


REAL = Size()


def write_release(path: Path, size: Size = REAL) -> int:
    """Write the release as N-Triples; gives the number of statements."""
    count = 0
    with path.open("w", encoding="utf-8") as opened:
        for line in statements(size):
            opened.write(line)
            count += 1
    return count


def statements(size: Size = REAL) -> Iterator[str]:
    """The release as lines of N-Triples."""
    specific = [skill_uri(one) for one in islice(sorted(bundled_catalogue().skills), size.specific)]
    general = [skill_uri(_code("general", n)) for n in range(_GENERAL)]
    generic = [skill_uri(_code("generic", n)) for n in range(_GENERIC)]
    skills = [*general, *generic, *specific]
    for number, uri in enumerate(skills):
        yield from _concept(uri, "HumanCapability", f"Vaardigheid {number}", labels=5)
        yield _link(uri, f"{_CNLO}closeMatchESCO", f"http://data.europa.eu/esco/skill/S{number}")
    for number, uri in enumerate(generic):
        yield _link(uri, f"{_SKOS}broader", general[number % _GENERAL])
    for number, uri in enumerate(specific):
        yield _link(uri, f"{_SKOS}broader", generic[number % _GENERIC])
    knowledge = [knowledge_uri(_code("knowledge", n)) for n in range(size.knowledge)]
    for number, uri in enumerate(knowledge):
        yield from _concept(uri, "KnowledgeArea", f"Kennisgebied {number}", labels=0)
    targets = [*specific, *knowledge]
    occupations = [occupation_uri(_code("occupation", n)) for n in range(size.occupations)]
    for number, uri in enumerate(occupations):
        yield from _concept(uri, "Occupation", f"Beroep {number}", labels=1)
        yield from _node(uri, number)
        yield _link(uri, f"{_CNLUWVO}hasContentStatus", f"{_CNLUWVO}ContentStatus_Current")
    yield from _links(occupations, targets, size.links, "requires")
    norms = [f"https://data.s-bb.nl/ksm/id/{_code('norm', n)}" for n in range(size.norms)]
    for number, uri in enumerate(norms):
        yield from _concept(uri, "EducationalNorm", f"Norm {number}", labels=0)
        yield _link(uri, _TYPE, f"{_KSMO}MboKwalificatie")
        yield f'<{uri}> <{_KSMO}opleidingscode> "{25000 + number}" .\n'
    yield from _links(norms, targets, size.norm_links, "prescribes")


def _concept(uri: str, name: str, label: str, labels: int) -> Iterator[str]:
    yield _link(uri, _TYPE, f"{_CNLO}{name}")
    yield f'<{uri}> <{_SKOS}prefLabel> "{label}"@nl .\n'
    for number in range(labels):
        yield f'<{uri}> <{_SKOS}altLabel> "{label}, anders gezegd {number}"@nl .\n'


def _node(uri: str, number: int) -> Iterator[str]:
    """A label that is a node of its own."""
    node = f"https://linkeddata.competentnl.nl/uwv/id/label/{number}"
    yield _link(uri, f"{_XL}altLabel", node)
    yield f'<{node}> <{_XL}literalForm> "Werk {number}"@nl .\n'


def _links(sources: list[str], targets: list[str], count: int, verb: str) -> Iterator[str]:
    """So many different links, evenly spread."""
    for number in range(count):
        turn, place = divmod(number, len(sources))
        target = targets[(turn + 7 * place) % len(targets)]
        yield _link(sources[place], f"{_CNLO}{verb}HAT{_LEVELS[turn % 3]}", target)


def _link(subject: str, predicate: str, thing: str) -> str:
    return f"<{subject}> <{predicate}> <{thing}> .\n"


def _code(kind: str, number: int) -> str:
    return sha256(f"{kind} {number}".encode()).hexdigest()[:10].upper()
