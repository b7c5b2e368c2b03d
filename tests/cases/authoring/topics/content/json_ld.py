"""Words without meaning: undefined terms, keywords, ids and languages (H3, H4)."""

from cases.authoring.signing import signed
from cases.authoring.world import ACHIEVEMENT, DID, OTHER, a_badge, altered
from cases.authoring.writing import Written, fails, passes, unknown

_SUBJECT = "/credentialSubject"

_BADGE = f"{_SUBJECT}/achievement"

_PLACES = (
    ("badge", ""),
    ("issuer", "/issuer"),
    ("issuer-image", "/issuer/image"),
    ("subject", _SUBJECT),
    ("result", f"{_SUBJECT}/result/0"),
    ("achievement", _BADGE),
    ("criteria", f"{_BADGE}/criteria"),
    ("alignment", f"{_BADGE}/alignment/0"),
    ("result-description", f"{_BADGE}/resultDescription/0"),
    ("level", f"{_BADGE}/resultDescription/0/rubricCriterionLevel/0"),
    ("evidence", "/evidence/0"),
)


CASES: list[Written] = []

# --- undefined ------------------------------------------------------------------------------------

badge = signed(a_badge())
for name, path in _PLACES:
    CASES.append(
        fails(
            f"json-ld-undefined-term-in-the-{name}",
            f"A member without definition, in the {name.replace('-', ' ')}, is not signed (H3).",
            altered(badge, f"{path}/honours", "cum laude"),
            "data.unsigned_term",
        )
    )
CASES += [
    fails(
        "json-ld-undefined-term-signed-by-the-issuer",
        "What the issuer itself wrote in an undefined member was not signed either (H3).",
        signed(altered(a_badge(), f"{_SUBJECT}/grade", "10")),
        "data.unsigned_term",
    ),
]

# --- keywords -------------------------------------------------------------------------------------

badge = signed(a_badge())
second = {"id": OTHER, "type": ["Profile"], "name": "Gemeente Oss"}
tricks = (
    ("@graph", "graph", [{"id": DID, "name": "Gemeente Oss"}]),
    ("@included", "included", [{"id": DID, "official": "De burgemeester"}]),
    ("@reverse", "reverse", {"issuer": {"id": "urn:uuid:1"}}),
    ("@id", "id", "urn:uuid:other"),
    ("@type", "type", ["Profile"]),
    ("@nest", "nest", {"name": "Kampioen"}),
    ("@vocab", "vocab", "https://evil.example/#"),
    ("@language", "language", "en"),
    ("@base", "base", "https://evil.example/"),
    ("@index", "index", "1"),
)
for keyword, name, value in tricks:
    CASES.append(
        fails(
            f"json-ld-keyword-{name}",
            f"The keyword {keyword} outside a context hides content from readers (H4).",
            {**badge, keyword: value},
            "data.unsigned_term",
        )
    )
names = (
    (
        "full-iri",
        "https://www.w3.org/2018/credentials#issuer",
        "A second issuer under the full name of the member",
    ),
    (
        "full-iri-of-a-foreign-term",
        "https://schema.org/honorificPrefix",
        "A member under a full name of elsewhere",
    ),
    ("compact-iri", "cred:issuer", "A second issuer under a shortened name"),
    ("blank-name", "_:issuer", "A member under a blank name"),
)
for name, member, what in names:
    CASES.append(
        fails(
            f"json-ld-{name}-as-member",
            f"{what} is refused: a member has one name only (H4).",
            {**badge, member: second},
            "data.unsigned_term",
        )
    )
CASES += [
    fails(
        "json-ld-two-issuers",
        "A badge has one issuer and not two (VCDM 4.7).",
        altered(badge, "/issuer", [badge["issuer"], second]),
        "data.schema",
        pages={},
    ),
    fails(
        "json-ld-second-subject",
        "An Open Badge has one subject (OB, AchievementCredential).",
        altered(badge, "/credentialSubject", [badge["credentialSubject"], {"id": "urn:uuid:1"}]),
        "data.schema",
    ),
]
again = {"id": DID, "type": ["Profile"], "name": "Zwemvereniging De Golf"}
CASES += [
    unknown(
        "json-ld-issuer-described-twice",
        "A second description of one node could lose a part unseen, so it is not judged (H3).",
        signed(altered(a_badge(), f"{_BADGE}/creator", again)),
        "data.not_judged",
    ),
    fails(
        "json-ld-issuer-described-again-after-signing",
        "A creator that was added is noticed, although it says what the issuer says (H3).",
        altered(badge, f"{_BADGE}/creator", again),
        "proof.invalid",
    ),
]

