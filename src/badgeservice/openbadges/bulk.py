"""Signing many awards of one achievement: what they share is checked and prepared once.

What comes out is, byte for byte, what ``issuing`` gives for the same award.
"""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.openbadges.award import AchievementVersion, Award
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.issuing import (
    IssuerSigner,
    prepare,
    sign_as_token,
    unsigned_credential,
)
from badgeservice.openbadges.publishing import Addresses
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification.report import instant_text
from badgeservice.proofs.data_integrity import Series

# Where the credentials of one achievement differ. All but the narrative are written by us, in one
# form; the narrative is what people write, and is there or not.
_PATHS = (
    ("id",),
    ("validFrom",),
    ("awardedDate",),
    ("credentialSubject", "id"),
    ("credentialStatus", "id"),
    ("credentialStatus", "statusListIndex"),
    ("credentialStatus", "statusListCredential"),
)
_NARRATIVE = ("credentialSubject", "narrative")


@dataclass(frozen=True, slots=True)
class SignedForms:
    """One credential in its signed forms: the JSON as bytes and, with a token key, the VC-JWT."""

    document: bytes
    token: str | None


class BulkSigner:
    """Signs awards of one version of an achievement that differ in ids, moment, position and text.

    ``created`` is the moment of all their proofs, in whole seconds.
    """

    def __init__(
        self,
        achievement: AchievementVersion,
        issuer: Issuer,
        addresses: Addresses,
        key: IssuerSigner,
        *,
        created: datetime,
        token_key: IssuerSigner | None = None,
    ) -> None:
        self._achievement = achievement
        self._issuer = issuer
        self._addresses = addresses
        self._key = key
        self._created = created
        self._token_key = token_key
        # By whether there is a narrative.
        self._series: dict[bool, Series] = {}
        self._checked: set[str | None] = set()

    def sign(self, award: Award) -> SignedForms:
        """Sign one award; refuses ``NotConformant`` with all findings, as ``prepare`` does."""
        narrative = award.narrative or None
        if narrative not in self._checked:
            # What is written once is checked once; the rest has the form of the first one.
            prepare(self._credential(award))
            self._checked.add(narrative)
        series = self._series.get(narrative is not None)
        if series is None:
            series = self._series[narrative is not None] = self._begin(award)
        document = series.sign(self._values(award))
        return SignedForms(document, self._sign_token(award))

    def _sign_token(self, award: Award) -> str | None:
        return sign_as_token(self._credential(award), self._token_key) if self._token_key else None

    def _credential(self, award: Award) -> JsonObject:
        return unsigned_credential(award, self._achievement, self._issuer, self._addresses)

    def _begin(self, award: Award) -> Series:
        return Series(
            self._credential(award),
            (*_PATHS, _NARRATIVE) if award.narrative else _PATHS,
            signer=self._key.signer,
            verification_method=self._key.verification_method,
            created=self._created,
        )

    def _values(self, award: Award) -> list[str]:
        """The texts at the paths, as ``unsigned_credential`` writes them."""
        awarded = instant_text(award.awarded_at)
        list_url = self._addresses.status_list(award.status_list_id)
        entry = status_entry(list_url, award.status_position)
        values = [
            award.credential_id,
            awarded,
            awarded,
            award.subject_id,
            entry["id"],
            entry["statusListIndex"],
            list_url,
        ]
        return [*values, award.narrative] if award.narrative else values
