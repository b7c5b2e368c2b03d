"""What the answer comes down to in one sentence, and what to do now."""

from collections.abc import Mapping
from typing import Final

from badgeservice.openbadges.verification.sentences.codes import Sentence, both, of

_VALID: Final[Sentence] = ("Deze badge is echt en geldig.", "This badge is genuine and valid.")
_VALID_UNKNOWN: Final[Sentence] = (
    "De badge is echt, maar de gemeente kent deze uitgever niet.",
    "The badge is genuine, but the city does not know this issuer.",
)
_ADVICE_VALID: Final[Sentence] = (
    "Dit bestand bewijst niet wie voor je staat. Vraag daarom ook wie de eigenaar is.",
    "This file does not prove who is in front of you. Ask also who the owner is.",
)
_ADVICE_UNKNOWN: Final[Sentence] = (
    "Kijk zelf wie de uitgever is en of je die vertrouwt.",
    "Look up yourself who the issuer is and whether you trust them.",
)
_ADVICE_INVALID: Final[Sentence] = (
    "Vertrouw deze badge niet. Vraag de eigenaar om het originele bestand.",
    "Do not rely on this badge. Ask the owner for the original file.",
)
_ADVICE_LATER: Final[Sentence] = (
    "Wijs niemand hierom af. Probeer het later nog eens.",
    "Do not reject anyone for this. Try again later.",
)
_ADVICE_OTHER_FORM: Final[Sentence] = (
    "Wijs niemand hierom af. Opnieuw proberen helpt niet. Vraag de uitgever of de eigenaar om de "
    "badge in een andere vorm.",
    "Do not reject anyone for this. Trying again does not help. Ask the issuer or the owner for "
    "the badge in another form.",
)
_ADVICE_ISSUER: Final[Sentence] = (
    "Wijs niemand hierom af. Er lijkt iets mis bij de uitgever. Vraag het daar, of probeer het "
    "later nog eens.",
    "Do not reject anyone for this. Something seems wrong at the issuer. Ask them, or try again "
    "later.",
)
_ADVICE: Final[Mapping[str, Sentence]] = {
    "budget.exceeded": (
        "Wijs niemand hierom af. Probeer het later nog eens. Lukt het dan ook niet? Vraag de "
        "uitgever of de eigenaar om de badge in een andere vorm.",
        "Do not reject anyone for this. Try again later. Does it fail again? Ask the issuer or "
        "the owner for the badge in another form.",
    ),
    "canonicalisation.limit": _ADVICE_OTHER_FORM,
    "context.not_allowed": _ADVICE_OTHER_FORM,
    "data.not_judged": _ADVICE_OTHER_FORM,
    "did.malformed": _ADVICE_ISSUER,
    "did.not_found": _ADVICE_ISSUER,
    "did.tls": _ADVICE_ISSUER,
    "did.unreachable": _ADVICE_LATER,
    "did.unsupported_method": _ADVICE_OTHER_FORM,
    "proof.base_proof": (
        "Wijs niemand hierom af. Vraag de eigenaar om een versie die is gemaakt om te delen.",
        "Do not reject anyone for this. Ask the owner for a version that was made to be shared.",
    ),
    "proof.others_not_judged": _ADVICE_OTHER_FORM,
    "proof.unsupported_suite": _ADVICE_OTHER_FORM,
    "status.list_expired": _ADVICE_LATER,
    "status.list_invalid": _ADVICE_ISSUER,
    "status.range": _ADVICE_ISSUER,
    "status.revoked": (
        "Vertrouw deze badge niet meer. Vragen? Neem contact op met de uitgever.",
        "Do not rely on this badge any more. Questions? Contact the issuer.",
    ),
    "status.rollback": _ADVICE_ISSUER,
    "status.suspended": (
        "Stopgezet is niet hetzelfde als ingetrokken. Vraag de uitgever hoe het zit.",
        "Suspended is not the same as revoked. Ask the issuer how things stand.",
    ),
    "status.too_short": _ADVICE_ISSUER,
    "status.unreachable": _ADVICE_LATER,
    "status.unsupported": _ADVICE_OTHER_FORM,
    "time.expired": (
        "De badge was eerder wel geldig. Vraag of er een nieuwe is.",
        "The badge was valid before. Ask whether there is a newer one.",
    ),
    "time.not_yet_valid": (
        "Reken nog niet op deze badge. Vraag de eigenaar vanaf welke datum hij geldt.",
        "Do not rely on this badge yet. Ask the owner from which date it is valid.",
    ),
}
_INDETERMINATE_PREFIXES: Final = ("did.", "context.", "canonicalisation.", "budget.")


def summary(code: str, *, unknown_issuer: bool) -> dict[str, str]:
    """One sentence that answers: is it real?"""
    if code == "verdict.valid":
        return both(_VALID_UNKNOWN if unknown_issuer else _VALID)
    return of(code)


def advice(code: str, *, unknown_issuer: bool) -> dict[str, str]:
    """What to do now; who cannot be helped by waiting is not told to wait."""
    if code == "verdict.valid":
        return both(_ADVICE_UNKNOWN if unknown_issuer else _ADVICE_VALID)
    otherwise = _ADVICE_LATER if is_indeterminate(code) else _ADVICE_INVALID
    return both(_ADVICE.get(code, otherwise))


def is_indeterminate(code: str) -> bool:
    """Whether a code means "could not be checked" rather than "proved wrong"."""
    if code.startswith("status."):
        return code not in ("status.revoked", "status.suspended")
    return code.startswith(_INDETERMINATE_PREFIXES) or code in (
        "proof.unsupported_suite",
        "proof.others_not_judged",
        "proof.base_proof",
        "data.not_judged",
    )
