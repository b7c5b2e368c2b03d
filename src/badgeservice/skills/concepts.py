"""What CompetentNL speaks of: skills, knowledge areas, occupations and mbo norms.

Source and credit: CompetentNL (UWV, SBB, TNO and CBS). Definitions, synonyms and links are only
there once they were imported; ``label_en`` is our own gloss and never CompetentNL's.
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from badgeservice.skills.addresses import knowledge_uri, occupation_uri, skill_uri


class Layer(IntEnum):
    """How specific a skill is; only the specific ones are awarded."""

    GENERAL = 1
    GENERIC = 2
    SPECIFIC = 3


class Relation(StrEnum):
    """How near a concept of another language is (SKOS mapping relations)."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Match:
    """A concept of ESCO or O*NET, by URI, and how near it is."""

    relation: Relation
    uri: str


@dataclass(frozen=True, slots=True)
class Skill:
    """One CompetentNL skill (``cnlo:HumanCapability``).

    ``code`` is ten hexadecimal digits in upper case; ``broader`` are codes. ``withdrawn_in`` is
    the release that no longer had it, else empty; ``former_labels`` are earlier names, newest
    first.
    """

    code: str
    label: str
    label_en: str = ""
    layer: Layer = Layer.SPECIFIC
    alt_labels: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    former_labels: tuple[str, ...] = ()
    withdrawn_in: str = ""

    @property
    def uri(self) -> str:
        """Linked-data URI of the skill: what verifiers compare."""
        return skill_uri(self.code)

    def esco(self, relation: Relation = Relation.EXACT) -> tuple[str, ...]:
        """URIs of ESCO that are this near."""
        return tuple(
            one.uri
            for one in self.matches
            if one.relation is relation and one.uri.startswith(ESCO_PREFIX)
        )


@dataclass(frozen=True, slots=True)
class KnowledgeArea:
    """One ``cnlo:KnowledgeArea``; ``broader`` are codes."""

    code: str
    label: str
    alt_labels: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()

    @property
    def uri(self) -> str:
        """Linked-data URI of the knowledge area."""
        return knowledge_uri(self.code)


@dataclass(frozen=True, slots=True)
class Requirements:
    """Codes that are asked, by how much they matter (``…HATEssential/Important/Somewhat``)."""

    essential: tuple[str, ...] = ()
    important: tuple[str, ...] = ()
    somewhat: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.essential or self.important or self.somewhat)


@dataclass(frozen=True, slots=True)
class Occupation:
    """One ``cnlo:Occupation`` of UWV: which skills and knowledge areas it asks."""

    code: str
    label: str
    alt_labels: tuple[str, ...] = ()
    skills: Requirements = field(default_factory=Requirements)
    knowledge: Requirements = field(default_factory=Requirements)

    @property
    def uri(self) -> str:
        """Linked-data URI of the occupation."""
        return occupation_uri(self.code)


class NormKind(StrEnum):
    """What kind of mbo norm of SBB it is."""

    QUALIFICATION = "qualification"
    OPTIONAL_UNIT = "keuzedeel"
    CERTIFICATE = "certificate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Norm:
    """One ``cnlo:EducationalNorm``. ``number`` is its crebo, keuzedeel or certificate code."""

    uri: str
    label: str
    number: str = ""
    kind: NormKind = NormKind.OTHER
    skills: Requirements = field(default_factory=Requirements)
    knowledge: Requirements = field(default_factory=Requirements)


@dataclass(frozen=True, slots=True)
class Release:
    """Which edition of CompetentNL a catalogue is. ``number`` counts our snapshots; 0: bundled.

    ``source`` names where it came from in words, never with a key in it.
    """

    number: int
    version: str
    source: str


ESCO_PREFIX = "http://data.europa.eu/esco/"
CREDIT = "CompetentNL (UWV, SBB, TNO, CBS)"
