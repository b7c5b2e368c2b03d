"""The certificate of ``serve --tls self-signed``: made once, kept in the data folder."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from badgeservice.proofs.certificates import SelfSigned, is_usable, make_self_signed

_CERTIFICATE, _KEY = "localhost.crt", "localhost.key"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the certificate and its private key are."""

    certificate: Path
    private_key: Path


def self_signed_files(folder: Path, now: datetime) -> TlsFiles:
    """The certificate for this machine and its key, made when there is none that still holds.

    The key is readable by its owner only.
    """
    files = TlsFiles(folder / _CERTIFICATE, folder / _KEY)
    if _kept_is_usable(files, now):
        return files
    made = make_self_signed(now)
    _write(files.private_key, made.private_key)
    _write(files.certificate, made.certificate)
    return files


def _kept_is_usable(files: TlsFiles, now: datetime) -> bool:
    if not (files.certificate.is_file() and files.private_key.is_file()):
        return False
    kept = SelfSigned(files.certificate.read_bytes(), files.private_key.read_bytes())
    return is_usable(kept, now)


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once, never with the rights of a file that was there."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
