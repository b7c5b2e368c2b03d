"""Knows compact JWS (RFC 7515): a strict reader in front of jwcrypto, and signing.

The library behind is lenient where it is measured to be: it takes blanks, spare bits and ECDSA
signatures of any length, so one signed credential has many spellings. The reader in front takes
one. Ids still never come from a token or a signature, but from the credential in it.
"""

import re
from dataclasses import dataclass

from jwcrypto.jwk import JWK  # type: ignore[import-untyped]
from jwcrypto.jws import JWS, InvalidJWSObject, InvalidJWSSignature  # type: ignore[import-untyped]

from badgeservice.document import JsonObject
from badgeservice.errors import (
    Finding,
    MalformedEncoding,
    MalformedJson,
    MalformedKey,
    MalformedToken,
    TooLarge,
)
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.jose.algorithms import (
    DEFAULT_ALGORITHMS,
    algorithm_of,
    plain_algorithm,
)
from badgeservice.proofs.keys import PublicKey, Signer, public_key_from_jwk
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_document, write_json

MAX_TOKEN_CHARACTERS = 512 * 1_024
MAX_HEADER_BYTES = DEFAULT_LIMITS.max_token_header_bytes
MAX_KID_CHARACTERS = 2_048

# T-4: Open Badges says JWT, the W3C says vc+jwt; a missing typ is taken too. Compared without
# regard to case, as media types are (RFC 7515 section 4.1.9).
CREDENTIAL_TYPES = frozenset({"jwt", "vc+jwt"})
PRESENTATION_TYPES = frozenset({"jwt", "vp+jwt"})
_SIGNED_TYPES = CREDENTIAL_TYPES | {"vp+jwt", "vc+sd-jwt", "vp+sd-jwt", "kb+jwt"}

# Open Badges 3.0 section 8.2: no other members in the header. That keeps out crit, b64 and zip,
# which change what is signed, and jku, x5u and x5c, which bring a key of the sender's choice.
_HEADER_MEMBERS = frozenset({"alg", "kid", "jwk", "typ", "cty"})
_MAX_HEADER_DEPTH = 4
_MAX_HEADER_MEMBERS = 64
_PRINTABLE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class CompactJws:
    """A token that passed the strict reader, taken apart; nothing in it is verified yet."""

    token: str
    header: JsonObject
    payload: bytes
    signature: bytes

    @property
    def typ(self) -> str | None:
        """The ``typ`` in lower case and without ``application/``; None when there is none."""
        value = self.header.get("typ")
        return _bare_type(value) if isinstance(value, str) else None


def parse_compact(
    token: str,
    *,
    max_characters: int = MAX_TOKEN_CHARACTERS,
    max_header_bytes: int = MAX_HEADER_BYTES,
    types: frozenset[str] = CREDENTIAL_TYPES,
    algorithms: frozenset[str] = DEFAULT_ALGORITHMS,
) -> CompactJws:
    """Take a compact JWS apart (RFC 7515 section 3.1).

    ``types`` holds the accepted ``typ`` values in lower case; a missing ``typ`` is accepted.
    Refuses anything but three full parts of exact base64url, a header over ``max_header_bytes`` or
    with a member that is not ``alg``, ``kid``, ``jwk``, ``typ`` or ``cty``, an ``alg`` that is not
    one of ``algorithms`` (``Ed25519`` is read as ``EdDSA``), and surrounding blanks: whoever reads
    a file trims it first.
    """
    if len(token) > max_characters:
        raise TooLarge(f"A token has at most {max_characters} characters.")
    parts = token.split(".", 3)
    if len(parts) != 3:
        raise _malformed("token.parts", "A compact JWS has three parts with a dot between them.")
    if not all(parts):
        raise _malformed("token.empty-part", "A part of the compact JWS is empty.")
    header_bytes, payload, signature = (_decode_part(part) for part in parts)
    header = _read_header(header_bytes, max_header_bytes)
    findings = _header_findings(header, types, algorithms)
    if findings:
        raise MalformedToken("The header of the token is not acceptable.", findings=findings)
    return CompactJws(token, header, payload, signature)


