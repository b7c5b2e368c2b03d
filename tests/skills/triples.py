"""Small releases of CompetentNL in N-Triples, a line for each statement; all of it made up."""

from badgeservice.skills.addresses import knowledge_uri, occupation_uri, skill_uri

CNLO = "https://linkeddata.competentnl.nl/def/competentnl#"
CNLUWVO = "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#"
KSMO = "https://data.s-bb.nl/ksm/ont/ksmo#"
KSMO_OTHER = "https://data-s.s-bb.nl/ksm/ont/ksmo#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XL = "http://www.w3.org/2008/05/skos-xl#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

TOGETHER = "1D54A21B60"
LEADING = "49790E767C"
LISTENING = "AAAAAAAAA1"
BOOKS = "BBBBBBBBB1"
COACH = "CCCCCCCCC1"
NORM = "https://data.s-bb.nl/ksm/id/25001"
NAMES = {TOGETHER: "Samenwerken", LEADING: "Leidinggeven", LISTENING: "Luisteren"}


def text(subject: str, predicate: str, value: str, language: str = "@nl") -> str:
    return f'<{subject}> <{predicate}> "{value}"{language} .'


def link(subject: str, predicate: str, thing: str) -> str:
    return f"<{subject}> <{predicate}> <{thing}> ."


def a_skill(code: str = TOGETHER, label: str = "", **more: str) -> list[str]:
    """A typed skill with a label; ``more`` are texts by the last part of a SKOS word."""
    uri = skill_uri(code)
    return [
        link(uri, TYPE, f"{CNLO}HumanCapability"),
        text(uri, f"{SKOS}prefLabel", label or NAMES.get(code, "Vaardigheid")),
        *(text(uri, f"{SKOS}{word}", value) for word, value in more.items()),
    ]


def an_area(code: str = BOOKS, label: str = "Boekhouden") -> list[str]:
    uri = knowledge_uri(code)
    return [link(uri, TYPE, f"{CNLO}KnowledgeArea"), text(uri, f"{SKOS}prefLabel", label)]


def an_occupation(
    code: str = COACH, label: str = "Trainer", essential: tuple[str, ...] = ()
) -> list[str]:
    uri = occupation_uri(code)
    return [
        link(uri, TYPE, f"{CNLO}Occupation"),
        text(uri, f"{SKOS}prefLabel", label),
        *(link(uri, f"{CNLO}requiresHATEssential", thing) for thing in essential),
    ]


def a_norm(uri: str = NORM, label: str = "Sportbegeleider", crebo: str = "25001") -> list[str]:
    return [
        link(uri, TYPE, f"{CNLO}EducationalNorm"),
        link(uri, TYPE, f"{KSMO}MboKwalificatie"),
        text(uri, f"{SKOS}prefLabel", label),
        text(uri, f"{KSMO}opleidingscode", crebo, ""),
        link(uri, f"{CNLO}prescribesHATEssential", skill_uri(TOGETHER)),
    ]


def a_release() -> list[str]:
    """Three skills, a knowledge area, an occupation that asks two of them, and a norm."""
    return [
        *a_skill(TOGETHER, altLabel="Teamwork", definition="Met anderen werken."),
        *a_skill(LEADING),
        *a_skill(LISTENING),
        *an_area(),
        *an_occupation(essential=(skill_uri(TOGETHER), knowledge_uri(BOOKS))),
        *a_norm(),
    ]


def lines(*statements: str) -> bytes:
    return "".join(f"{one}\n" for one in statements).encode()
