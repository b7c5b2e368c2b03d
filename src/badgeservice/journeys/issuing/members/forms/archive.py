"""The parts of a workbook file: how many there are and how large they become, before any is read.

What an archive says about its sizes may be a lie, so what comes out is counted as well.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from struct import error as StructError  # noqa: N812
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from badgeservice.journeys.issuing.members.sheet import Limits
from badgeservice.journeys.issuing.members.wording import too_large, unreadable

_BROKEN: Final = (
    *(BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, OverflowError),
    *(NotImplementedError, RuntimeError, StructError),
)
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_PIECE: Final = 64 * 1024
_ENCRYPTED: Final = 0x1
_SPREADSHEET: Final = "xl/workbook.xml"


@dataclass(slots=True)
class Archive:
    """An open workbook file; ``inflated`` counts the bytes that came out of it so far."""

    parts: Mapping[str, ZipInfo]
    opened: ZipFile
    limits: Limits
    inflated: int = field(default=0)

    def has(self, name: str) -> bool:
        """Whether there is a part of this name, in any case."""
        return name.lower() in self.parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part in pieces of 64 KiB; one that is not there is empty.

        Refuses ``TooLarge`` above the limits, and ``MalformedInput`` when it is broken.
        """
        entry = self.parts.get(name.lower())
        if entry is None:
            return
        inflated = 0
        try:
            with self.opened.open(entry) as part:
                while piece := part.read(_PIECE):
                    inflated += len(piece)
                    self.inflated += len(piece)
                    if inflated > self.limits.part_bytes:
                        raise too_large("members.too-large", self.limits.part_bytes)
                    if self.inflated > self.limits.all_parts_bytes:
                        raise too_large("members.too-large", self.limits.all_parts_bytes)
                    yield piece
        except _BROKEN as fault:
            raise unreadable("members.workbook") from fault


def open_archive(raw: bytes, limits: Limits) -> Archive:
    """The parts of an XLSX file.

    Refuses ``TooLarge`` for too many parts or too large ones, as told in the archive's own
    directory, and ``MalformedInput`` for another kind of file, with the kind.
    """
    if len(raw) > limits.file_bytes:
        raise too_large("members.too-large", limits.file_bytes)
    if raw.count(_DIRECTORY_ENTRY) > limits.parts:
        raise too_large("members.too-large", limits.parts)
    try:
        opened = ZipFile(BytesIO(raw))
        entries = opened.infolist()
    except _BROKEN as fault:
        raise unreadable("members.workbook") from fault
    parts = {entry.filename.lower(): entry for entry in entries}
    _refuse_other_kinds(parts)
    if len(parts) != len(entries):
        raise unreadable("members.workbook")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise unreadable("members.encrypted")
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise unreadable("members.workbook")
    if max((entry.file_size for entry in entries), default=0) > limits.part_bytes:
        raise too_large("members.too-large", limits.part_bytes)
    if sum(entry.file_size for entry in entries) > limits.all_parts_bytes:
        raise too_large("members.too-large", limits.all_parts_bytes)
    return Archive(parts, opened, limits)


def _refuse_other_kinds(parts: Mapping[str, ZipInfo]) -> None:
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in parts):
        raise unreadable("members.macros")
    if "xl/workbook.bin" in parts:
        raise unreadable("members.binary-workbook")
    if "content.xml" in parts and "mimetype" in parts:
        raise unreadable("members.open-document")
    if _SPREADSHEET not in parts and "_rels/.rels" not in parts:
        raise unreadable("members.other-file")
    if any(name.startswith(("word/", "ppt/")) for name in parts):
        raise unreadable("members.other-file")