def sign_compact(
    payload: bytes,
    *,
    signer: Signer,
    kid: str | None,
    typ: str = "JWT",
    cty: str | None = None,
) -> str:
    """Sign bytes as compact JWS with header ``alg``, ``kid``, ``typ`` and ``cty``.

    ``alg`` comes from the key; ``kid`` is the URL of the verification method. What is None is left
    out. Raises ``ValueError`` for a key without a JWS algorithm, an empty payload, and a ``kid``,
    ``typ`` or ``cty`` that no reader of ours would take.
    """
    algorithm = algorithm_of(signer)
    if algorithm is None or not payload:
        raise ValueError("a token needs a payload and a key that signs tokens")
    members = {"alg": algorithm, "kid": kid, "typ": typ, "cty": cty}
    header: JsonObject = {name: value for name, value in members.items() if value is not None}
    if _header_findings(header, _SIGNED_TYPES, frozenset({algorithm})):
        raise ValueError("kid, typ or cty is not what a reader of ours accepts")
    # Put together here and not by jwcrypto, which wants the private key itself: a Signer may be
    # an HSM or a KMS that only answers sign(bytes).
    signing_input = f"{base64url_encode(write_json(header))}.{base64url_encode(payload)}"
    signature = signer.sign(signing_input.encode("ascii"))
    if len(signature) != signer.public_key.signature_bytes:
        raise ValueError("the signer gave a signature of another length than its key has")
    return f"{signing_input}.{base64url_encode(signature)}"


def verify_compact(jws: CompactJws, public_key: PublicKey) -> bool:
    """Tell whether the token is signed with this key, by the one algorithm the key is for.

    False for another ``alg`` in the header, and for a signature of another length than the
    algorithm has (RFC 7518 section 3.4), which the library would take.
    """
    claimed = jws.header.get("alg")
    algorithm = algorithm_of(public_key)
    if algorithm is None or plain_algorithm(claimed) != algorithm:
        return False
    if len(jws.signature) != public_key.signature_bytes:
        return False
    library = JWS()
    library.allowed_algs = [claimed]
    try:
        library.deserialize(jws.token)
        library.verify(JWK(**public_key.to_jwk()), alg=claimed)
    except (InvalidJWSObject, InvalidJWSSignature):
        return False
    # What is shown must be what was verified, also for a value somebody put together by hand.
    return bool(library.payload == jws.payload)


def _decode_part(part: str) -> bytes:
    try:
        return base64url_decode(part)
    except MalformedEncoding as error:
        raise _malformed("token.base64url", error.detail) from error


def _read_header(encoded: bytes, max_bytes: int) -> JsonObject:
    limits = JsonLimits(max_bytes, max_depth=_MAX_HEADER_DEPTH, max_members=_MAX_HEADER_MEMBERS)
    try:
        return read_document(encoded, limits).value
    except (MalformedJson, TooLarge) as error:
        raise MalformedToken(
            "The header of the token is not one small strict JSON object.",
            findings=error.findings or (Finding("token.header", "", error.detail),),
        ) from error


def _header_findings(
    header: JsonObject, types: frozenset[str], algorithms: frozenset[str]
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if not header.keys() <= _HEADER_MEMBERS:
        message = "The header has a member other than alg, kid, jwk, typ and cty."
        findings.append(Finding("token.header-member", "", message))
    if plain_algorithm(header.get("alg")) not in algorithms:
        message = f"The alg is not one of {', '.join(sorted(algorithms))}."
        findings.append(Finding("token.algorithm", "/alg", message))
    if "typ" in header and not _is_type(header["typ"], types):
        findings.append(Finding("token.type", "/typ", "The typ is not one that is expected here."))
    if "kid" in header and not _is_plain_text(header["kid"]):
        findings.append(Finding("token.kid", "/kid", "The kid is not a plain text without blanks."))
    if "cty" in header and not _is_plain_text(header["cty"]):
        findings.append(Finding("token.cty", "/cty", "The cty is not a plain text without blanks."))
    if "jwk" in header:
        findings.extend(_jwk_findings(header["jwk"]))
    return tuple(findings)


def _jwk_findings(jwk: object) -> tuple[Finding, ...]:
    if not isinstance(jwk, dict):
        return (Finding("token.jwk", "/jwk", "The jwk is not an object."),)
    try:
        public_key_from_jwk(jwk)
    except MalformedKey as error:
        return (Finding("token.jwk", "/jwk", error.detail),)
    return ()


def _is_type(value: object, types: frozenset[str]) -> bool:
    return isinstance(value, str) and _bare_type(value) in types


def _bare_type(value: str) -> str:
    # RFC 7515 section 4.1.9: the prefix may be left out, or not.
    return value.lower().removeprefix("application/")


def _is_plain_text(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MAX_KID_CHARACTERS
        and _PRINTABLE.fullmatch(value) is not None
    )


def _malformed(code: str, message: str) -> MalformedToken:
    return MalformedToken(message, findings=(Finding(code, "", message),))
