"""What the issuer signed itself and should not have: the rules of Open Badges, one by one."""

from cases.authoring.signing import signed
from cases.authoring.tabular import table
from cases.authoring.world import DID, Json, a_badge, altered
from cases.authoring.writing import Written, fails, passes, unknown

_SUBJECT = "/credentialSubject"

_BADGE = f"{_SUBJECT}/achievement"

_RESULT = f"{_BADGE}/resultDescription/0"

_HASH = "sha256$28d50415252ab6c689a54413da15b083034b66e5" + "0" * 24

_IDENTITY: Json = {
    "type": "IdentityObject",
    "hashed": True,
    "identityHash": _HASH,
    "identityType": "emailAddress",
    "salt": "b3a1",
}

# Without its type the members of an object mean nothing, so they were not signed either.
_UNSIGNED = {
    "issuer-without-type",
    "issuer-of-another-class",
    "achievement-without-type",
    "alignment-without-type",
    "subject-without-type",
    "subject-of-another-class",
    "result-without-type",
    "identity-without-type",
}


CASES: list[Written] = []
for name, what, path, value in table("content_faults"):
    CASES.append(
        fails(
            f"content-{name}",
            f"{what}; a good proof does not mend that.",
            signed(altered(a_badge(), path, value)),
            "data.unsigned_term" if name in _UNSIGNED else "data.schema",
            checks=None if name in _UNSIGNED else {"proof": "proof.ok"},
        )
    )

# --- contexts and schemas -------------------------------------------------------------------------

schema = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CASES += [
    fails(
        "content-schema-without-the-extensions-context",
        "A schema of 1EdTech needs the extensions context, or its type is not signed (T-2).",
        signed(a_badge(credentialSchema=[schema])),
        "data.unsigned_term",
    ),
]
with_context = altered(a_badge(credentialSchema=[schema]), "/@context/-", extensions)
CASES += [
    passes(
        "content-schema-with-the-extensions-context",
        "A schema of 1EdTech with the extensions context is sound (T-2).",
        signed(with_context),
    ),
    unknown(
        "content-context-named-twice",
        "A context that stands twice could come and go unseen, so the badge is not judged (H3).",
        signed(altered(a_badge(), "/@context/-", a_badge()["@context"][1])),
        "context.not_allowed",
    ),
]

# --- forgiven -------------------------------------------------------------------------------------

CASES += [
    passes(
        "content-issuer-as-address",
        "An issuer that is only an id is read, with a warning (T-23).",
        signed(a_badge(issuer=DID)),
        warnings=["data.issuer_bare"],
    ),
    passes(
        "content-without-name-and-description",
        "A badge without name and description is sound, but wallets show them (OB 1.1).",
        signed(a_badge(name=None, description=None)),
        warnings=["data.display_missing"],
    ),
    passes(
        "content-result-off-the-scale",
        "A result off its scale is told as a warning (OB 4.1).",
        signed(altered(a_badge(), f"{_SUBJECT}/result/0/value", "10")),
        warnings=["data.result_value"],
    ),
    passes(
        "content-type-by-its-other-name",
        "OpenBadgeCredential and AchievementCredential are two names of one type (OB 2.1).",
        signed(a_badge(type=["VerifiableCredential", "AchievementCredential"])),
    ),
    passes(
        "content-evidence-as-one-object",
        "One piece of evidence need not stand in an array (T-17).",
        signed(a_badge(evidence=a_badge()["evidence"][0])),
    ),
    passes(
        "content-extended-kind-of-achievement",
        "A kind of achievement that starts with ext: is anybody's to choose (OB 1.6).",
        signed(altered(a_badge(), f"{_BADGE}/achievementType", "ext:Zwemdiploma")),
    ),
]

# --- recipients -----------------------------------------------------------------------------------

by_hash = altered(altered(a_badge(), f"{_SUBJECT}/id", None), f"{_SUBJECT}/identifier", [_IDENTITY])
CASES += [
    passes(
        "content-recipient-by-hash-only",
        "A recipient may be named by a salted hash alone (OB, IdentityObject).",
        signed(by_hash),
    ),
]
unsalted = {k: v for k, v in _IDENTITY.items() if k != "salt"}
CASES += [
    passes(
        "content-recipient-by-hash-without-salt",
        "A hash without salt is read, with a warning, for it is easily guessed (T-27).",
        signed(altered(by_hash, f"{_SUBJECT}/identifier", [unsalted])),
        warnings=["data.identity_unsalted"],
    ),
]
md5 = _IDENTITY | {"identityHash": "md5$" + "0" * 32}
CASES += [
    passes(
        "content-recipient-by-md5",
        "A hash with MD5 is read, with a warning (T-27).",
        signed(altered(by_hash, f"{_SUBJECT}/identifier", [md5])),
        warnings=["data.identity_md5"],
    ),
]
national = {
    "type": "IdentityObject",
    "hashed": False,
    "identityHash": "123456782",
    "identityType": "nationalIdentityNumber",
}
CASES += [
    passes(
        "content-recipient-by-national-number",
        "A national identity number in a badge of others is read, with a warning (OB 1.6).",
        signed(altered(by_hash, f"{_SUBJECT}/identifier", [national])),
        warnings=["data.national_identity_number"],
    ),
]
