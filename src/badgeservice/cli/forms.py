"""Badges as files: every form of a credential in a folder, whole or not at all."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from badgeservice.errors import Conflict, InvalidRequest, Unavailable
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.issuing.read_credential import FORMS, read_credential
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.printing.certificate import print_certificate


def write_forms(parts: Parts, caller: Caller, credential_id: str, folder: Path) -> list[Path]:
    """Write ``badge.json``, ``.jwt``, ``.png`` and ``.svg``; without a JWT when there is none.

    Beside them comes ``certificate.pdf`` with the recipient's name, to print. What is answered
    are the files that can be verified.
    """
    written = []
    for form in FORMS:
        try:
            body = read_credential(parts, caller, credential_id, form).body
        except InvalidRequest:
            # The issuer has no key for tokens; the other forms are complete without it.
            continue
        path = folder / f"badge.{form}"
        write_whole(path, body)
        written.append(path)
    # A badge that was revoked gets no paper.
    with suppress(Conflict):
        certificate = print_certificate(parts, caller, credential_id, "nl", with_name=True)
        write_whole(folder / "certificate.pdf", certificate)
    return written


def write_whole(path: Path, body: bytes) -> None:
    """Write a file so that whoever reads it, also after a crash, finds all of it or none.

    Only its owner may read it: who has which badge is nobody else's business.
    """
    with _files_are_ours(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(body)
        # A file made by tempfile is for its owner only.
        Path(file.name).replace(path)


def read_file(path: Path, max_bytes: int) -> bytes:
    """Up to ``max_bytes`` and one more, so that a reader can tell that there is too much."""
    with _files_are_ours(path), path.open("rb") as file:
        return file.read(max_bytes + 1)


def folder_name(row_number: int, given_name: str) -> str:
    """``04-sem``: to be found in the list, and safe on every disk."""
    ascii_name = unicodedata.normalize("NFKD", given_name).encode("ascii", "ignore").decode()
    word = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:40]
    return f"{row_number:02}-{word}" if word else f"{row_number:02}"


@contextmanager
def _files_are_ours(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unavailable(f"The file {path} cannot be used ({fault.strerror}).") from fault
