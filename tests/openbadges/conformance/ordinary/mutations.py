"""Badges changed at random: members dropped, replaced, doubled, moved, renamed and added."""

from copy import deepcopy
from random import Random
from typing import Any

JsonObject = dict[str, Any]

VALUES: tuple[Any, ...] = (
    *("", "x", "@x", "é\u2028", "@id", "has space", "x\u00a0y", "x\x1cy", "\ud800"),
    *("https://x.example/1", "https://x.example/é", "https://x.example/<", "urn:uuid:1", "_:b0"),
    *(1, 0, -1, 2**53, 2**64, 1.5, 3.0, 1e21, 5e-324, 0.30000000000000004, float("inf"), True),
    *(None, [], {}, [[]], [1], [1.5, None], ["a", "a"], ["a", "b"], [{}, {}]),
    *("2026-03-01T10:00:00Z", "2026-03-01T10:00:00", "2026-02-30T10:00:00Z", "2026-03-01"),
    *("2026-03-01T24:00:00Z", "2026-03-01T10:00:00+15:00", "0000-01-01T00:00:00Z"),
    *("NL", "nl", "nl-NL", "ext:foo", "ext:", "nationalIdentityNumber", "Status", "Completed"),
    *("md5$" + "0" * 32, "sha256$" + "0" * 64, "12", "-5", "1e5", "01", "Image", "Profile"),
    *({"@value": "x"}, {"type": "Alignment"}, {"id": "urn:x", "type": ["Profile"], "name": "x"}),
)
_NAMES = (
    "@context @id 1x FOO foo id type name image proof criteria achievement issuer alignment "
    "credentialSubject endorsement endorsementJwt creator tag evidence result status salt value "
    "resultDescription rubricCriterionLevel allowedValue requiredLevel requiredValue valueMin "
    "valueMax achievedLevel identifier identityHash hashed identityType identifierType latitude "
    "addressCountryCode credentialStatus statusSize statusListIndex statusPurpose validUntil "
    "awardedDate dateOfBirth creditsEarned target_name credentialSchema refreshService termsOfUse "
    "related parentOrg source"
)
NAMES = _NAMES.split()


def objects_of(document: JsonObject) -> list[tuple[str, JsonObject]]:
    """Every object of a document with its JSON Pointer, parents first."""
    found: list[tuple[str, JsonObject]] = []
    pending: list[tuple[str, Any]] = [("", document)]
    while pending:
        place, value = pending.pop(0)
        if isinstance(value, dict):
            found.append((place, value))
            pending += [(f"{place}/{name}", member) for name, member in value.items()]
        elif isinstance(value, list):
            pending += [(f"{place}/{index}", item) for index, item in enumerate(value)]
    return found


def mutated(document: JsonObject, chance: Random) -> JsonObject:
    """A document with up to three changes, of which some undo what makes it a badge."""
    document = deepcopy(document)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        objects = [members for _, members in objects_of(document)]
        members = chance.choice(objects)
        if not members:
            continue
        name = chance.choice(list(members))
        _change(members, name, objects, chance)
    return document


def _change(members: JsonObject, name: str, objects: list[JsonObject], chance: Random) -> None:
    value = members[name]
    deed = chance.randrange(9)
    if deed == 0:
        del members[name]
    elif deed == 1:
        members[name] = deepcopy(chance.choice(VALUES))
    elif deed == 2:
        members[chance.choice(NAMES)] = deepcopy(chance.choice(VALUES))
    elif deed == 3:
        members[name] = value[0] if isinstance(value, list) and value else [value]
    elif deed == 4:
        members[name] = value + value[:1] if isinstance(value, list) else [value, value]
    elif deed == 5:
        members[chance.choice(NAMES)] = deepcopy(chance.choice(objects))
    elif deed == 6:
        chance.choice(objects)[chance.choice(NAMES)] = deepcopy(value)
    elif deed == 7:
        members["id"] = chance.choice([one["id"] for one in objects if "id" in one] or ["urn:x"])
    elif isinstance(value, list):
        value.insert(chance.randrange(len(value) + 1), deepcopy(chance.choice(VALUES)))
    else:
        members[name] = f"{value}{chance.choice(('é', ' ', '0', chr(10)))}"
