"""Kinds of issuers: keys, names and web addresses, and machines that do not answer (H24)."""

from cases.authoring.keys import a_key
from cases.authoring.signing import signed
from cases.authoring.world import DID, DID_URL, KEY, a_badge, altered, controller_document, method
from cases.authoring.writing import Written, fails, passes, unknown

_FORGER = a_key("forger")

_HTTPS = "https://issuer.example/profile"


CASES: list[Written] = []

# --- did keys -------------------------------------------------------------------------------------

did, fragment = f"did:key:{KEY.multikey}", f"did:key:{KEY.multikey}#{KEY.multikey}"
badge = altered(a_badge(), "/issuer/id", did)
CASES += [
    passes(
        "binding-did-key-issuer",
        "An issuer that is a key needs no document from elsewhere.",
        signed(badge, verificationMethod=fragment),
        pages={},
    ),
]
forger = f"did:key:{_FORGER.multikey}#{_FORGER.multikey}"
CASES += [
    fails(
        "binding-did-key-of-another-key",
        "A did:key issuer is bound to its own key alone (H1).",
        signed(badge, _FORGER, verificationMethod=forger),
        "proof.key_not_authorised",
        pages={},
    ),
    fails(
        "binding-did-key-method-under-a-club",
        "A did:key as method says nothing about the club whose name stands above it (H1).",
        signed(a_badge(), _FORGER, verificationMethod=forger),
        "proof.key_not_authorised",
    ),
    fails(
        "binding-did-key-with-another-fragment",
        "The method of a did:key has the key itself as fragment and no other name.",
        signed(badge, verificationMethod=f"{did}#key-1"),
        "proof.key_not_authorised",
        pages={},
    ),
    unknown(
        "binding-did-key-that-is-no-key",
        "A did:key that cannot be decoded names nobody.",
        signed(
            altered(a_badge(), "/issuer/id", "did:key:z6MkXYZ"),
            verificationMethod="did:key:z6MkXYZ#z6MkXYZ",
        ),
        "did.malformed",
        pages={},
    ),
    unknown(
        "binding-did-method-unknown",
        "A kind of DID that we do not know is not judged (security 6.2).",
        signed(
            altered(a_badge(), "/issuer/id", "did:ion:abc"), verificationMethod="did:ion:abc#key-1"
        ),
        "did.unsupported_method",
        pages={},
    ),
    unknown(
        "binding-did-web-with-dot-segments",
        "A did:web whose path climbs is no address and is never fetched (H24).",
        signed(
            altered(a_badge(), "/issuer/id", "did:web:issuer.example:..:x"),
            verificationMethod="did:web:issuer.example:..:x#key-1",
        ),
        "did.malformed",
        pages={},
    ),
]

# --- https ----------------------------------------------------------------------------------------

name = f"{_HTTPS}#key-1"
badge = altered(a_badge(), "/issuer/id", _HTTPS)
document = controller_document(_HTTPS, method(name, KEY, _HTTPS))
CASES += [
    passes(
        "binding-https-issuer-with-controller-document",
        "An issuer with a web address publishes a controller document there (CID 2.1).",
        signed(badge, verificationMethod=name),
        pages={_HTTPS: {"json": document}},
    ),
]
multikey = f"{_HTTPS}#{_FORGER.multikey}"
CASES += [
    unknown(
        "binding-key-in-the-fragment-without-document",
        "The issuer#multikey form of 1EdTech proves nothing without a document (OB 8.2).",
        signed(badge, _FORGER, verificationMethod=multikey),
        "did.unreachable",
        pages={},
    ),
    fails(
        "binding-key-in-the-fragment-of-a-document-that-does-not-list-it",
        "Anybody can write a key into the fragment: it is right, but it is not authorised (H1).",
        signed(badge, _FORGER, verificationMethod=multikey),
        "proof.key_not_authorised",
        pages={_HTTPS: {"json": document}},
    ),
]
profile = {"@context": a_badge()["@context"], "id": _HTTPS, "type": ["Profile"], "name": "Golf"}
CASES += [
    fails(
        "binding-key-in-the-fragment-of-a-bare-profile",
        "A profile without keys authorises none, whatever stands in the fragment (H1).",
        signed(badge, _FORGER, verificationMethod=multikey),
        "proof.key_not_authorised",
        pages={_HTTPS: {"json": profile}},
    ),
    unknown(
        "binding-http-issuer",
        "An address without TLS is never fetched (H24).",
        signed(
            altered(a_badge(), "/issuer/id", "http://issuer.example/profile"),
            verificationMethod="http://issuer.example/profile#key-1",
        ),
        "did.unsupported_method",
        pages={},
    ),
]

# --- unreachable ----------------------------------------------------------------------------------

badge = signed(a_badge())
faults = (
    ("unreachable", "The issuer's machine does not answer", "did.unreachable"),
    ("tls", "The issuer's certificate is wrong", "did.tls"),
    ("too-slow", "The issuer's machine is too slow", "did.unreachable"),
    ("too-large", "The issuer's document is too large", "did.unreachable"),
    ("status-404", "The issuer's document is gone", "did.not_found"),
    ("status-500", "The issuer's machine is broken", "did.unreachable"),
    (
        "redirect-to-another-host",
        "The issuer's document is said to be elsewhere",
        "did.unreachable",
    ),
    (
        "address-not-public",
        "The issuer's name leads to a private address (H24)",
        "did.unreachable",
    ),
)
for fault, what, code in faults:
    CASES.append(
        unknown(
            f"binding-issuer-document-{fault}",
            f"{what}: that is no reason to call the badge false (security 6.2).",
            badge,
            code,
            pages={DID_URL: {"fault": fault}},
        )
    )
bodies = (
    ("html-page", "A page for people", {"text": "<!doctype html><title>404</title>"}),
    ("empty", "An empty answer", {"text": ""}),
    ("array", "A JSON array", {"text": "[]"}),
    (
        "duplicate-members",
        "JSON with a member twice (H5)",
        {"text": f'{{"id":"{DID}","id":"{DID}"}}'},
    ),
    ("utf-16", "A text in UTF-16", {"base64": "//57ACIAaQBkACIAOgAxAH0A"}),
)
for name, what, answer in bodies:
    CASES.append(
        unknown(
            f"binding-issuer-document-{name}",
            f"{what} instead of the issuer's document: nobody's keys are known then.",
            badge,
            "did.malformed",
            pages={DID_URL: answer},
        )
    )
CASES += [
    fails(
        "binding-issuer-unreachable-and-badge-expired",
        "What is proved wrong without the issuer stays proved: invalid beats indeterminate.",
        signed(a_badge(validUntil="2026-11-10T00:00:00Z")),
        "time.expired",
        pages={DID_URL: {"fault": "unreachable"}},
    ),
]
