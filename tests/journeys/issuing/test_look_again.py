"""Looking again: whatever is not exactly what was decided is found, in one and in one of many."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.errors import SelfCheckFailed
from badgeservice.journeys.issuing.look_again import Likeness, look_again, own_materials
from badgeservice.openbadges.award import Award
from badgeservice.openbadges.bulk import BulkSigner, SignedForms
from badgeservice.openbadges.issuer import Issuer, IssuerKey
from badgeservice.openbadges.issuing import IssuerSigner, unsigned_credential
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.verification import Materials
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.keys import PrivateKey
from openbadges.test_bulk import ACHIEVEMENT, ADDRESSES, DID, ISSUER, NOON, an_award

KEYS = {name: PrivateKey.generate(name) for name in ("Ed25519", "P-256")}
STRANGERS = {name: PrivateKey.generate(name) for name in ("Ed25519", "P-256")}
PUBLISHED = tuple(
    IssuerKey(DID, name.lower(), name, key.public_key.to_jwk(), NOON) for name, key in KEYS.items()
)


def _signer(key: PrivateKey, name: str) -> IssuerSigner:
    url = ADDRESSES.key(ISSUER.slug, name.lower())
    return IssuerSigner(key, f"{DID}#{name.lower()}", url)


def forms_of(award: Award, keys: Any = None, **changes: Any) -> SignedForms:
    """An award, signed by the keys of its issuer or by others that say to be."""
    keys = keys or KEYS
    told: dict[str, Any] = {
        "created": NOON,
        "token_key": _signer(keys["P-256"], "P-256"),
    } | changes
    proof_key = _signer(keys["Ed25519"], "Ed25519")
    return BulkSigner(ACHIEVEMENT, ISSUER, ADDRESSES, proof_key, **told).sign(award)


def materials() -> Materials:
    return own_materials(ISSUER, PUBLISHED, ADDRESSES, {"list-1": 131_072})


@cache
def first() -> SignedForms:
    return forms_of(an_award(1))


def require(forms: SignedForms, award: Award | None = None) -> None:
    """Hold forms against an award of which another is known to be right."""
    award = award or an_award(2)
    unsigned = unsigned_credential(award, ACHIEVEMENT, ISSUER, ADDRESSES)
    Likeness(first(), PUBLISHED, ISSUER, ADDRESSES, KEYS["Ed25519"]).require(forms, award, unsigned)


# --- one ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        forms_of(an_award(), STRANGERS),
        SignedForms(forms_of(an_award()).document, forms_of(an_award(), STRANGERS).token),
        forms_of(an_award(awarded_at=NOON + timedelta(minutes=2))),
        forms_of(an_award(status_list_id="list-2")),
        forms_of(an_award(status_position=131_072)),
        forms_of(an_award(), created=NOON + timedelta(minutes=2)),
        SignedForms(forms_of(an_award()).document.replace(b"SV", b"VS"), None),
    ],
    ids=["keys", "token key", "tomorrow", "list", "position", "made tomorrow", "changed"],
)
def test_what_a_stranger_would_refuse_is_found(wrong: SignedForms) -> None:
    with pytest.raises(SelfCheckFailed):
        look_again(wrong, materials(), now=NOON)


def test_what_is_right_passes() -> None:
    look_again(first(), materials(), now=NOON)
    look_again(replace(first(), token=None), materials(), now=NOON)


# --- one of many --------------------------------------------------------------------------------


def _with_proof(forms: SignedForms, **members: Any) -> SignedForms:
    document = json.loads(forms.document)
    document["proof"] |= members
    return replace(forms, document=_written(document))


def _written(document: JsonObject) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _with_token(forms: SignedForms, part: int, change: Any) -> SignedForms:
    parts = str(forms.token).split(".")
    parts[part] = base64url_encode(change(base64url_decode(parts[part])))
    return replace(forms, token=".".join(parts))


def _flipped(raw: bytes) -> bytes:
    return bytes([raw[0] ^ 1]) + raw[1:]


OTHER = forms_of(an_award(3))
RIGHT = forms_of(an_award(2))
WRONG = {
    "another award": OTHER,
    "the token of another": replace(RIGHT, token=OTHER.token),
    "the document of another": replace(RIGHT, document=OTHER.document),
    "no token": replace(RIGHT, token=None),
    "an empty token": replace(RIGHT, token=""),
    "other keys": forms_of(an_award(2), STRANGERS),
    "another proof key": replace(RIGHT, document=forms_of(an_award(2), STRANGERS).document),
    "another token key": replace(RIGHT, token=forms_of(an_award(2), STRANGERS).token),
    "another position": forms_of(an_award(2, status_position=3)),
    "another list": forms_of(an_award(2, status_list_id="list-2")),
    "another subject": forms_of(an_award(2, subject_id=an_award(3).subject_id)),
    "another text": forms_of(an_award(2, narrative="Iets anders")),
    "another moment": forms_of(an_award(2, awarded_at=NOON - timedelta(seconds=1))),
    "a proof of another moment": forms_of(an_award(2), created=NOON + timedelta(seconds=1)),
    "the signature of another": _with_proof(
        RIGHT, proofValue=json.loads(OTHER.document)["proof"]["proofValue"]
    ),
    "no signature": _with_proof(RIGHT, proofValue="z"),
    "a signature in another base": _with_proof(RIGHT, proofValue="u" + "A" * 86),
    "more in the proof": _with_proof(RIGHT, nonce="x"),
    "another purpose": _with_proof(RIGHT, proofPurpose="authentication"),
    "a blank too many": replace(RIGHT, document=RIGHT.document + b" "),
    "nothing": replace(RIGHT, document=b""),
    "no text": replace(RIGHT, document=b'"proofValue":"\xff"}}'),
    "a signature of a token": _with_token(RIGHT, 2, _flipped),
    "half a signature of a token": _with_token(RIGHT, 2, lambda raw: raw[:32]),
    "another header": _with_token(RIGHT, 0, lambda raw: raw.replace(b"JWT", b"vc+jwt")),
    "another payload": _with_token(RIGHT, 1, lambda raw: raw.replace(b"SV", b"VS")),
    "no base64": replace(RIGHT, token=f"{RIGHT.token}="),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_exactly_what_was_decided_is_found(what: str) -> None:
    assert WRONG[what] != RIGHT
    with pytest.raises(SelfCheckFailed):
        require(WRONG[what])


@pytest.mark.parametrize("narrative", [None, "", "Heel goed é \n “ja” \\ 🏑"])
def test_what_is_exactly_that_passes(narrative: str | None) -> None:
    award = an_award(2, narrative=narrative)
    require(forms_of(award), award)


def test_without_a_token_none_is_expected_and_none_may_be_there() -> None:
    alone = replace(first(), token=None)
    award = an_award(2)
    unsigned = unsigned_credential(award, ACHIEVEMENT, ISSUER, ADDRESSES)
    likeness = Likeness(alone, PUBLISHED, ISSUER, ADDRESSES, KEYS["Ed25519"])
    likeness.require(replace(RIGHT, token=None), award, unsigned)
    with pytest.raises(SelfCheckFailed):
        likeness.require(RIGHT, award, unsigned)


@pytest.mark.parametrize("kept", [(), PUBLISHED[:1], PUBLISHED[1:]], ids=["none", "proof", "token"])
def test_a_key_that_is_not_published_is_no_key(kept: tuple[IssuerKey, ...]) -> None:
    with pytest.raises(SelfCheckFailed):
        Likeness(first(), kept, ISSUER, ADDRESSES, KEYS["Ed25519"])


def test_what_was_hashed_for_another_issuer_does_not_pass() -> None:
    other = Issuer(**{**_members(ISSUER), "name": "VV Elders"})
    award = an_award(2)
    unsigned = unsigned_credential(award, ACHIEVEMENT, other, Addresses("https://badges.example"))
    with pytest.raises(SelfCheckFailed):
        Likeness(first(), PUBLISHED, other, ADDRESSES, KEYS["Ed25519"]).require(
            RIGHT, award, unsigned
        )


def _members(issuer: Issuer) -> dict[str, Any]:
    return {name: getattr(issuer, name) for name in Issuer.__dataclass_fields__}
