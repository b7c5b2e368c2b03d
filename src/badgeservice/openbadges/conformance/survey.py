"""One walk over a whole document: what is wrong anywhere, and where its objects are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.contexts import NAME as CONTEXT
from badgeservice.openbadges.conformance.contexts import find_context_faults, names_extensions
from badgeservice.openbadges.conformance.places import Path, Place, Step, pointer

# Arrays without order in the published contexts. Equal texts and objects with the same id melt
# into one when they are signed, so a second one could be added or taken away unseen.
UNORDERED: Final = frozenset(
    {
        "alignment",
        "credentialSchema",
        "endorsement",
        "endorsementJwt",
        "evidence",
        "identifier",
        "otherIdentifier",
        "proof",
        "related",
        "result",
        "resultDescription",
        "rubricCriterionLevel",
        "tag",
        "termsOfUse",
        "type",
    }
)


Kind = Literal["badge", "endorsement", "part"]
"""What the document is: a badge, an endorsement, or a part of one (a profile, an achievement)."""


@dataclass(frozen=True, slots=True)
class CredentialPlace:
    """A credential in the document: the document itself or an embedded endorsement.

    ``inherits_extensions``: a credential around it names the extensions context.
    """

    place: Place
    is_endorsement: bool
    inherits_extensions: bool


@dataclass(slots=True)
class Survey:
    """All objects and credentials of a document, and the faults that may stand anywhere."""

    known_contexts: Collection[str]
    objects: list[Place] = field(default_factory=list)
    credentials: list[CredentialPlace] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)


def survey_document(document: JsonObject, kind: Kind, *, known_contexts: Collection[str]) -> Survey:
    """Walk a document breadth first, at any depth.

    Finds nulls, empty arrays, values that stand twice in an array without order, JSON-LD
    keywords and inline or unknown contexts, and numbers that a signature would round.
    """
    survey = Survey(known_contexts)
    queue: list[tuple[Any, Path, str, bool, bool]] = [(document, None, kind, kind != "part", False)]
    for value, path, name, holds_credential, inherits in queue:  # grows while we walk
        children: Iterable[tuple[Step, Any]]
        if isinstance(value, dict):
            place = Place(value, path)
            _note_object(survey, place, name, holds_credential, inherits)
            inherits = inherits or names_extensions(place)
            children = value.items()
        else:
            _judge_array(survey, value, path, name)
            children = enumerate(value)
        for step, child in children:
            if step == CONTEXT:
                continue
            if isinstance(child, dict | list):
                inner = step if isinstance(step, str) else name
                queue.append((child, (path, step), inner, inner == "endorsement", inherits))
            elif child is None or isinstance(child, float):
                _judge_leaf(survey, child, path, step)
    return survey


def _note_object(
    survey: Survey, place: Place, name: str, is_credential: bool, inherits: bool
) -> None:
    survey.objects.append(place)
    if is_credential:
        is_endorsement = name == "endorsement"
        survey.credentials.append(CredentialPlace(place, is_endorsement, inherits))
    if CONTEXT in place.value:
        survey.faults += find_context_faults(
            place, is_credential=is_credential, known_contexts=survey.known_contexts
        )
    for member in place.value:
        if member.startswith("@") and member != CONTEXT:
            sentence = "JSON-LD keywords may only be used through the names of the standard."
            survey.faults.append(place.finding("data.keyword", sentence, member))


def _judge_array(survey: Survey, value: list[Any], path: Path, name: str) -> None:
    if not value:
        survey.faults.append(
            Finding("data.empty_array", pointer(path), "An empty array must be left out.")
        )
    if len(value) < 2 or name not in UNORDERED:
        return
    seen: set[str] = set()
    for index, item in enumerate(value):
        key = item.get("id") if isinstance(item, dict) else item
        if isinstance(key, str):
            if key in seen:
                sentence = "The same text or id stands in the array before."
                survey.faults.append(
                    Finding("data.duplicate_value", pointer(path, index), sentence)
                )
            seen.add(key)


def _judge_leaf(survey: Survey, value: float | None, path: Path, step: Step) -> None:
    if value is None:
        survey.faults.append(Finding("data.null", pointer(path, step), "A null must be left out."))
    elif float(f"{value:.15E}") != value:  # JSON-LD 1.1 API section 8.6 signs these digits only
        sentence = "The number has more digits than a signature covers."
        survey.faults.append(Finding("data.number_precision", pointer(path, step), sentence))
