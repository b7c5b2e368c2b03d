"""Other meanings for the same words: contexts inline, unknown, redefined and out of order (H4)."""

from typing import Any

from cases.authoring.signing import signed
from cases.authoring.world import CREDENTIALS_V2, OPEN_BADGES, a_badge, altered
from cases.authoring.writing import Written, fails, passes, unknown

_SUBJECT = "/credentialSubject"

_BADGE = f"{_SUBJECT}/achievement"

_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def _with_context(extra: Any) -> Any:
    return altered(a_badge(), "/@context/-", extra)


CASES: list[Written] = []

# --- contexts -------------------------------------------------------------------------------------

plain = signed(a_badge())
redefine = {"name": "https://schema.org/alternateName"}
CASES += [
    unknown(
        "json-ld-inline-context-signed-by-the-issuer",
        "A context that the issuer wrote into the badge itself may mean anything (H4).",
        signed(_with_context({"honours": "https://issuer.example/terms#honours"})),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-inline-context-added-after-signing",
        "A context that was written into the badge after signing is not read at all (H4).",
        altered(plain, "/@context/-", {"honours": "https://evil.example/terms#honours"}),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-protected-term-redefined",
        "A context that gives a term of the standard another meaning is not read (VCDM 5.13).",
        altered(plain, "/@context/-", redefine),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-vocab-added-after-signing",
        "A catch-all vocabulary does not make an undefined member signed (H4).",
        altered(
            altered(plain, "/@context/-", {"@vocab": "https://evil.example/#"}), "/honours", "x"
        ),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-context-set-to-null",
        "A context of null throws all definitions away (H4).",
        {**plain, "@context": [*plain["@context"], None]},
        "context.not_allowed",
    ),
    unknown(
        "json-ld-nested-inline-context-added",
        "A context inside the achievement cannot change what was signed (H4).",
        altered(plain, f"{_BADGE}/@context", {"honours": "https://evil.example/#h"}),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-unknown-context-signed-by-the-issuer",
        "A context that is not bundled is never fetched, so the badge is not judged (VCDM 5.13).",
        {**_with_context("https://unknown.example/v1"), "proof": plain["proof"]},
        "context.not_allowed",
    ),
    fails(
        "json-ld-contexts-in-another-order",
        "The data model comes first, then Open Badges (OB 2.1).",
        signed(a_badge(**{"@context": [OPEN_BADGES, CREDENTIALS_V2]})),
        "data.context_order",
    ),
    fails(
        "json-ld-only-the-context-of-open-badges",
        "Without the context of the data model it is no verifiable credential (VCDM 4.3).",
        {**plain, "@context": [OPEN_BADGES]},
        "data.context_order",
    ),
    fails(
        "json-ld-only-the-context-of-the-data-model",
        "Without the context of Open Badges its members mean nothing (OB 2.1).",
        signed(a_badge(**{"@context": [CREDENTIALS_V2]})),
        "data.unsigned_term",
    ),
    fails(
        "json-ld-context-missing",
        "Without contexts nothing in a badge means anything (VCDM 4.3).",
        altered(plain, "/@context", None),
        "data.context_order",
    ),
    fails(
        "json-ld-context-is-a-text",
        "A single context is not the ordered set that the standard asks for (VCDM 4.3).",
        {**plain, "@context": CREDENTIALS_V2},
        "data.unsigned_term",
    ),
    fails(
        "json-ld-first-context-inline",
        "The first context is the URL of the data model and nothing that looks like it (VCDM 4.3).",
        {**plain, "@context": [{"@vocab": "https://www.w3.org/2018/credentials#"}, OPEN_BADGES]},
        "data.context_order",
    ),
    unknown(
        "json-ld-context-with-another-spelling",
        "A context with a capital in its host is another URL, and an unknown one (H4).",
        altered(plain, "/@context/1", OPEN_BADGES.replace("purl", "PURL")),
        "context.not_allowed",
    ),
    unknown(
        "json-ld-nested-unknown-context",
        "An unknown context inside the badge is not fetched either (H4).",
        altered(plain, f"{_BADGE}/@context", "https://unknown.example/v1"),
        "context.not_allowed",
    ),
]
older = {"@context": [CREDENTIALS_V2, OPEN_BADGES.replace("3.0.3", "3.0.2")]}
CASES += [
    passes(
        "json-ld-older-version-of-the-open-badges-context",
        "Badges with version 3.0.2 of the context are sound, with a warning (OB 2.1).",
        signed(altered(a_badge(awardedDate=None, **older), f"{_BADGE}/inLanguage", None)),
        warnings=["data.context_version"],
    ),
    fails(
        "json-ld-newer-member-with-an-older-context",
        "A member that only a newer context defines is not covered under an older one (H3).",
        signed(a_badge(**older)),
        "data.unsigned_term",
    ),
    passes(
        "json-ld-extensions-context",
        "The extensions of 1EdTech are a known context (OB 2.1).",
        signed(_with_context(_EXTENSIONS)),
    ),
]
