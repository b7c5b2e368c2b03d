"""Documents to compare engines on: good ones, and endless ways to change them.

What comes out is a function of the seed alone, so a difference that was found once is found again.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from conftest import ROOT
from full_credential import full_credential
from peers.documents import basic, endorsement, rich

JsonObject = dict[str, Any]
Change = Callable[[Any, "Changing"], None]
OWN_ISSUER = "did:web:badges.oss.example:issuers:delinde"
LARGEST_BYTES = 20_000

_PROOF: JsonObject = {
    "type": "DataIntegrityProof",
    "created": "2025-03-01T10:00:00Z",
    "verificationMethod": f"{OWN_ISSUER}#1",
    "cryptosuite": "eddsa-rdfc-2022",
    "proofPurpose": "assertionMethod",
    "proofValue": "z3",
}
_ODD = ["", 'a"b', "back\\slash", "t\tb", "\x7f\x08", "é\u2028", "a\0", "\ud800", "has space"]
_WORDS = """
    x @id @foo @vocab id type Profile achievement assertionMethod nl 3 _:b0 x: :x a:b ../x #x did:
    %s {} {0} https://x/1 http:y HTTPS://X/1 urn:uuid:1 did:ex:1 data:image/png,A mailto:x@y
    schema:x sec:x xsd:string cred:x OB:x https://a<b https://a/é
"""
TEXTS = [*_ODD, *_WORDS.split(), "https://a b", "https://a/\x7f", "\U0001f600"]
_NUMBERS = (0, 1, -1, 3, 1.5, 3.0, -0.0, 1e21, 1e22, 1e-7, 5e-324, 123456789012345678, 2**53 - 1)
VALUES: tuple[Any, ...] = (
    *TEXTS,
    *_NUMBERS,
    *(2**53, 2**64, 10**30, float("nan"), float("inf"), True, False, None),
    *([], {}, [[]], [1], ["a", "a"], ["a", "b"], [{}, {}], [{}, {}, {}], [{"type": []}], ["a", 1]),
    *({"id": "https://x/1"}, {"id": "schema:x"}, {"id": 5}, {"id": "https://x/1", "type": "Image"}),
    *({"@value": "x", "@language": tag} for tag in ("nl", "NL", "en-GB", "zh-Hant-TW", "", 5)),
    *({"@value": "x"}, {"@value": "x", "@type": "xsd:string"}, {"@value": 1, "@language": "nl"}),
    *({"@list": ["x"]}, {"@set": ["x"]}, {"@id": "urn:x"}, {"@type": "Image"}, {"@context": {}}),
    *({"type": "Alignment"}, {"type": ["Profile"], "id": "https://x/1"}, {"type": "Nothing"}),
    *({"type": ["Profile"], "id": OWN_ISSUER, "name": "x"}, {"narrative": "x"}),
    *(_PROOF, [_PROOF, _PROOF | {"proofValue": "z4"}], [_PROOF, _PROOF], _PROOF | {"id": "urn:p"}),
)
_TYPES = """
    Profile Achievement Alignment Image Criteria Result Address Evidence GeoCoordinates Nothing
    VerifiableCredential EndorsementCredential EnvelopedVerifiableCredential DataIntegrityProof
    Ed25519Signature2020 https://x/T
"""
_NAMES = """
    id type @id @type @context @graph unknown schema:name https://x/p name Criteria criteria
    narrative description image url email tag address geo latitude achievement issuer creator
    credentialSubject endorsement evidence result alignment resultDescription allowedValue
    rubricCriterionLevel requiredLevel value status achievedLevel valueMin creditsAvailable hashed
    identifier inLanguage language otherIdentifier source related proof proofPurpose created domain
    previousProof challenge version credentialSchema termsOfUse refreshService credentialStatus
    parentOrg
