"""The journey of the JOSE suites: secure a document with a given key, or verify one."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedInput, NotConformant, Refusal
from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults, find_vp_faults
from badgeservice.openbadges.instants import read_instant
from badgeservice.proofs.contexts import conformance_contexts, contexts_in_use
from badgeservice.proofs.jose import (
    ALL_ALGORITHMS,
    claims_document,
    disclosed,
    is_enveloped,
    parse_compact,
    parse_sd_jwt,
    sign_compact,
    sign_sd_jwt,
    verify_compact,
    verify_sd_jwt,
)
from badgeservice.proofs.jose.cose import parse_cose_sign1, sign_cose_sign1, verify_cose_sign1
from badgeservice.proofs.jose.members import find_undefined_members
from badgeservice.proofs.keys import PrivateKey, PublicKey, public_key_from_jwk
from badgeservice.proofs.strict_json import read_document, write_json

MAX_INPUT_BYTES = 512 * 1_024
_NO_PRIVATE_PART = (
    "The key file has no private part: to sign, its member secretKeyJwk (or the bare JWK) must"
    " have the member d."
)


class Feature(StrEnum):
    """What the public suite calls the things an implementation can do."""

    CREDENTIAL_JOSE = "credential_jose"
    CREDENTIAL_SDJWT = "credential_sdjwt"
    CREDENTIAL_COSE = "credential_cose"
    PRESENTATION_JOSE = "presentation_jose"
    PRESENTATION_SDJWT = "presentation_sdjwt"
    PRESENTATION_COSE = "presentation_cose"

    @property
    def kind(self) -> str:
        """``vc`` or ``vp``, as media types are named."""
        return "vc" if self.value.startswith("credential") else "vp"

    @property
    def envelope(self) -> str:
        """``jose``, ``sdjwt`` or ``cose``."""
        return self.value.rpartition("_")[2]


@dataclass(frozen=True, slots=True)
class SuiteKey:
    """A verification method from a file: its id, its public key, and the private one if given."""

    method_id: str | None
    jwk_id: str | None
    public_key: PublicKey
    private_key: PrivateKey | None

    def is_named(self, kid: object) -> bool:
        """Whether a ``kid`` names this key; a missing one names the key that was handed over."""
        return kid is None or kid in (self.method_id, self.jwk_id, self.public_key.thumbprint())


def read_suite_key(raw: bytes, *, signs: bool = False) -> SuiteKey:
    """Read a JsonWebKey verification method, or a bare JWK, with or without its private part.

    Refuses what ``PrivateKey.from_jwk`` and ``public_key_from_jwk`` refuse and, when it ``signs``,
    a key without its private part.
    """
    method = read_document(raw).value
    jwk = method if "kty" in method else method.get("publicKeyJwk")
    secret = method.get("secretKeyJwk", method if "d" in method else None)
    if not isinstance(jwk, dict) or not (secret is None or isinstance(secret, dict)):
        raise _refusal("jose.key", "The key file holds no JsonWebKey.")
    if signs and (secret is None or "d" not in secret):
        raise _refusal("jose.key", _NO_PRIVATE_PART)
    private_key = None if secret is None else PrivateKey.from_jwk(secret)
    public_part = {name: value for name, value in jwk.items() if name != "d"}
    public_key = public_key_from_jwk(public_part)
    if private_key is not None and private_key.public_key != public_key:
        raise _refusal("jose.key", "The two halves of the key do not belong together.")
    return SuiteKey(_text(method.get("id")), _text(jwk.get("kid")), public_key, private_key)


def issue_secured(
    raw: bytes,
    key: SuiteKey,
    feature: Feature,
    *,
    selectively: Sequence[str],
    random_bytes: Callable[[int], bytes],
) -> str:
    """Secure a credential or presentation as VC-JOSE-COSE says; bytes come in base64.

    Refuses a document that breaks the data model or has members that no context defines, a
    credential in a presentation that is not in an envelope, and a key without private part.
    """
    document = read_document(raw).value
    _require_conformant(document, feature, issuing=True)
    signer = key.private_key
    if signer is None:
        raise _refusal("jose.key", _NO_PRIVATE_PART)
    kid, kind = key.method_id or key.public_key.thumbprint(), feature.kind
    if feature.envelope == "sdjwt":
        return sign_sd_jwt(
            document,
            signer=signer,
            kid=kid,
            typ=f"{kind}+sd-jwt",
            cty=kind,
            selectively=selectively,
            random_bytes=random_bytes,
        )
    payload = write_json(document)
    if feature.envelope == "jose":
        return sign_compact(payload, signer=signer, kid=kid, typ=f"{kind}+jwt", cty=kind)
    media_type = f"application/{kind}"
    encoded = sign_cose_sign1(
        payload, signer=signer, kid=kid, typ=f"{media_type}+cose", content_type=media_type
    )
    return base64.b64encode(encoded).decode("ascii")


def verify_secured(
    raw: bytes, key: SuiteKey, feature: Feature, *, now: datetime, ignores_end: bool
) -> JsonObject:
    """Verify what ``issue_secured`` makes, and give the document that it secures.

    The credentials inside a presentation have keys of their own: here only counts that each is in
    an envelope. ``ignores_end`` takes one whose time is over. Refuses everything that is not so.
    """
    document = _OPENERS[feature.envelope](raw.strip(b" \t\r\n"), key, feature.kind)
    _require_conformant(document, feature, issuing=False)
    findings = [*_claim_faults(document), *_time_faults(document, now, ignores_end)]
    if findings:
        raise NotConformant("What the token claims does not hold.", findings=findings)
    return document


def _open_compact(raw: bytes, key: SuiteKey, kind: str) -> JsonObject:
    jws = parse_compact(
        _ascii(raw), types=frozenset({"jwt", f"{kind}+jwt"}), algorithms=ALL_ALGORITHMS
    )
    if not key.is_named(jws.header.get("kid")) or not verify_compact(jws, key.public_key):
        raise _refusal("jose.signature", "The token is not signed with this key.")
    return claims_document(jws)


def _open_sd_jwt(raw: bytes, key: SuiteKey, kind: str) -> JsonObject:
    sd_jwt = parse_sd_jwt(
        _ascii(raw), types=frozenset({f"{kind}+sd-jwt"}), algorithms=ALL_ALGORITHMS
    )
    if not key.is_named(sd_jwt.jws.header.get("kid")) or not verify_sd_jwt(sd_jwt, key.public_key):
        raise _refusal("jose.signature", "The SD-JWT is not signed with this key.")
    # A key binding answers a challenge, and the suite gives none: it is not looked at.
    return disclosed(sd_jwt)


def _open_cose(raw: bytes, key: SuiteKey, kind: str) -> JsonObject:
    encoded = _read_base64(raw)
    signed = parse_cose_sign1(
        encoded,
        types=frozenset({f"application/{kind}+cose"}),
        contents=frozenset({f"application/{kind}"}),
    )
    kid = signed.header.get(4)
    named = key.is_named(kid if kid is None else kid.decode("utf-8", "replace"))
    if not named or not verify_cose_sign1(signed, key.public_key):
        raise _refusal("jose.signature", "The COSE_Sign1 is not signed with this key.")
    return read_document(signed.payload).value


def _read_base64(raw: bytes) -> bytes:
    """Some leave out the padding; there is no other freedom (RFC 4648 section 3.5)."""
    bare = raw.rstrip(b"=")
    try:
        encoded = base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except binascii.Error as error:
        raise _refusal("jose.base64", "The input is not base64.") from error
    exact = base64.b64encode(encoded)
    if raw not in (exact, exact.rstrip(b"=")):
        raise _refusal("jose.base64", "The input is not exact base64.")
    return encoded


_OPENERS = {"jose": _open_compact, "sdjwt": _open_sd_jwt, "cose": _open_cose}


def _require_conformant(document: JsonObject, feature: Feature, *, issuing: bool) -> None:
    # One type alone is fine in the data model (VCDM 2.0 section 4.5); the rules want an array.
    types = document.get("type")
    judged = document | {"type": [types]} if isinstance(types, str) else document
    if feature.kind == "vc":
        findings = [*find_vcdm_faults(judged, issuing=issuing)]
    else:
        findings = [*find_vp_faults(judged), *_envelope_faults(document)]
    # In the contexts of suites every word is a term; their words are judged all the same.
    findings += find_undefined_members(judged, {**conformance_contexts(), **contexts_in_use()})
    if findings:
        raise NotConformant("The document does not follow the data model.", findings=findings)


def _envelope_faults(presentation: JsonObject) -> list[Finding]:
    """VC-JOSE-COSE section 3.1.2: credentials in a presentation are secured, in an envelope."""
    credentials = presentation.get("verifiableCredential", [])
    listed = credentials if isinstance(credentials, list) else [credentials]
    message = "A credential in a presentation must be enveloped, with a data: URL as id."
    return [
        Finding("jose.enveloped", f"/verifiableCredential/{index}", message)
        for index, item in enumerate(listed)
        if not is_enveloped(item)
    ]


def _claim_faults(document: JsonObject) -> list[Finding]:
    """Registered claims that contradict the members they stand for (VC-JOSE-COSE section 3.1.3)."""
    subject = document.get("credentialSubject")
    expected = {
        "iss": _id_of(document.get("issuer", document.get("holder"))),
        "jti": document.get("id"),
        "sub": _id_of(subject),
    }
    return [
        Finding("data.claim_mismatch", f"/{claim}", "The claim contradicts the document.")
        for claim, value in expected.items()
        if claim in document and (value is None or document[claim] != value)
    ]


def _time_faults(document: JsonObject, now: datetime, ignores_end: bool) -> list[Finding]:
    """``nbf`` and ``exp`` in seconds, ``validFrom`` and ``validUntil`` as dates.

    ``iat`` is information and no more: some write a date there, and the signature is right.
    """
    findings = []
    moments = [
        ("nbf", _numeric_date, False),
        ("validFrom", _date_time_stamp, False),
        ("exp", _numeric_date, True),
        ("validUntil", _date_time_stamp, True),
    ]
    for name, read, is_end in moments:
        if name not in document or (is_end and ignores_end):
            continue
        moment = read(document[name])
        if moment is None:
            findings.append(Finding("data.schema", f"/{name}", "This is no moment."))
        elif is_end and moment <= now.timestamp():
            findings.append(Finding("time.expired", f"/{name}", "The time is over."))
        elif not is_end and moment > now.timestamp():
            findings.append(Finding("time.not_yet_valid", f"/{name}", "It is too early."))
    return findings


def _numeric_date(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value)


def _date_time_stamp(value: object) -> float | None:
    try:
        return read_instant(value).timestamp() if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def _id_of(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _ascii(raw: bytes) -> str:
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError as error:
        raise _refusal("jose.ascii", "A token has only ASCII characters.") from error


def _refusal(code: str, message: str) -> Refusal:
    return MalformedInput(message, findings=(Finding(code, "", message),))
