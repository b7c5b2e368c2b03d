"""The status list of conformance mode: kept in memory, signed anew whenever it is asked for."""

from datetime import datetime, timedelta
from threading import Lock

from badgeservice.document import JsonObject
from badgeservice.errors import NotFound
from badgeservice.journeys.conforming.issuers import ThrowawayIssuer
from badgeservice.openbadges.status_list import StatusBits, status_entry, status_list_credential
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.strict_json import write_json

_VALID = timedelta(days=1)


class ThrowawayList:
    """Who has which position, and which positions are revoked; several threads may ask at once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._bits = StatusBits.empty()
        self._given_out = 0
        self._positions: dict[str, int] = {}
        self._lock = Lock()

    def give_entry(self, credential_id: str | None) -> JsonObject:
        """The status entry of a new credential; one without an id can never be revoked.

        Refuses ``NotFound`` when every position was given out.
        """
        with self._lock:
            position = self._given_out
            if position >= self._bits.length:
                raise NotFound("The list of this server is full.", hint="Start the server again.")
            self._given_out += 1
            if credential_id is not None:
                self._positions[credential_id] = position
        return status_entry(self.url, position)

    def revoke(self, credential_id: str) -> None:
        """Set the bit of a credential for good; refuses ``NotFound`` for one without an entry."""
        with self._lock:
            position = self._positions.get(credential_id)
            if position is None:
                raise NotFound("No credential with this id has a status here.")
            self._bits = self._bits.with_set([position])

    def signed(self, issuer: ThrowawayIssuer, now: datetime) -> bytes:
        """The list credential as the world reads it."""
        with self._lock:
            bits = self._bits
        unsigned = status_list_credential(
            list_url=self.url,
            issuer_did=issuer.did,
            bits=bits,
            valid_from=now,
            valid_until=now + _VALID,
        )
        # Bits here may change at any moment, so nobody is told to keep a copy.
        unsigned["credentialSubject"].pop("ttl")
        signed = add_proof(
            unsigned,
            signer=issuer.key,
            verification_method=issuer.verification_method,
            created=now,
        )
        return write_json(signed)