"""
TYPES, NAMES = _TYPES.split(), ["", *_NAMES.split()]


# --- what there is ----------------------------------------------------------------------------


@cache
def own_documents() -> tuple[JsonObject, ...]:
    """Credentials of ours, from the smallest to one with nearly everything."""
    signed_endorsement = endorsement(OWN_ISSUER) | {"proof": _PROOF}
    endorsed = rich(OWN_ISSUER) | {"endorsement": [signed_endorsement]}
    known = deepcopy(endorsed)
    another = signed_endorsement | {"id": "urn:uuid:8d1a0a5b-3c55-4a8e-9a40-8d6a0a6f2f78"}
    another["proof"] = _PROOF | {"proofValue": "z4"}
    known["credentialSubject"]["achievement"]["endorsement"] = [another]
    other_issuer = basic("did:web:club.example") | {"proof": _PROOF}
    return (
        *(basic(OWN_ISSUER), rich(OWN_ISSUER), endorsement(OWN_ISSUER), endorsed, known),
        *(
            full_credential(),
            other_issuer,
            legacy(rich(OWN_ISSUER)),
            _PROOF | {"@context": endorsed["@context"]},
        ),
    )


def legacy(document: JsonObject) -> JsonObject:
    """The same by the first version of the data model, with a name of its own for the date."""
    changed = {name: value for name, value in document.items() if name != "validFrom"}
    contexts = ["https://www.w3.org/2018/credentials/v1", document["@context"][1]]
    del changed["credentialStatus"]
    return changed | {"@context": contexts, "issuanceDate": document["validFrom"]}


@cache
def case_documents() -> tuple[JsonObject, ...]:
    """Every document of the cases for verifiers, good or bad, each with and without its proof."""
    return tuple(_found_in(ROOT / "tests" / "cases" / "verify"))


@cache
def published_documents(folder: Path) -> tuple[JsonObject, ...]:
    """The published samples and vectors."""
    return tuple(doc for part in ("samples", "vectors") for doc in _found_in(folder / part))


def _found_in(folder: Path) -> Iterator[JsonObject]:
    for path in sorted(folder.rglob("*.json")):
        raw = path.read_bytes()
        try:
            document = orjson.loads(raw)
        except ValueError:
            continue
        if isinstance(document, dict) and "@context" in document and len(raw) < LARGEST_BYTES:
            yield document
            if "proof" in document:
                yield {name: value for name, value in document.items() if name != "proof"}


# --- changing them ----------------------------------------------------------------------------


class Changing:
    """Changes one copy of a document by chance, which is ``chance``."""

    def __init__(self, seeds: Sequence[JsonObject], chance: random.Random) -> None:
        self.chance = chance
        self._seeds = seeds

    def make(self) -> JsonObject:
        """Choose a document, and change it in up to three places."""
        document: JsonObject = deepcopy(self.chance.choice(self._seeds))
        for _ in range(self.chance.choice((1, 1, 1, 1, 2, 2, 3))):
            node = self.chance.choice(list(_nodes(document)))
            changes = _OF_OBJECTS if isinstance(node, dict) else _OF_ARRAYS
            self.chance.choice(changes)(node, self._among(document))
        return document

    def _among(self, document: JsonObject) -> "Changing":
        self.objects = [node for node in _nodes(document) if isinstance(node, dict)]
        return self

    def value(self) -> Any:
        return deepcopy(self.chance.choice(VALUES))

    def document(self) -> JsonObject:
        return deepcopy(self.chance.choice(self._seeds))

    def object(self) -> JsonObject:
        """An object that is somewhere in the document."""
        return deepcopy(self.chance.choice(self.objects))

    def id(self) -> str:
        """An id that is somewhere in the document."""
        ids = [one["id"] for one in self.objects if isinstance(one.get("id"), str)]
        return self.chance.choice(ids or ["urn:x:1"])

    def name_in(self, members: JsonObject) -> str:
        """A member that an object has, or a new one."""
        return self.chance.choice(list(members) or NAMES)


def mutations(seeds: Sequence[JsonObject], seed: int, count: int) -> Iterator[JsonObject]:
    """So many changed documents; the same for the same seeds and the same number."""
    changing = Changing(seeds, random.Random(seed))
    for _ in range(count):
        yield changing.make()


def _nodes(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _nodes(member)
    elif isinstance(value, list):
        yield value
        for element in value:
            yield from _nodes(element)


def _leave_out(members: JsonObject, by: Changing) -> None:
    members.pop(by.name_in(members), None)


def _replace(members: JsonObject, by: Changing) -> None:
    members[by.name_in(members)] = by.value()


def _add(members: JsonObject, by: Changing) -> None:
    members[by.chance.choice(NAMES)] = by.value()


def _wrap(members: JsonObject, by: Changing) -> None:
    name = by.name_in(members)
    value = members.get(name)
    members[name] = (value[0] if value else value) if isinstance(value, list) else [value]


def _say_twice(members: JsonObject, by: Changing) -> None:
    name = by.name_in(members)
    value = members.get(name)
    both = [*value, *value[:1]] if isinstance(value, list) else [value, value]
    members[name] = deepcopy(both)


def _repeat_object(members: JsonObject, by: Changing) -> None:
    members[by.chance.choice(NAMES)] = by.object()


def _shuffle(members: JsonObject, by: Changing) -> None:
    items = list(members.items())
    by.chance.shuffle(items)
    members.clear()
    members.update(items)


def _share_id(members: JsonObject, by: Changing) -> None:
    members["id"] = by.id()


def _lose_all_ids(members: JsonObject, by: Changing) -> None:
    for node in list(_nodes(members)):
        if isinstance(node, dict):
            node.pop("id", None)


def _respell(members: JsonObject, by: Changing) -> None:
    name = by.name_in(members)
    if isinstance(members.get(name), str):
        members[name] += by.chance.choice(("\n", '"', "\\", "é", "\x01", "\x7f", " ", "\u2028"))


def _say_another(members: JsonObject, by: Changing) -> None:
    """Another text or number where there is one, which is nearly always as good."""
    name = by.name_in(members)
    value = members.get(name)
    if isinstance(value, str) and name not in ("type", "@context"):
        members[name] = (
            value[:6] + by.chance.choice(TEXTS) if ":" in value else by.chance.choice(TEXTS)
        )
    elif isinstance(value, int | float):
        members[name] = by.chance.choice(_NUMBERS)


def _retype(members: JsonObject, by: Changing) -> None:
    types: Any = by.chance.sample(TYPES, by.chance.choice((1, 1, 2, 3)))
    members["type"] = types if by.chance.random() < 0.7 else types[0]


def _embed(members: JsonObject, by: Changing) -> None:
    name = by.chance.choice(("endorsement", "proof", "evidence", "achievement", "issuer"))
    members[name] = by.document() if by.chance.random() < 0.5 else [by.document()]


def _multiply(members: JsonObject, by: Changing) -> None:
    """Several objects without a name that say the same, which only their places tell apart."""
    one = by.object()
    _lose_all_ids(one, by)
    members[by.chance.choice(NAMES)] = [deepcopy(one) for _ in range(by.chance.randint(2, 5))]


def _drop_element(elements: list[Any], by: Changing) -> None:
    if elements:
        elements.pop(by.chance.randrange(len(elements)))


def _append(elements: list[Any], by: Changing) -> None:
    elements.append(by.value())


def _append_again(elements: list[Any], by: Changing) -> None:
    if elements:
        elements.append(deepcopy(by.chance.choice(elements)))


def _shuffle_elements(elements: list[Any], by: Changing) -> None:
    by.chance.shuffle(elements)


def _replace_element(elements: list[Any], by: Changing) -> None:
    if elements:
        elements[by.chance.randrange(len(elements))] = by.value()


# What leaves most documents good comes more than once.
_OF_OBJECTS: list[Change] = [
    *[_say_another, _say_another, _say_another, _shuffle, _shuffle, _shuffle, _leave_out],
    *[_leave_out, _wrap, _wrap, _replace, _add, _say_twice, _repeat_object, _share_id, _respell],
    *[_retype, _embed, _multiply, _lose_all_ids],
]
_OF_ARRAYS: list[Change] = [
    *[_drop_element, _drop_element, _append, _append_again, _shuffle_elements, _replace_element]
]
