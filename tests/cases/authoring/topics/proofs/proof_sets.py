"""More than one proof: sets, of which each must be right, and chains, which build on each other."""

from cases.authoring.keys import a_key
from cases.authoring.signing import proof_of, signed
from cases.authoring.world import (
    DID,
    DID_URL,
    KEY,
    METHOD,
    OTHER_KEY,
    OTHER_METHOD,
    OTHER_URL,
    Json,
    a_badge,
    altered,
    controller_document,
    issuer_page,
    method,
    other_page,
)
from cases.authoring.writing import Written, fails, passes, unknown

_SECOND_KEY = a_key("issuer second")

_SECOND = f"{DID}#key-5"

_FIRST_ID = "urn:uuid:6a1c2a10-0b7e-4d52-8a51-000000000001"

_NEXT_ID = "urn:uuid:6a1c2a10-0b7e-4d52-8a51-000000000002"

_LATER = "2026-11-02T09:30:00Z"

_WITNESS: Json = {"verificationMethod": OTHER_METHOD}


def _two_keys() -> Json:
    methods = (method(METHOD, KEY, DID), method(_SECOND, _SECOND_KEY, DID))
    return {DID_URL: {"json": controller_document(DID, *methods)}}


def _chain(badge: Json | None = None) -> Json:
    """Two proofs of the issuer: the second signs the first too."""
    body = badge or a_badge()
    first = proof_of(body, id=_FIRST_ID)
    second = proof_of({**body, "proof": [first]}, created=_LATER, previousProof=_FIRST_ID)
    return {**body, "proof": [first, second]}


def _forged_start() -> Json:
    body = a_badge()
    first = proof_of(body, a_key("forger"), id=_FIRST_ID)
    second = proof_of({**body, "proof": [first]}, created=_LATER, previousProof=_FIRST_ID)
    return {**body, "proof": [first, second]}


CASES: list[Written] = []

# --- sets -----------------------------------------------------------------------------------------

one = signed(a_badge())
CASES += [
    passes(
        "proof-set-of-one",
        "One proof in an array is one proof (VCDM 4.12).",
        {**one, "proof": [one["proof"]]},
    ),
    passes(
        "proof-set-two-proofs-by-one-key",
        "Two proofs of one key at two moments are fine (DI 2.1.1).",
        signed(one, created=_LATER),
    ),
]
both = signed(one, _SECOND_KEY, verificationMethod=_SECOND)
CASES += [
    passes(
        "proof-set-two-keys-of-the-issuer",
        "Two keys of the issuer may both sign (DI 2.1.1).",
        both,
        pages=_two_keys(),
    ),
    passes(
        "proof-set-in-another-order",
        "The order of a set means nothing (DI 2.1.1).",
        {**both, "proof": both["proof"][::-1]},
        pages=_two_keys(),
    ),
    fails(
        "proof-set-one-good-one-wrong",
        "One wrong proof spoils a set, for each of them must hold (DI 2.1.1).",
        altered(signed(one, created=_LATER), "/proof/1/created", "2026-11-03T09:30:00Z"),
        "proof.invalid",
    ),
    fails(
        "proof-set-tampered-content",
        "Content that was changed breaks every proof of the set (H3).",
        altered(both, "/name", "Aanvoerder"),
        "proof.invalid",
        pages=_two_keys(),
    ),
]

# --- witnesses ------------------------------------------------------------------------------------

one = signed(a_badge())
both = signed(one, OTHER_KEY, **_WITNESS)
pages = issuer_page() | other_page()
CASES += [
    passes(
        "proof-set-with-a-witness",
        "Somebody else may sign beside the issuer with his own key (DI 2.1.1).",
        both,
        pages=pages,
    ),
    unknown(
        "proof-set-with-an-unreachable-witness",
        "A witness who cannot be reached leaves the set unjudged, and nobody is called false.",
        both,
        "proof.others_not_judged",
        pages=issuer_page() | {OTHER_URL: {"fault": "unreachable"}},
    ),
    fails(
        "proof-set-with-a-witness-who-is-wrong",
        "A proof of a witness that does not hold spoils the set (DI 2.1.1).",
        signed(one, a_key("forger"), **_WITNESS),
        "proof.invalid",
        pages=pages,
    ),
    fails(
        "proof-set-of-a-witness-only",
        "A witness alone cannot speak for the issuer (H1).",
        signed(a_badge(), OTHER_KEY, **_WITNESS),
        "proof.key_not_authorised",
        pages=pages,
    ),
]
unlisted = controller_document("did:web:other.example", assertionMethod=[])
CASES += [
    fails(
        "proof-set-with-a-witness-who-lists-no-key",
        "A witness whose document does not list his key is not the one he says.",
        both,
        "proof.key_not_authorised",
        pages=issuer_page() | {OTHER_URL: {"json": unlisted}},
    ),
]

# --- odd sets -------------------------------------------------------------------------------------

