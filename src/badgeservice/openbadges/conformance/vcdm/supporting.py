"""What stands beside the claims: status, schema, refreshing, terms of use and evidence."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.contexts import is_second_version
from badgeservice.openbadges.conformance.vcdm.shared import (
    find_id_faults,
    find_object_faults,
    has_type,
    is_url,
)
from badgeservice.openbadges.vocabulary import BITSTRING_ENTRY_TYPE

_TYPED: Final = (
    "credentialStatus",
    "credentialSchema",
    "refreshService",
    "termsOfUse",
    "evidence",
)
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,29}", re.ASCII)


def find_supporting_faults(
    place: Place, *, issuing: bool, names: Iterable[str] = _TYPED
) -> Iterator[Finding]:
    """Objects without a type (VCDM 2.0 section 4.5), or whose id is missing or no URL.

    A schema has an id in both versions; in VCDM 1.1 a status and a refresh service have one too.
    ``issuing`` refuses a status index that is not written in digits.
    """
    identified = {"credentialSchema"}
    if not is_second_version(place):
        identified |= {"credentialStatus", "refreshService"}
    for name in names:
        yield from find_object_faults(place, name)
        for item in place.objects(name):
            if not has_type(item):
                sentence = "This object must say what type it has."
                yield item.finding("vcdm.type", sentence, "type")
            yield from find_id_faults(item, required=name in identified)
    for entry in place.objects("credentialStatus"):
        types = entry.value.get("type")
        if BITSTRING_ENTRY_TYPE in (types if isinstance(types, list) else [types]):
            yield from _find_entry_faults(entry, issuing)


def _find_entry_faults(entry: Place, issuing: bool) -> Iterator[Finding]:
    """Bitstring Status List section 2.1."""
    code, status = "vcdm.status_entry", entry.value
    if not isinstance(status.get("statusPurpose"), str):
        yield entry.finding(code, "The purpose must be a text.", "statusPurpose")
    index = status.get("statusListIndex")
    is_number = type(index) is int and index >= 0
    if not (isinstance(index, str) and _INDEX.fullmatch(index)) and (issuing or not is_number):
        sentence = "The index must be written as a text of decimal digits."
        yield entry.finding(code, sentence, "statusListIndex")
    url = status.get("statusListCredential")
    if not is_url(url):
        yield entry.finding(code, "The list must be named by its URL.", "statusListCredential")
    elif status.get("id") == url:
        yield entry.finding(code, "The id of the entry must not be that of the list.", "id")
