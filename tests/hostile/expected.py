"""What becomes of each hostile credential."""

_LIMIT = "canonicalisation.limit"
_COSTLY = f"400 unverified {_LIMIT}"
_NOT_SIGNED = "400 refused canonicalisation-limit"
_MANY, _LONG = "400 refused json.too-many-members", "400 refused json.string-too-long"
_LARGE = "413 refused too-large"
_WRITTEN = "200 indeterminate context.not_allowed"
_FALSE, _NOT_VERIFIED = "200 invalid proof.invalid", "400 unverified proof.invalid"
_ISSUED = "201 issued"
_BAD_CHAIN = ("200 invalid proof.chain", "400 unverified proof.chain")
_NO_KEY = "400 unverified did.malformed"
_POISON = (_WRITTEN, _COSTLY, _NOT_SIGNED, _NOT_SIGNED)
_SCHEMA = ("200 invalid data.schema", "400 unverified data.schema")

# By ``/v1/verifications``, by the VC-API, and issued by two suites; one text is that of all four.
# Where only a proof is hostile, nothing of it is there to be issued, and only two are told.
EXPECTED: dict[str, str | tuple[str, str] | tuple[str, str, str, str]] = {
    "12-clique": _POISON,
    "40 six-cliques": _POISON,
    "60 four-cliques": _POISON,
    "20,000 inline contexts": _MANY,
    "9,000 inline contexts": _POISON,
    "contexts in 4,500 places": _POISON,
    "a string of 12 MB": _LARGE,
    "a string of 500 KB": (_LONG, _LONG, _LARGE, _LARGE),
    "1,000 proofs": (_FALSE, _NOT_VERIFIED),
    "1,000 equal proofs": (_FALSE, _NOT_VERIFIED),
    "a chain of 200 proofs": (_FALSE, _NOT_VERIFIED),
    "a chain of 4 proofs": (_FALSE, _NOT_VERIFIED),
    "1,000 names in previousProof": _BAD_CHAIN,
    "1,000 equal names in previousProof": _BAD_CHAIN,
    "10,001 members": _MANY,
    "9,900 members": (_WRITTEN, _NOT_VERIFIED, _ISSUED, _LARGE),
    "4,500 nodes": (_WRITTEN, _NOT_VERIFIED, _ISSUED, _LARGE),
    "4,500 equal nodes": _POISON,
    "1,600 equal nodes": (_WRITTEN, _NOT_VERIFIED, _ISSUED, _LARGE),
    "alignments of 512 KiB": (_MANY, _MANY, _LARGE, _LARGE),
    "1,900 alignments": (_FALSE, _NOT_VERIFIED, _ISSUED, _LARGE),
    "9,000 labels": (_FALSE, _NOT_VERIFIED, _ISSUED, _LARGE),
    "5,000 endorsements": _LARGE,
    "900 endorsements": ("200 invalid data.malformed", _NOT_VERIFIED, _ISSUED, _LARGE),
    "20 large endorsements": (_FALSE, _NOT_VERIFIED, _LARGE, _LARGE),
    "a key of 100,000 digits": (_LARGE, _LARGE, _LONG, _LONG),
    "a key of 40,000 digits": (_WRITTEN, _NO_KEY, _ISSUED, _ISSUED),
    "base58 of 500,000 characters": (_LONG, _LONG),
    "base58 of 60,000 characters": (_FALSE, _NOT_VERIFIED),
    "a did:key of 60,000 characters": (_WRITTEN, _NO_KEY, _ISSUED, _ISSUED),
    "an index of 60,000 digits": (
        *_SCHEMA,
        "400 refused vcdm.status_entry",
        "400 refused vcdm.status_entry",
    ),
    "a moment of 60,000 digits": (*_SCHEMA, "400 refused vcdm.date", "400 refused vcdm.date"),
    "envelopes in envelopes": (
        "400 refused no-credential",
        "400 refused no-credential",
        "400 refused vcdm.type",
        "400 refused vcdm.type",
    ),
}
