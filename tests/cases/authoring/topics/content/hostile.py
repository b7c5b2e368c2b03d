"""Badges made to cost more than they say, and letters made to deceive (H26, H30)."""

from cases.authoring.keys import a_key
from cases.authoring.signing import signed
from cases.authoring.world import CONTEXTS, DID, ISSUED, KEY, a_badge, altered, method
from cases.authoring.world import DID_URL as URL
from cases.authoring.writing import Written, fails, refused, unknown

_SUBJECT = "/credentialSubject"


CASES: list[Written] = []

# --- costly ---------------------------------------------------------------------------------------

sound = signed(a_badge())
twins = [{"type": ["Result"], "alignment": [{"type": ["Alignment"]}] * 200}] * 2
CASES += [
    unknown(
        "hostile-hundreds-of-nodes-alike",
        "Hundreds of nodes that cannot be told apart cost too much to order (RDFC-1.0 7.1).",
        altered(sound, f"{_SUBJECT}/result", twins),
        "canonicalisation.limit",
    ),
    fails(
        "hostile-blank-names",
        "Names of blank nodes are refused, so no graph of them can be made to cost (H26).",
        altered(sound, "/evidence", [{"id": f"_:n{n}", "type": ["Evidence"]} for n in range(12)]),
        "data.unsigned_term",
    ),
    unknown(
        "hostile-twenty-contexts",
        "Twenty contexts cost more than a badge is worth (security 5).",
        altered(
            sound, "/@context", [*CONTEXTS, *(f"https://issuer.example/{n}" for n in range(18))]
        ),
        "context.not_allowed",
    ),
]
many = {f"member{number}": number for number in range(10_500)}
CASES += [
    refused(
        "hostile-ten-thousand-members",
        "More than ten thousand members are refused before they are read (security 5).",
        {**sound, **many},
        "malformed-json",
    ),
    refused(
        "hostile-long-text",
        "A text of more than 64 KiB is refused (security 5).",
        a_badge(description="a" * 70_000),
        "malformed-json",
    ),
]
organisation = {"id": "https://issuer.example/0", "type": ["Profile"]}
for number in range(1, 70):
    organisation = {
        "id": f"https://issuer.example/{number}",
        "type": ["Profile"],
        "parentOrg": organisation,
    }
CASES += [
    refused(
        "hostile-seventy-parents",
        "Nesting of more than 64 levels is refused (security 5).",
        altered(sound, "/issuer/parentOrg", organisation),
        "malformed-json",
    ),
]
wide = [method(f"{DID}#key-{n}", a_key("newer"), DID) for n in range(2, 400)]
document = {
    "id": DID,
    "verificationMethod": [*wide, method(f"{DID}#key-1", KEY, DID)],
    "assertionMethod": [f"{DID}#key-1"],
}
CASES += [
    unknown(
        "hostile-issuer-document-of-hundreds-of-keys",
        "A controller document of more than 64 KiB is not read (security 5).",
        sound,
        "did.malformed",
        pages={URL: {"json": document}},
    ),
]

# --- letters --------------------------------------------------------------------------------------

named = signed(a_badge(name="Café"))
rows = (
    (
        "another-normal-form",
        "The same letters in another normal form are other bytes",
        "Cafe\u0301",
    ),
    ("an-invisible-letter", "An invisible letter is a letter", "Ca\u200bfé"),
    ("a-look-alike-letter", "A letter that merely looks the same is another one", "Сafé"),
    (
        "a-turned-direction",
        "A sign that turns the direction of reading is a sign",
        "\u202eéfaC",
    ),
    ("a-blank-behind", "A blank behind a name is a letter", "Café "),
)
for name, what, value in rows:
    CASES.append(
        fails(
            f"hostile-name-with-{name}",
            f"{what}, and the proof notices it (H3).",
            altered(named, "/name", value),
            "proof.invalid",
        )
    )
CASES += [
    fails(
        "hostile-proof-inside-the-subject",
        "A proof that was put deep inside says nothing and is not covered (H3).",
        altered(named, f"{_SUBJECT}/proof", {"type": "DataIntegrityProof", "created": ISSUED}),
        "data.unsigned_term",
    ),
    fails(
        "hostile-evidence-in-the-name-of-the-issuer",
        "Evidence with the id of the issuer would speak about it, and breaks the proof (H4).",
        altered(named, "/evidence/-", {"id": DID, "type": ["Evidence"], "description": "Erkend"}),
        "proof.invalid",
    ),
]
