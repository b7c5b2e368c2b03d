"""Knows COSE_Sign1 (RFC 9052 section 4.2) as VC-JOSE-COSE section 3.3 uses it: a strict reader.

One reading of every byte string: exactly the shortest CBOR, all of the header signed, no tags.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import cbor2

from badgeservice.errors import Finding, MalformedToken, TooLarge
from badgeservice.proofs.jose.compact import MAX_HEADER_BYTES, MAX_KID_CHARACTERS
from badgeservice.proofs.keys import PublicKey, Signer

MAX_COSE_BYTES = 512 * 1_024

# RFC 9052 section 3.1; 16 is the typ of RFC 9596.
ALG, CONTENT_TYPE, KID, TYP = 1, 3, 4, 16
_HEADER_MEMBERS = frozenset({ALG, CONTENT_TYPE, KID, TYP})
_SIGN1_TAG = b"\xd2"
_MAX_DEPTH = 2

# RFC 9053 section 2 and RFC 8812 section 2. As in a JWS, the algorithm belongs to the key.
_ALGORITHM_OF_KEY: Mapping[str, int] = {
    "P-256": -7,
    "Ed25519": -8,
    "P-384": -35,
    "P-521": -36,
    "RSA-2048": -257,
}


@dataclass(frozen=True, slots=True)
class CoseSign1:
    """A COSE_Sign1 that passed the strict reader; nothing in it is verified yet."""

    protected: bytes
    header: Mapping[int, Any]
    payload: bytes
    signature: bytes


def parse_cose_sign1(
    encoded: bytes, *, types: frozenset[str], contents: frozenset[str]
) -> CoseSign1:
    """Take a tagged COSE_Sign1 apart.

    ``types`` and ``contents`` hold the media types that the header may name as ``typ`` and as
    content type, in lower case; both may be missing. Refuses more than 512 KiB, CBOR that could be
    shorter or has anything behind it, a header that is not signed, members other than algorithm,
    content type, ``kid`` and ``typ``, and an empty payload or signature.
    """
    if len(encoded) > MAX_COSE_BYTES:
        raise TooLarge(f"A COSE_Sign1 has at most {MAX_COSE_BYTES} bytes.")
    if not encoded.startswith(_SIGN1_TAG):
        raise _malformed("cose.form", "This is not a tagged COSE_Sign1.")
    match _read_cbor(encoded[len(_SIGN1_TAG) :]):
        case [bytes(protected), {**unprotected}, bytes(payload), bytes(signature)]:
            pass
        case _:
            raise _malformed("cose.form", "A COSE_Sign1 has four parts, of which three are bytes.")
    if unprotected:
        raise _malformed("cose.header", "A part of the header is not signed.")
    if not payload or not signature or len(protected) > MAX_HEADER_BYTES:
        raise _malformed("cose.form", "A part of the COSE_Sign1 is empty or too long.")
    header = _read_cbor(protected)
    findings = _header_findings(header, types, contents)
    if findings:
        raise MalformedToken("The header of the COSE_Sign1 is not acceptable.", findings=findings)
    return CoseSign1(protected, header, payload, signature)


def sign_cose_sign1(
    payload: bytes, *, signer: Signer, kid: str, typ: str, content_type: str
) -> bytes:
    """Sign bytes as tagged COSE_Sign1 with a header that is signed as a whole.

    Raises ``ValueError`` for an empty payload and a key without COSE algorithm.
    """
    algorithm = _ALGORITHM_OF_KEY.get(signer.algorithm)
    if algorithm is None or not payload:
        raise ValueError("a COSE_Sign1 needs a payload and a key that signs")
    header = {ALG: algorithm, CONTENT_TYPE: content_type, KID: kid.encode("ascii"), TYP: typ}
    protected = cbor2.dumps(header)
    signature = signer.sign(_to_be_signed(protected, payload))
    return _SIGN1_TAG + cbor2.dumps([protected, {}, payload, signature])


def verify_cose_sign1(signed: CoseSign1, public_key: PublicKey) -> bool:
    """Tell whether it is signed with this key, by the one algorithm the key is for."""
    algorithm = _ALGORITHM_OF_KEY.get(public_key.algorithm)
    if algorithm is None or signed.header.get(ALG) != algorithm:
        return False
    return public_key.verify(signed.signature, _to_be_signed(signed.protected, signed.payload))


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    # The Sig_structure of RFC 9052 section 4.4, without external data.
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _refuse_tag(decoder: object) -> NoReturn:
    raise ValueError("no tags are expected here")


# The library would turn tagged values into numbers, dates and regular expressions.
_NO_TAGS: Mapping[int, Any] = defaultdict(lambda: _refuse_tag)


def _read_cbor(encoded: bytes) -> Any:
    try:
        value = cbor2.loads(
            encoded,
            semantic_decoders=_NO_TAGS,
            max_depth=_MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
        )
    except (cbor2.CBORError, ValueError, OverflowError) as error:
        raise _malformed("cose.cbor", "The CBOR cannot be read.") from error
    # Written again it is the same, or it had another spelling.
    if cbor2.dumps(value) != encoded:
        raise _malformed("cose.cbor", "The CBOR is not in its one shortest form.")
    return value


def _header_findings(
    header: Any, types: frozenset[str], contents: frozenset[str]
) -> tuple[Finding, ...]:
    if not isinstance(header, dict) or not all(_is_member(name) for name in header):
        message = "The header has a member other than algorithm, content type, kid and typ."
        return (Finding("cose.header", "", message),)
    findings = []
    algorithm = header.get(ALG)
    if type(algorithm) is not int or algorithm not in _ALGORITHM_OF_KEY.values():
        findings.append(Finding("cose.algorithm", "/1", "The algorithm is not a known one."))
    for member, known in ((CONTENT_TYPE, contents), (TYP, types)):
        if member in header and not _is_one_of(header[member], known):
            message = "The type is not one that is expected here."
            findings.append(Finding("cose.type", f"/{member}", message))
    if KID in header and not _is_kid(header[KID]):
        findings.append(Finding("cose.kid", "/4", "The kid is not a short byte string."))
    return tuple(findings)


def _is_member(name: object) -> bool:
    # True and 1.0 are equal to 1, but they are other CBOR.
    return type(name) is int and name in _HEADER_MEMBERS


def _is_one_of(value: object, known: frozenset[str]) -> bool:
    return isinstance(value, str) and value.lower() in known


def _is_kid(value: object) -> bool:
    return isinstance(value, bytes) and 0 < len(value) <= MAX_KID_CHARACTERS


def _malformed(code: str, message: str) -> MalformedToken:
    return MalformedToken(message, findings=(Finding(code, "", message),))
