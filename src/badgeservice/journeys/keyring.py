"""Signing keys: made by an explicit act, kept wrapped, opened once and kept loaded."""

import hmac
from threading import Lock

from badgeservice.errors import KeyEncryptionKeyMissing
from badgeservice.proofs.keys import PrivateKey, Signer
from badgeservice.proofs.wrapping import KeyEncryptionKey, WrappedKey, unwrap, wrap


class Keyring:
    """Opens wrapped keys with the key-encryption key; without one it opens nothing."""

    def __init__(self, kek: KeyEncryptionKey | None) -> None:
        self._kek = kek
        self._loaded: dict[str, Signer] = {}
        self._lock = Lock()

    def protect(self, key: PrivateKey, verification_method: str) -> WrappedKey:
        """Wrap a new key, bound to the verification method it is for."""
        return wrap(key.to_pkcs8(), self._require_kek(), bound_to=verification_method)

    def signer(self, verification_method: str, wrapped: WrappedKey) -> Signer:
        """The loaded key behind a verification method; refuses ``KeyEncryptionKeyMissing``."""
        with self._lock:
            if verification_method not in self._loaded:
                opened = unwrap(wrapped, self._require_kek(), bound_to=verification_method)
                self._loaded[verification_method] = PrivateKey.from_pkcs8(opened)
            return self._loaded[verification_method]

    def digest(self, purpose: str, text: str) -> bytes:
        """32 bytes that nobody can work out from a copy of the database, however short the text.

        HMAC-SHA256 under a key of its own for each purpose, made from the key-encryption key.
        Without one, as where somebody tries the service out, it is only a hash.
        """
        secret = b"" if self._kek is None else self._kek.secret
        key = hmac.digest(secret, f"badgeservice digest, version 1: {purpose}".encode(), "sha256")
        return hmac.digest(key, text.encode(), "sha256")

    def _require_kek(self) -> KeyEncryptionKey:
        if self._kek is None:
            detail = "The key-encryption key is not here, so signing keys cannot be opened."
            hint = "Set BADGESERVICE_KEY_ENCRYPTION_KEY, or run `badgeservice keys init` once."
            raise KeyEncryptionKeyMissing(detail, hint=hint)
        return self._kek
