"""Bytes that are read in more than one way, or that are no credential at all (H5)."""

import json

from cases.authoring.signing import signed
from cases.authoring.world import ACHIEVEMENT, a_badge, altered
from cases.authoring.writing import Written, passes, refused

_JSON = "malformed-json"


CASES: list[Written] = []
badge = signed(a_badge())
text = json.dumps(badge, ensure_ascii=False)

# --- members --------------------------------------------------------------------------------------

rows = (
    ("duplicate-member", '"name":', '"name": "Aanvoerder", "name":', "The same member twice"),
    (
        "duplicate-member-escaped",
        '"name":',
        '"n\\u0061me": "Aanvoerder", "name":',
        "The same member twice, once with an escape,",
    ),
    (
        "duplicate-issuer",
        '"issuer":',
        '"issuer": "did:web:oss.example", "issuer":',
        "Two issuers",
    ),
    (
        "duplicate-member-deep-inside",
        '"role":',
        '"role": "trainer", "role":',
        "The same member twice deep inside",
    ),
    ("duplicate-proof", '"proof":', '"proof": {}, "proof":', "Two members proof"),
)
for name, old, new, what in rows:
    CASES.append(
        refused(
            f"raw-json-{name}",
            f"{what} is read differently by different readers and is refused (H5).",
            text.replace(old, new, 1).encode(),
            _JSON,
            form="json",
        )
    )

# --- encodings ------------------------------------------------------------------------------------

rows = (
    (
        "byte-order-mark",
        b"\xef\xbb\xbf" + text.encode(),
        "A byte order mark is no JSON (RFC 8259 8.1)",
    ),
    ("utf-16", text.encode("utf-16"), "Only UTF-8 is JSON between systems (RFC 8259 8.1)"),
    ("utf-32", text.encode("utf-32-le"), "Only UTF-8 is JSON between systems (RFC 8259 8.1)"),
    (
        "latin-1",
        text.replace("speler", "spéler").encode("latin-1"),
        "A text in Latin-1 is no UTF-8",
    ),
    (
        "overlong-utf-8",
        text.encode().replace(b"speler", b"\xc1\xb3peler", 1),
        "An overlong spelling of a letter hides it from filters",
    ),
    (
        "surrogate-in-utf-8",
        text.encode().replace(b"speler", b"\xed\xa0\x80", 1),
        "Half a surrogate pair in UTF-8 is no character",
    ),
    (
        "zero-byte",
        text.encode().replace(b"speler", b"spe\0ler", 1),
        "A raw zero byte ends the text for some readers",
    ),
    (
        "surrogate-escape",
        text.replace("speler", "\\ud800", 1).encode(),
        "A lone surrogate cannot be written as UTF-8 again",
    ),
    (
        "nul-escape",
        text.replace("speler", "spe\\u0000ler", 1).encode(),
        "An escaped NUL ends the text for some readers",
    ),
    (
        "control-character",
        text.encode().replace(b"speler", b"spe\x08ler", 1),
        "A raw control character is no JSON (RFC 8259 7)",
    ),
)
for name, raw, what in rows:
    CASES.append(refused(f"raw-json-{name}", f"{what}.", raw, _JSON, form="json"))

# --- texts ----------------------------------------------------------------------------------------

rows = (
    ("two-documents", text + text, "Two documents in one file have two readings (H5)"),
    ("trailing-comma", text[:-1] + ",}", "A comma before the end is no JSON"),
    ("comment", "{/* badge */" + text[1:], "A comment is no JSON"),
    ("single-quotes", text.replace('"', "'"), "Single quotes are no JSON"),
    ("cut-off", text[:-20], "A file that was cut off is no JSON"),
    ("text-behind", text + " 1", "Something behind the document is refused"),
    (
        "deep-nesting",
        text[:-1] + ', "x": ' + "[" * 5_000 + "]" * 5_000 + "}",
        "Nesting of five thousand levels is refused before it is read (H26)",
    ),
    ("unquoted-name", text.replace('"role"', "role", 1), "A name without quotes is no JSON"),
)
for name, raw, what in rows:
    CASES.append(refused(f"raw-json-{name}", f"{what}.", raw.encode(), _JSON, form="json"))

# --- values ---------------------------------------------------------------------------------------

rows = (
    ("not-a-number", "NaN", "NaN is no JSON number"),
    ("infinity", "Infinity", "Infinity is no JSON number"),
    ("huge-number", "1e400", "A number that no double holds is read as infinity by some"),
    (
        "long-number",
        "1" * 4_400,
        "A number of thousands of digits costs more than it says (H26)",
    ),
    ("leading-zero", "01.5", "A number with a leading zero is octal for some"),
    ("hexadecimal", "0x1", "A hexadecimal number is no JSON"),
    ("plus-sign", "+1.5", "A number with a plus sign is no JSON"),
)
for name, value, what in rows:
    raw = text.replace('"creditsEarned": 1.5', f'"creditsEarned": {value}')
    CASES.append(refused(f"raw-json-{name}", f"{what}.", raw.encode(), _JSON, form="json"))

# --- no badges ------------------------------------------------------------------------------------

rows = (
    ("empty-file", b"", "no-credential", "An empty file holds no badge"),
    ("blanks-only", b" \r\n\t ", "no-credential", "A file of blanks holds no badge"),
    ("empty-object", b"{}", "no-credential", "An object without type is no credential"),
    (
        "profile",
        json.dumps({"id": "https://issuer.example", "type": ["Profile"]}).encode(),
        "no-credential",
        "A profile is no credential",
    ),
    (
        "achievement",
        json.dumps({"id": ACHIEVEMENT, "type": ["Achievement"]}).encode(),
        "no-credential",
        "An achievement that nobody got is no credential",
    ),
    (
        "open-badges-2",
        json.dumps({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}).encode(),
        "no-credential",
        "A badge of Open Badges 2.0 is no verifiable credential",
    ),
    (
        "array-of-badges",
        b"[" + json.dumps(a_badge()).encode() + b"]",
        _JSON,
        "A file holds one badge, not an array of them",
    ),
    ("text-only", b'"a badge"', _JSON, "A JSON text is no badge"),
    ("web-page", b"Hello, this is my badge", _JSON, "A plain text is no badge"),
)
for name, raw, code, what in rows:
    CASES.append(refused(f"raw-json-{name}", f"{what}.", raw, code, form="json"))

# --- sound ----------------------------------------------------------------------------------------

CASES += [
    passes(
        "raw-json-pretty-printed",
        "White space in the file means nothing to an embedded proof.",
        json.dumps(badge, indent=8, ensure_ascii=False).encode(),
    ),
    passes(
        "raw-json-escaped-everywhere",
        "A letter may be written as an escape; it is the same letter (RFC 8259 7).",
        text.replace('"Teamspeler"', '"\\u0054eamspeler"').encode(),
    ),
    passes(
        "raw-json-blanks-around",
        "Blanks before and after the document mean nothing.",
        b"\r\n\t " + text.encode() + b"\n\n",
    ),
]
letters = altered(a_badge(), "/name", "Teamspeler 🏊🏽 – ‘Æsir’ ﬁ 漢字")
CASES += [
    passes(
        "raw-json-letters-of-the-world",
        "Every script and sign may stand in a name, also outside the basic plane.",
        signed(letters),
    ),
]
escaped = json.dumps(signed(letters), ensure_ascii=True)
CASES += [
    passes(
        "raw-json-letters-of-the-world-escaped",
        "Signs outside the basic plane may be written as pairs of escapes.",
        escaped.encode(),
    ),
]
