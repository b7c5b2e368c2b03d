"""An issuer of elsewhere whose list can be spoiled, be a token, be old, or be of the older kind."""

import base64
import gzip
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from badgeservice.openbadges.status_list import StatusBits, status_entry, status_list_credential
from badgeservice.openbadges.verification import Check, Materials, Published, Report
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.strict_json import write_json
from simulator import LIST_URL, POSITION, Simulator, a_credential

_LONG_AGO = timedelta(minutes=5)
LEGACY_URL = "https://issuer.example/revocations"


@dataclass
class IssuerWithLists(Simulator):
    """``form`` is ``json`` or ``jwt``; None in a change removes the member."""

    form: str = "json"
    begins: datetime | None = None
    ends: datetime | None = None
    seen: datetime | None = None
    is_stale: bool = False
    legacy: bytes | None = None
    claims: dict[str, Any] = field(default_factory=dict)

    def status_list(self) -> bytes:
        unsigned = self._unsigned()
        if self.form == "json":
            signer = self.list_signer or self.key
            method, moment = self.method_id, self.now
            signed = add_proof(unsigned, signer=signer, verification_method=method, created=moment)
            return write_json(signed)
        signer = self.list_signer or self.token_key
        payload = without_none(unsigned | self.claims)
        return sign_compact(write_json(payload), signer=signer, kid=self.token_method_id).encode()

    def materials(self) -> Materials:
        given = super().materials()
        lists = dict(given.status_lists)
        source = lists[LIST_URL]
        if isinstance(source, Published):
            lists[LIST_URL] = replace(source, is_stale=self.is_stale, seen_valid_from=self.seen)
        if self.legacy is not None:
            lists[LEGACY_URL] = Published(self.legacy, age_seconds=9)
        return replace(given, status_lists=lists)

    def _unsigned(self) -> dict[str, Any]:
        unsigned = status_list_credential(
            list_url=LIST_URL,
            issuer_did=self.did,
            bits=StatusBits.empty().with_set(self.revoked),
            valid_from=self.begins or self.now - _LONG_AGO,
            valid_until=self.ends or self.now + timedelta(hours=1),
        )
        unsigned["credentialSubject"] = without_none(
            unsigned["credentialSubject"] | self.list_subject_changes
        )
        return without_none(unsigned | self.list_changes)


def with_entries(*changes: dict[str, Any]) -> dict[str, Any]:
    """A badge with one status entry for each change; one alone stands without an array."""
    entry = status_entry(LIST_URL, POSITION)
    entries = [
        without_none(entry | {"id": f"{LIST_URL}#entry-{number}"} | change)
        for number, change in enumerate(changes)
    ]
    return a_credential(credentialStatus=entries if len(entries) > 1 else entries[0])


def status_of(report: Report) -> Check:
    """The status check of a report."""
    (found,) = [check for check in report.checks if check.check_id == "status"]
    return found


def encoded(raw: bytes) -> str:
    """``encodedList`` of these bytes."""
    packed = gzip.compress(raw, mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def without_none(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
