"""The words of CompetentNL's linked data that an import understands, by their IRI.

Source: the ontology documents of CompetentNL and UWV (1.0.0, 24 September 2025). The links are
named ``HAT``; ``requiresHCAT…`` is nowhere defined, and so it is a foreign word here.
"""

from collections.abc import Mapping
from enum import StrEnum

from badgeservice.skills.concepts import NormKind, Relation

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
CNLO = "https://linkeddata.competentnl.nl/def/competentnl#"
CNLUWVO = "https://linkeddata.competentnl.nl/uwv/def/competentnl_uwv#"
# Both occur in official samples; the first is the one that the data has.
KSMO = ("https://data.s-bb.nl/ksm/ont/ksmo#", "https://data-s.s-bb.nl/ksm/ont/ksmo#")

LEVELS = ("essential", "important", "somewhat")
CURRENT = f"{CNLUWVO}ContentStatus_Current"


class Kind(StrEnum):
    """What a release is made of."""

    SKILL = "skill"
    KNOWLEDGE = "knowledge"
    OCCUPATION = "occupation"
    NORM = "norm"


class Word(StrEnum):
    """What one statement says about its subject; the short values keep pages small."""

    TYPE = "a"
    LABEL = "l"
    ALT_LABEL = "L"
    DEFINITION = "d"
    NOTATION = "n"
    BROADER = "b"
    XL_LABEL = "x"
    XL_ALT_LABEL = "X"
    XL_TEXT = "f"
    STATUS = "s"
    ESSENTIAL = "1"
    IMPORTANT = "2"
    SOMEWHAT = "3"
    EXACT = "m="
    CLOSE = "m~"
    BROAD = "m>"
    NARROW = "m<"
    QUALIFICATION_CODE = "q"
    OPTIONAL_UNIT_CODE = "o"
    CERTIFICATE_CODE = "c"


# Words whose value is a text for people, in Dutch or without a language.
TEXTS = frozenset({Word.LABEL, Word.ALT_LABEL, Word.DEFINITION, Word.XL_TEXT})
CODES: Mapping[Word, NormKind] = {
    Word.QUALIFICATION_CODE: NormKind.QUALIFICATION,
    Word.OPTIONAL_UNIT_CODE: NormKind.OPTIONAL_UNIT,
    Word.CERTIFICATE_CODE: NormKind.CERTIFICATE,
}
LINKS: Mapping[Word, str] = {
    Word.ESSENTIAL: "essential",
    Word.IMPORTANT: "important",
    Word.SOMEWHAT: "somewhat",
}
MATCHES: Mapping[Word, Relation] = {
    Word.EXACT: Relation.EXACT,
    Word.CLOSE: Relation.CLOSE,
    Word.BROAD: Relation.BROAD,
    Word.NARROW: Relation.NARROW,
}

_LINK_WORDS = {
    f"{CNLO}{verb}HAT{level.capitalize()}": word
    for verb in ("requires", "prescribes")
    for word, level in LINKS.items()
}
_KSMO_WORDS = {
    f"{base}{name}": word
    for base in KSMO
    for name, word in (
        ("opleidingscode", Word.QUALIFICATION_CODE),
        ("keuzedeelcode", Word.OPTIONAL_UNIT_CODE),
        ("certificaatcode", Word.CERTIFICATE_CODE),
    )
}

PREDICATES: Mapping[str, Word] = {
    RDF_TYPE: Word.TYPE,
    f"{SKOS}prefLabel": Word.LABEL,
    f"{SKOS}altLabel": Word.ALT_LABEL,
    f"{SKOS}definition": Word.DEFINITION,
    f"{SKOS}notation": Word.NOTATION,
    f"{SKOS}broader": Word.BROADER,
    f"{SKOSXL}prefLabel": Word.XL_LABEL,
    f"{SKOSXL}altLabel": Word.XL_ALT_LABEL,
    f"{SKOSXL}literalForm": Word.XL_TEXT,
    f"{CNLUWVO}hasContentStatus": Word.STATUS,
    f"{CNLO}exactMatchESCO": Word.EXACT,
    f"{CNLO}closeMatchESCO": Word.CLOSE,
    f"{CNLO}broadMatchESCO": Word.BROAD,
    f"{CNLO}narrowMatchESCO": Word.NARROW,
    f"{CNLO}closeMatchONET": Word.CLOSE,
    **_LINK_WORDS,
    **_KSMO_WORDS,
}

# What the type of a thing says about it; a norm may have a second, more exact type.
CLASSES: Mapping[str, tuple[Kind, NormKind | None]] = {
    f"{CNLO}HumanCapability": (Kind.SKILL, None),
    f"{CNLO}KnowledgeArea": (Kind.KNOWLEDGE, None),
    f"{CNLO}Occupation": (Kind.OCCUPATION, None),
    f"{CNLO}EducationalNorm": (Kind.NORM, NormKind.OTHER),
    **{f"{base}MboKwalificatie": (Kind.NORM, NormKind.QUALIFICATION) for base in KSMO},
    **{f"{base}MboKeuzedeel": (Kind.NORM, NormKind.OPTIONAL_UNIT) for base in KSMO},
}
