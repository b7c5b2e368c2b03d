"""Looking again at what was signed, from its bytes: nothing leaves that a stranger would refuse.

One credential is judged as a stranger would judge it. Of many that are signed alike one is judged
so; each other must be, byte for byte, what its award comes to in the same envelope, and its
signature must be right by the key that is published.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal, SelfCheckFailed
from badgeservice.openbadges.award import Award
from badgeservice.openbadges.bulk import SignedForms
from badgeservice.openbadges.issuer import Issuer, IssuerKey
from badgeservice.openbadges.publishing import Addresses, controller_document
from badgeservice.openbadges.verification import (
    STRICT,
    KnownStatus,
    Materials,
    Verdict,
    decide,
    unwrap,
)
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.jose import parse_compact
from badgeservice.proofs.keys import PublicKey, Signer, public_key_from_jwk
from badgeservice.proofs.proof_shape import proof_options, read_proof_value
from badgeservice.proofs.strict_json import read_document, write_json

_PROOF_VALUE, _END = b'"proofValue":"', b'"}}'


def own_materials(
    issuer: Issuer,
    keys: Sequence[IssuerKey],
    addresses: Addresses,
    list_lengths: Mapping[str, int],
) -> Materials:
    """What is known of an issuer of ours, whose new badges are revoked by nobody yet.

    ``list_lengths`` are the entries of each status list, by its id.
    """
    lists = {
        addresses.status_list(list_id): KnownStatus(
            issuer_did=issuer.did, purpose="revocation", length=length, revoked=frozenset()
        )
        for list_id, length in list_lengths.items()
    }
    controller = Controller(controller_document(issuer, keys, addresses))
    return Materials(controllers={issuer.did: controller}, status_lists=lists)


def look_again(forms: SignedForms, materials: Materials, *, now: datetime) -> None:
    """Verify every form by the path a stranger would take; refuses ``SelfCheckFailed``."""
    for form in (forms.document, *([forms.token.encode()] if forms.token else [])):
        report = decide(unwrap(form), materials, now=now, policy=STRICT)
        if report.verdict is not Verdict.VALID:
            raise _self_check_failed(report.leading_code)


class Likeness:
    """What was found right of the forms of one award, and must be the same in those of others.

    ``first`` passed ``look_again`` and was signed by ``signer``; ``keys`` are those of its issuer,
    whom all awards share.
    """

    def __init__(
        self,
        first: SignedForms,
        keys: Sequence[IssuerKey],
        issuer: Issuer,
        addresses: Addresses,
        signer: Signer,
    ) -> None:
        self._signer = signer
        document = read_document(first.document).value
        self._options = proof_options(document["proof"])
        # The options are the same in all proofs, so they are hashed once.
        self._options_hash = _hash({**self._options, "@context": document["@context"]})
        named = {key.verification_method: key for key in keys}
        self._proof_key = _public_key(named.get(self._options["verificationMethod"]))
        self._issuer_did = issuer.did
        self._header: str | None = None
        self._token_key: PublicKey | None = None
        if first.token is not None:
            self._header = first.token.partition(".")[0]
            urls = {addresses.key(issuer.slug, key.key_id): key for key in keys}
            self._token_key = _public_key(urls.get(parse_compact(first.token).header["kid"]))

    def require(self, forms: SignedForms, award: Award, unsigned: JsonObject) -> None:
        """Refuse ``SelfCheckFailed`` unless the forms of an award are what they must be.

        ``unsigned`` is its credential, put together anew. The signed bytes must be exactly what
        it is when written, and the signature must be right over what it comes to in canonical
        form; nothing that signing worked out is used for either.
        """
        try:
            is_right = self._is_right_document(forms.document, unsigned)
            is_right = is_right and self._is_right_token(forms.token, award, unsigned)
        except (Refusal, ValueError):
            is_right = False
        if not is_right:
            raise _self_check_failed("proof.invalid")

    def _is_right_document(self, document: bytes, unsigned: JsonObject) -> bool:
        value = document[document.rfind(_PROOF_VALUE) + len(_PROOF_VALUE) : -len(_END)]
        proof = {**self._options, "proofValue": value.decode("ascii")}
        signature = read_proof_value(proof["proofValue"], "z")
        # Data Integrity EdDSA 1.0 sections 3.2.4 and 3.2.5, in the general way.
        return (
            document == write_json({**unsigned, "proof": proof})
            and signature is not None
            and self._is_right_signature(signature, self._options_hash + _hash(unsigned))
        )

    def _is_right_signature(self, signature: bytes, signed: bytes) -> bool:
        # The key is the right one, as the first has shown. Signing the same bytes gives the same
        # signature (RFC 8032 section 5.1.6) in a third of the time that verifying takes.
        return self._signer.sign(signed) == signature or self._proof_key.verify(signature, signed)

    def _is_right_token(self, token: str | None, award: Award, unsigned: JsonObject) -> bool:
        if token is None or self._token_key is None:
            return token is None and self._token_key is None
        claims: JsonObject = {
            "iss": self._issuer_did,
            "jti": award.credential_id,
            "sub": award.subject_id,
            "nbf": int(award.awarded_at.timestamp()),
        }
        payload = base64url_encode(write_json({**unsigned, **claims}))
        signed, _, signature = token.rpartition(".")
        return signed == f"{self._header}.{payload}" and self._token_key.verify(
            base64url_decode(signature), signed.encode("ascii")
        )


def _hash(document: JsonObject) -> bytes:
    return sha256(canonicalise(document).encode()).digest()


def _public_key(key: IssuerKey | None) -> PublicKey:
    if key is None:
        raise _self_check_failed("proof.key_unknown")
    return public_key_from_jwk(key.public_jwk)


def _self_check_failed(code: str) -> SelfCheckFailed:
    detail = f"The signed badge did not pass our own check ({code})."
    return SelfCheckFailed(detail, hint="Nothing was sent. Report this to the operator.")
