"""Knows how a private key lies in the database: sealed under a key-encryption key kept elsewhere.

AES-256-GCM-SIV (RFC 8452) seals it and ties it to its verification method, so that a row copied
under another issuer's name does not open. A stolen database alone signs nothing.
"""

import json
import re
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from badgeservice.errors import KeyEncryptionKeyMissing, MalformedInput, MalformedKey, TooLarge
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.strict_json import JsonLimits, read_document

SECRET_BYTES = 32
NONCE_BYTES = 12
_TAG_BYTES = 16
# An RSA key of 4096 bits is 2.4 KB in PKCS #8.
_LONGEST_CIPHERTEXT = 8 * 1_024
_KEK_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_PURPOSE = "badge signing key, wrapped, version 1"
_VERSION = "1"
_TEXT_MEMBERS = {"version", "kekId", "nonce", "ciphertext"}
_TEXT_LIMITS = JsonLimits(max_bytes=16 * 1_024, max_depth=2, max_members=8)


@dataclass(frozen=True, slots=True)
class KeyEncryptionKey:
    """The key that wraps signing keys, and the name it goes by in the database.

    ``kek_id``: 1 to 64 letters, digits, dots, dashes or underscores. ``secret``: 32 random bytes,
    never shown when printed. Refuses other shapes with ``MalformedKey``.
    """

    kek_id: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_kek_id(self.kek_id)
        if len(self.secret) != SECRET_BYTES:
            raise MalformedKey(
                "A key-encryption key has exactly 32 bytes.",
                hint="Make one with 32 bytes from the randomness of the operating system.",
            )


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A sealed private key: 12 bytes of nonce, and the ciphertext with its 16-byte tag."""

    kek_id: str
    nonce: bytes
    ciphertext: bytes

    def __post_init__(self) -> None:
        _check_kek_id(self.kek_id)
        if len(self.nonce) != NONCE_BYTES:
            raise MalformedKey("The nonce of a wrapped key has exactly 12 bytes.")
        if not _TAG_BYTES < len(self.ciphertext) <= _LONGEST_CIPHERTEXT:
            raise MalformedKey("The ciphertext of a wrapped key has an impossible length.")

    def to_text(self) -> str:
        """Write the wrapped key as one line of JSON, for one text column."""
        members = {
            "version": _VERSION,
            "kekId": self.kek_id,
            "nonce": base64url_encode(self.nonce),
            "ciphertext": base64url_encode(self.ciphertext),
        }
        return json.dumps(members, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "WrappedKey":
        """Read what ``to_text`` wrote; refuses everything else with ``MalformedKey``."""
        try:
            members = read_document(text.encode("utf-8"), _TEXT_LIMITS).value
            if members.keys() != _TEXT_MEMBERS or members["version"] != _VERSION:
                raise MalformedKey("The wrapped key has other members than version 1 has.")
            if any(not isinstance(value, str) for value in members.values()):
                raise MalformedKey("A member of the wrapped key is not a text.")
            return cls(
                kek_id=members["kekId"],
                nonce=base64url_decode(members["nonce"]),
                ciphertext=base64url_decode(members["ciphertext"]),
            )
        except (MalformedInput, TooLarge, UnicodeEncodeError) as error:
            raise MalformedKey("The text is not a wrapped key.") from error


def wrap(pkcs8: bytes, kek: KeyEncryptionKey, *, bound_to: str) -> WrappedKey:
    """Seal a private key for its verification method ``bound_to`` (an absolute DID URL).

    Refuses an empty key or an empty ``bound_to``. The nonce is fresh for each call.
    """
    if not pkcs8:
        raise MalformedKey("There is no key to wrap.")
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCMSIV(kek.secret).encrypt(nonce, pkcs8, _associated(kek.kek_id, bound_to))
    return WrappedKey(kek.kek_id, nonce, sealed)


def unwrap(wrapped: WrappedKey, kek: KeyEncryptionKey, *, bound_to: str) -> bytes:
    """Open a sealed private key; gives its PKCS #8 bytes.

    Refuses with ``KeyEncryptionKeyMissing`` when another key-encryption key sealed it, and with
    ``MalformedKey`` when the bytes were changed, belong to another verification method, or the
    key-encryption key has the right name but the wrong bytes: these cannot be told apart.
    """
    if wrapped.kek_id != kek.kek_id:
        raise KeyEncryptionKeyMissing(
            "Another key-encryption key sealed this signing key.",
            hint="Give the service the key-encryption key that is named beside the signing key.",
        )
    associated = _associated(wrapped.kek_id, bound_to)
    try:
        return AESGCMSIV(kek.secret).decrypt(wrapped.nonce, wrapped.ciphertext, associated)
    except InvalidTag as error:
        raise MalformedKey("The wrapped key was changed, moved or sealed differently.") from error


def _associated(kek_id: str, bound_to: str) -> bytes:
    if not bound_to:
        raise MalformedKey("A wrapped key is bound to a verification method.")
    # JSON keeps the three texts apart: no two different triples give the same bytes.
    return json.dumps([_PURPOSE, kek_id, bound_to]).encode("ascii")


def _check_kek_id(kek_id: str) -> None:
    if not _KEK_ID.fullmatch(kek_id):
        raise MalformedKey("The name of a key-encryption key has 1 to 64 plain characters.")