one = signed(a_badge())
proof = one["proof"]
CASES += [
    unknown(
        "proof-set-with-an-unknown-suite",
        "A proof of a suite that we do not know beside a good one is not judged (security 6.2).",
        {**one, "proof": [proof, proof | {"cryptosuite": "xyzzy-2031"}]},
        "proof.others_not_judged",
    ),
    unknown(
        "proof-set-the-same-proof-twice",
        "The same proof twice says one thing twice and is not judged (H3).",
        {**one, "proof": [proof, proof]},
        "data.not_judged",
    ),
    fails(
        "proof-set-too-large",
        "More than four proofs cost more than a badge is worth (security 5).",
        {**one, "proof": [proof | {"nonce": str(number)} for number in range(5)]},
        "proof.invalid",
    ),
    fails("proof-set-empty", "An empty set is no proof.", {**one, "proof": []}, "proof.missing"),
    fails(
        "proof-set-with-a-text",
        "A text in a set of proofs is no proof.",
        {**one, "proof": [proof, "z58D"]},
        "proof.invalid",
    ),
    fails(
        "proof-set-with-null",
        "A null in a set of proofs is no proof.",
        {**one, "proof": [proof, None]},
        "proof.invalid",
    ),
    fails(
        "proof-set-with-another-purpose",
        "A proof for signing in is no assertion, also beside one that is (DI 2.1).",
        signed(one, proofPurpose="authentication"),
        "proof.purpose",
    ),
]

# --- chains ---------------------------------------------------------------------------------------

chain = _chain()
CASES += [
    passes("proof-chain-of-two", "A later proof signs the earlier one too (DI 2.1.2).", chain),
    passes(
        "proof-chain-in-another-order",
        "A chain is told by its names and not by its order (DI 2.1.2).",
        {**chain, "proof": chain["proof"][::-1]},
    ),
]
body = a_badge()
first = proof_of(body, id=_FIRST_ID)
counter = proof_of(
    {**body, "proof": [first]}, OTHER_KEY, created=_LATER, previousProof=_FIRST_ID, **_WITNESS
)
CASES += [
    passes(
        "proof-chain-countersigned-by-a-witness",
        "A witness may sign that he saw the issuer's proof (DI 2.1.2).",
        {**body, "proof": [first, counter]},
        pages=issuer_page() | other_page(),
    ),
]
second = proof_of({**body, "proof": [first]}, id=_NEXT_ID, previousProof=_FIRST_ID)
earlier = [first, second]
third = proof_of({**body, "proof": earlier}, created=_LATER, previousProof=[_FIRST_ID, _NEXT_ID])
CASES += [
    passes(
        "proof-chain-of-three",
        "A proof may build on several earlier ones (DI 2.1.2).",
        {**body, "proof": [first, second, third]},
    ),
]

# --- broken chains --------------------------------------------------------------------------------

chain = _chain()
first, second = chain["proof"]
rows = (
    (
        "to-nowhere",
        "A proof that builds on one that is not there",
        [first, second | {"previousProof": _NEXT_ID}],
    ),
    ("earlier-proof-removed", "A chain from which the earlier proof was taken", [second]),
    (
        "to-itself",
        "A proof that builds on itself",
        [first, second | {"id": _NEXT_ID, "previousProof": _NEXT_ID}],
    ),
    (
        "in-a-circle",
        "Proofs that build on each other",
        [first | {"previousProof": _NEXT_ID}, second | {"id": _NEXT_ID}],
    ),
    (
        "with-two-proofs-of-one-id",
        "Two proofs with one id",
        [first, proof_of(a_badge(), id=_FIRST_ID, nonce="1"), second],
    ),
    (
        "with-a-number",
        "A previous proof that is a number",
        [first, second | {"previousProof": 1}],
    ),
)
for name, what, proofs in rows:
    CASES.append(
        fails(
            f"proof-chain-{name}",
            f"{what} cannot be followed (DI 4.5).",
            {**chain, "proof": proofs},
            "proof.chain",
        )
    )
CASES += [
    fails(
        "proof-chain-earlier-proof-replaced",
        "A later proof does not hold over another earlier proof than it signed (DI 4.5).",
        {**chain, "proof": [proof_of(a_badge(), id=_FIRST_ID, created=_LATER), second]},
        "proof.invalid",
    ),
    fails(
        "proof-chain-link-removed",
        "A later proof whose link was taken out does not hold (DI 4.5).",
        {**chain, "proof": [first, {k: v for k, v in second.items() if k != "previousProof"}]},
        "proof.invalid",
    ),
    fails(
        "proof-chain-link-added",
        "A link that was added to a proof of a set breaks that proof (DI 4.5).",
        {
            **chain,
            "proof": [first, proof_of(a_badge(), created=_LATER) | {"previousProof": _FIRST_ID}],
        },
        "proof.invalid",
    ),
    fails(
        "proof-chain-earlier-proof-wrong",
        "A chain whose first proof is false is false, though the second signs it (DI 4.5).",
        _forged_start(),
        "proof.invalid",
    ),
]
