"""Knows SD-JWT (RFC 9901) as VC-JOSE-COSE section 3.2 uses it: reading, verifying, showing less."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from badgeservice.document import JsonObject
from badgeservice.errors import TooLarge
from badgeservice.proofs.jose.algorithms import ALL_ALGORITHMS, DEFAULT_ALGORITHMS
from badgeservice.proofs.jose.compact import (
    MAX_HEADER_BYTES,
    MAX_TOKEN_CHARACTERS,
    CompactJws,
    parse_compact,
    verify_compact,
)
from badgeservice.proofs.jose.disclosures import (
    MAX_DISCLOSURES,
    Disclosed,
    malformed,
    put_in_place,
    read_disclosures,
)
from badgeservice.proofs.jose.paths import read_path
from badgeservice.proofs.keys import PublicKey
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits, read_document

CREDENTIAL_SD_TYPES = frozenset({"vc+sd-jwt"})
PRESENTATION_SD_TYPES = frozenset({"vp+sd-jwt"})
KEY_BINDING_TYPES = frozenset({"kb+jwt"})


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT taken apart: ``text`` is the whole; nothing in it is verified yet.

    ``disclosures`` are the texts between the tildes; ``key_binding`` is the compact JWS behind the
    last of them, with which the holder proves to have the key.
    """

    text: str
    jws: CompactJws
    disclosures: tuple[str, ...]
    key_binding: str | None

    @property
    def without_key_binding(self) -> str:
        """Everything up to and including the last tilde: what a key binding is about."""
        return "~".join((self.jws.token, *self.disclosures, ""))


def parse_sd_jwt(
    text: str,
    *,
    max_characters: int = MAX_TOKEN_CHARACTERS,
    max_header_bytes: int = MAX_HEADER_BYTES,
    types: frozenset[str] = CREDENTIAL_SD_TYPES,
    algorithms: frozenset[str] = DEFAULT_ALGORITHMS,
) -> SdJwt:
    """Take an SD-JWT apart (RFC 9901 section 4), with or without key binding.

    Refuses what ``parse_compact`` refuses of the signed part and of the key binding, an empty
    disclosure, more than 500 of them, and a text without any tilde. Whether the disclosures belong
    to it tells ``disclosed``.
    """
    if len(text) > max_characters:
        raise TooLarge(f"A token has at most {max_characters} characters.")
    # One more than may be there is enough to see that there are too many.
    parts = text.split("~", MAX_DISCLOSURES + 2)
    if len(parts) == 1:
        raise malformed("sd-jwt.form", "An SD-JWT has a tilde behind its signed part.")
    token, *disclosures, key_binding = parts
    if len(disclosures) > MAX_DISCLOSURES:
        raise TooLarge(f"An SD-JWT has at most {MAX_DISCLOSURES} disclosures.")
    if not all(disclosures):
        raise malformed("sd-jwt.form", "A disclosure of the SD-JWT is empty.")
    parse = partial(parse_compact, max_characters=max_characters, max_header_bytes=max_header_bytes)
    jws = parse(token, types=types, algorithms=algorithms)
    if key_binding:
        # Also where nobody asks for it: else any text behind the last tilde would be let through.
        parse(key_binding, types=KEY_BINDING_TYPES, algorithms=ALL_ALGORITHMS)
    return SdJwt(text, jws, tuple(disclosures), key_binding or None)


def verify_sd_jwt(sd_jwt: SdJwt, public_key: PublicKey) -> bool:
    """Tell whether the signed part is signed with this key of the issuer.

    That covers what ``disclosed`` gives: every disclosure hangs on a digest that is signed.
    """
    return verify_compact(sd_jwt.jws, public_key)


def disclosed(sd_jwt: SdJwt, limits: JsonLimits = DEFAULT_LIMITS) -> JsonObject:
    """Give the payload with everything that is disclosed in its place, and no trace of the rest.

    Refuses every irregularity of RFC 9901 section 7.1, as ``put_in_place`` and
    ``read_disclosures`` say, and a payload that is not one strict JSON object.
    """
    return _place(sd_jwt, limits).document


def reveal_only(sd_jwt: SdJwt, paths: Sequence[str], limits: JsonLimits = DEFAULT_LIMITS) -> SdJwt:
    """Show less: keep the disclosures of these members, of what is around and of what is in them.

    ``paths`` are written as for ``sign_sd_jwt``, and count elements as the issuer did. A key
    binding falls away: it was made for what was shown before. Refuses what
    ``disclosed`` refuses, and a path that is no disclosure.
    """
    places = _place(sd_jwt, limits).places
    wanted = [read_path(path) for path in paths]
    if not set(wanted) <= places.keys():
        raise malformed("sd-jwt.path-unknown", "A path does not name a disclosure.")
    kept = {
        disclosure.text
        for place, disclosure in places.items()
        if any(place[: len(path)] == path or path[: len(place)] == place for path in wanted)
    }
    texts = tuple(text for text in sd_jwt.disclosures if text in kept)
    shown = SdJwt("", sd_jwt.jws, texts, None)
    return SdJwt(shown.without_key_binding, sd_jwt.jws, texts, None)


def _place(sd_jwt: SdJwt, limits: JsonLimits) -> Disclosed:
    payload = read_document(sd_jwt.jws.payload, limits).value
    return put_in_place(payload, read_disclosures(sd_jwt.disclosures))