# --- ids and types --------------------------------------------------------------------------------

badge = signed(a_badge())
rows = (
    (
        "relative-id",
        "/id",
        "A relative id means another thing everywhere and is not signed",
        "badges/1",
    ),
    ("id-with-blank", "/id", "An id with a blank is no id", "urn:uuid:a b"),
    ("relative-image", "/image/id", "A relative image address is not signed", "badge.png"),
    (
        "relative-type",
        f"{_BADGE}/type/-",
        "A type that no context defines is not signed",
        "Diploma",
    ),
    ("empty-id", f"{_BADGE}/id", "An empty id is no id", ""),
    ("null-member", "/description", "A null is dropped by JSON-LD and could be anything", ...),
    (
        "empty-array",
        f"{_BADGE}/tag",
        "An empty array is dropped by JSON-LD and may come and go",
        [],
    ),
    (
        "nested-array",
        f"{_BADGE}/tag",
        "An array in an array is flattened and is refused",
        [["sport", "team"]],
    ),
)
for name, path, what, value in rows:
    document = altered(badge, path, value)
    if value is ...:
        document = {**badge, "description": None}
    CASES.append(fails(f"json-ld-{name}", f"{what} (H3).", document, "data.unsigned_term"))
CASES += [
    passes(
        "json-ld-members-in-another-order",
        "The order of the members in a file means nothing (RDFC-1.0).",
        dict(reversed(badge.items())),
    ),
    passes(
        "json-ld-tags-in-another-order",
        "The order of tags is not signed and means nothing (OB 2.1).",
        altered(badge, f"{_BADGE}/tag", ["team", "sport"]),
    ),
    passes(
        "json-ld-a-whole-number-written-as-a-fraction",
        "2 and 2.0 are the same number and the same signature (T-33).",
        altered(badge, f"{_BADGE}/creditsAvailable", 2.0),
    ),
    unknown(
        "json-ld-tag-said-twice",
        "A tag that stands twice counts once for the proof, so it is not judged (H3).",
        altered(badge, f"{_BADGE}/tag/-", "sport"),
        "data.not_judged",
    ),
    fails(
        "json-ld-number-as-text",
        "A number that became a text is another value for a reader (H3).",
        altered(badge, f"{_SUBJECT}/creditsEarned", "1.5"),
        "data.unsigned_term",
    ),
    unknown(
        "json-ld-number-with-more-digits-than-are-signed",
        "Digits beyond the sixteenth are not covered by a proof (JSON-LD API 8.6).",
        signed(altered(a_badge(), f"{_SUBJECT}/creditsEarned", 1.2345678901234567)),
        "data.not_judged",
    ),
    fails(
        "json-ld-achievement-by-reference",
        "An achievement that is only an address says nothing (OB, AchievementSubject).",
        signed(altered(a_badge(), _BADGE, ACHIEVEMENT)),
        "data.schema",
    ),
]

# --- languages ------------------------------------------------------------------------------------

CASES += [
    fails(
        "json-ld-language-map",
        "A map of languages is dropped by JSON-LD: its texts are not signed (T-11).",
        signed(a_badge(name={"nl": "Teamspeler", "en": "Team player"})),
        "data.unsigned_term",
    ),
    fails(
        "json-ld-language-object",
        "A text with its language is sound JSON-LD, but Open Badges wants a plain text (T-11).",
        signed(a_badge(name={"@value": "Teamspeler", "@language": "nl"})),
        "data.schema",
    ),
    fails(
        "json-ld-type-object-for-a-date",
        "A typed value object is no date that Open Badges knows (OB, DateTimeZ).",
        signed(
            a_badge(
                awardedDate={
                    "@value": "2026-10-30T20:00:00+01:00",
                    "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
                }
            )
        ),
        "data.unsigned_term",
    ),
]
