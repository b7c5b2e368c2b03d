"""Signing keys: made by an explicit act, kept wrapped, opened once and kept loaded."""

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

    def _require_kek(self) -> KeyEncryptionKey:
        if self._kek is None:
            detail = "The key-encryption key is not here, so signing keys cannot be opened."
            hint = "Set BADGESERVICE_KEY_ENCRYPTION_KEY, or run `badgeservice keys init` once."
            raise KeyEncryptionKeyMissing(detail, hint=hint)
        return self._kek
