"""Knows documents secured with JOSE: compact JWS, SD-JWT and the envelopes around them."""

from badgeservice.proofs.jose.algorithms import ALL_ALGORITHMS, DEFAULT_ALGORITHMS, algorithm_of
from badgeservice.proofs.jose.claims import claims_document
from badgeservice.proofs.jose.compact import (
    CREDENTIAL_TYPES,
    MAX_HEADER_BYTES,
    MAX_KID_CHARACTERS,
    MAX_TOKEN_CHARACTERS,
    PRESENTATION_TYPES,
    CompactJws,
    parse_compact,
    sign_compact,
    verify_compact,
)
from badgeservice.proofs.jose.envelopes import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    envelope,
    envelope_kind,
    enveloped,
    is_enveloped,
)
from badgeservice.proofs.jose.key_binding import (
    Challenge,
    KeyBinding,
    check_key_binding,
    confirmation_key,
    sign_key_binding,
)
from badgeservice.proofs.jose.sd_jwt import (
    CREDENTIAL_SD_TYPES,
    PRESENTATION_SD_TYPES,
    SdJwt,
    disclosed,
    parse_sd_jwt,
    reveal_only,
    verify_sd_jwt,
)
from badgeservice.proofs.jose.sd_signing import sign_sd_jwt

__all__ = [
    "ALL_ALGORITHMS",
    "CREDENTIAL_SD_TYPES",
    "CREDENTIAL_TYPES",
    "DEFAULT_ALGORITHMS",
    "ENVELOPED_CREDENTIAL",
    "ENVELOPED_PRESENTATION",
    "MAX_HEADER_BYTES",
    "MAX_KID_CHARACTERS",
    "MAX_TOKEN_CHARACTERS",
    "PRESENTATION_SD_TYPES",
    "PRESENTATION_TYPES",
    "Challenge",
    "CompactJws",
    "KeyBinding",
    "SdJwt",
    "algorithm_of",
    "check_key_binding",
    "claims_document",
    "confirmation_key",
    "disclosed",
    "envelope",
    "envelope_kind",
    "enveloped",
    "is_enveloped",
    "parse_compact",
    "parse_sd_jwt",
    "reveal_only",
    "sign_compact",
    "sign_key_binding",
    "sign_sd_jwt",
    "verify_compact",
    "verify_sd_jwt",
]
