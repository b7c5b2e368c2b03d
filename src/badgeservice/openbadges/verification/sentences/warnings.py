"""What a warning means, in Dutch and English at B1 level, and whom it concerns.

Most warnings tell the issuer's technician how to make better badges. Some tell whoever checks a
badge how far the verdict reaches; those are not to be hidden among technical details.
"""

from collections.abc import Mapping
from typing import Final

from badgeservice.openbadges.verification.sentences.codes import Sentence, both, codes, of

# Codes that no check carries; those of checks have their sentence there.
_WARNINGS: Final[Mapping[str, Sentence]] = {
    "data.claim_missing": (
        "In de omslag van de badge ontbreekt een gegeven.",
        "Something is missing from the wrapper of the badge.",
    ),
    "data.context_extensions": (
        "Steun van anderen in deze badge is los van de badge niet helemaal te lezen.",
        "An endorsement in this badge cannot be fully read apart from the badge.",
    ),
    "data.context_version": (
        "De badge noemt een andere versie van de woordenlijst van Open Badges.",
        "The badge names another version of the vocabulary of Open Badges.",
    ),
    "data.country_code": (
        "Een land is niet met twee hoofdletters geschreven.",
        "A country is not written with two capital letters.",
    ),
    "data.credential_schema": (
        "De badge verwijst niet goed naar de regels voor zijn opbouw.",
        "The badge does not refer well to the rules for how it is built.",
    ),
    "data.display_missing": (
        "Er ontbreekt iets dat apps graag laten zien, zoals een naam of een plaatje.",
        "Something is missing that apps like to show, such as a name or a picture.",
    ),
    "data.identity_md5": (
        "Een gegeven van de eigenaar is verborgen op een manier die te zwak is.",
        "A detail of the owner is hidden in a way that is too weak.",
    ),
    "data.identity_unsalted": (
        "Een verborgen gegeven van de eigenaar is makkelijk te raden.",
        "A hidden detail of the owner is easily guessed.",
    ),
    "data.issuer_bare": (
        "De badge noemt alleen het adres van de uitgever, niet de naam.",
        "The badge only gives the address of the issuer, not the name.",
    ),
    "data.national_identity_number": (
        "In de badge staat een nummer van de overheid, zoals een BSN. Bewaar of deel dat niet.",
        "The badge holds a national identity number, such as a BSN. Do not keep or share it.",
    ),
    "data.node_clash": (
        "Twee delen van de badge spreken elkaar tegen. Vraag de uitgever wat klopt.",
        "Two parts of the badge contradict each other. Ask the issuer which is right.",
    ),
    "data.node_repeated": (
        "Iets staat twee keer in de badge.",
        "Something stands in the badge twice.",
    ),
    "data.result_value": (
        "Een uitslag in de badge is geen van de uitslagen die mogelijk zijn.",
        "A result in the badge is not one of the results that are possible.",
    ),
}
_FOR_READERS: Final = frozenset(
    {
        "data.legacy_version",
        "data.national_identity_number",
        "data.node_clash",
        "data.result_value",
        "did.stale",
        "proof.legacy_suite",
        "status.stale",
    }
)
_FOR_READERS_TOO: Final = ("endorsement.", "refresh.")


def warning_codes() -> tuple[str, ...]:
    """Every code that only a warning can carry, and no check."""
    return tuple(_WARNINGS)


def of_warning(code: str) -> dict[str, str]:
    """Sentence of a warning; one that a check can carry too has the same. Unknown: KeyError."""
    return both(_WARNINGS[code]) if code in _WARNINGS else of(code)


def has_sentences(code: str) -> bool:
    """Whether a code is that of a check or a warning, and not only of a finding."""
    return code in _WARNINGS or code in codes()


def concerns_reader(code: str) -> bool:
    """Whether a warning matters to who checks a badge, and not only to who makes badges."""
    return code in _FOR_READERS or code.startswith(_FOR_READERS_TOO)
