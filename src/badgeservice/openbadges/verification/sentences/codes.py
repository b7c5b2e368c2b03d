"""What every code of a check means, in Dutch and English at B1 level."""

from collections.abc import Mapping
from typing import Final

Sentence = tuple[str, str]
"""The same in Dutch and in English."""

_CODES: Final[Mapping[str, Sentence]] = {
    "data.ok": ("De badge is goed opgebouwd.", "The badge is built correctly."),
    "data.schema": (
        "De badge volgt de regels van Open Badges 3.0 niet.",
        "The badge does not follow the rules of Open Badges 3.0.",
    ),
    "data.malformed": ("De badge is niet te lezen.", "The badge cannot be read."),
    "data.context_order": (
        "De badge noemt de woordenlijsten niet of in de verkeerde volgorde.",
        "The badge does not name its vocabularies, or names them in the wrong order.",
    ),
    "data.unsigned_term": (
        "In de badge staat iets dat niet onder de handtekening valt.",
        "The badge holds something that the signature does not cover.",
    ),
    "data.not_judged": (
        "De badge is zo geschreven dat wij hem niet veilig kunnen controleren.",
        "The badge is written in a way that we cannot check safely.",
    ),
    "data.claim_mismatch": (
        "De buitenkant van de badge zegt iets anders dan de binnenkant.",
        "The wrapper of the badge says something else than the badge itself.",
    ),
    "data.legacy_version": (
        "De badge heeft een oudere vorm. Op zich is dat geen probleem.",
        "The badge has an older form. That alone is no problem.",
    ),
    "context.not_allowed": (
        "De badge gebruikt een woordenlijst die wij niet kennen.",
        "The badge uses a vocabulary that we do not know.",
    ),
    "canonicalisation.limit": (
        "De badge is te ingewikkeld om veilig te controleren.",
        "The badge is too complex to check safely.",
    ),
    "budget.exceeded": (
        "De controle duurde te lang, dus we zijn gestopt.",
        "The check took too long, so we stopped.",
    ),
    "proof.ok": (
        "De handtekening klopt en is van de uitgever.",
        "The signature is right and belongs to the issuer.",
    ),
    "proof.invalid": (
        "De badge is veranderd nadat hij is uitgegeven, of de handtekening is vals.",
        "The badge was changed after it was issued, or the signature is false.",
    ),
    "proof.missing": ("De badge heeft geen handtekening.", "The badge has no signature."),
    "proof.key_not_authorised": (
        "De handtekening is gezet met een sleutel die niet van de uitgever is.",
        "The signature was made with a key that is not the issuer's.",
    ),
    "proof.purpose": (
        "De handtekening is gezet voor een ander doel.",
        "The signature was made for another purpose.",
    ),
    "proof.expired": ("De handtekening is verlopen.", "The signature has expired."),
    "proof.unsupported_suite": (
        "Dit soort handtekening kunnen we nog niet controleren.",
        "We cannot check this kind of signature yet.",
    ),
    "proof.others_not_judged": (
        "De handtekening van de uitgever klopt, maar een andere kunnen we niet controleren.",
        "The issuer's signature is right, but there is another that we cannot check.",
    ),
    "proof.from_future": (
        "De handtekening heeft een datum in de toekomst.",
        "The signature has a date in the future.",
    ),
    "proof.chain": (
        "Een handtekening bouwt voort op een andere, maar die keten klopt niet.",
        "One signature builds on another, but that chain is not right.",
    ),
    "proof.base_proof": (
        "Dit is het exemplaar van de eigenaar zelf. Het is niet gemaakt om te delen.",
        "This is the owner's own copy. It was not made to be shared.",
    ),
    "proof.legacy_suite": (
        "De handtekening is van een oudere soort. Op zich is dat geen probleem.",
        "The signature is of an older kind. That alone is no problem.",
    ),
    "key.revoked_before_signing": (
        "De sleutel van de uitgever was al ingetrokken.",
        "The issuer's key had already been withdrawn.",
    ),
    "key.weak": ("De sleutel van de uitgever is te zwak.", "The issuer's key is too weak."),
    "did.unreachable": (
        "We kunnen de gegevens van de uitgever nu niet ophalen.",
        "We cannot fetch the issuer's details now.",
    ),
    "did.not_found": (
        "Op het adres van de uitgever staan geen gegevens.",
        "There are no details at the issuer's address.",
    ),
    "did.malformed": (
        "De gegevens van de uitgever zijn niet te lezen.",
        "The issuer's details cannot be read.",
    ),
    "did.tls": (
        "De verbinding met de uitgever is niet veilig.",
        "The connection to the issuer is not secure.",
    ),
    "did.unsupported_method": (
        "We kennen dit soort uitgevers-adres niet.",
        "We do not know this kind of issuer address.",
    ),
    "status.ok": ("De badge is niet ingetrokken.", "The badge has not been revoked."),
    "status.none": (
        "De uitgever houdt voor deze badge geen lijst van intrekkingen bij.",
        "The issuer keeps no list of revocations for this badge.",
    ),
    "status.revoked": (
        "De uitgever heeft deze badge ingetrokken.",
        "The issuer has revoked this badge.",
    ),
    "status.suspended": (
        "De uitgever heeft deze badge voorlopig stopgezet.",
        "The issuer has suspended this badge for now.",
    ),
    "status.unreachable": (
        "We kunnen nu niet zien of de badge is ingetrokken.",
        "We cannot see now whether the badge has been revoked.",
    ),
    "status.list_invalid": (
        "De lijst van ingetrokken badges is niet te vertrouwen.",
        "The list of revoked badges cannot be trusted.",
    ),
    "status.list_expired": (
        "De lijst van ingetrokken badges is te oud.",
        "The list of revoked badges is too old.",
    ),
    "status.too_short": (
        "De lijst van ingetrokken badges is te kort.",
        "The list of revoked badges is too short.",
    ),
    "status.range": (
        "De badge staat niet op de lijst waar hij naar verwijst.",
        "The badge is not on the list it refers to.",
    ),
    "status.unsupported": (
        "Dit soort lijst van intrekkingen kunnen we niet lezen.",
        "We cannot read this kind of revocation list.",
    ),
    "status.rollback": (
        "We zagen eerder al een nieuwere lijst van ingetrokken badges dan deze.",
        "We have seen a newer list of revoked badges than this one.",
    ),
    "status.stale": (
        "We zagen een eerdere kopie van de lijst van ingetrokken badges. "
        "De nieuwste kunnen ontbreken.",
        "We saw an earlier copy of the list of revoked badges. The newest may be missing.",
    ),
    "status.index_not_string": (
        "De plaats op de lijst is als getal geschreven in plaats van als tekst.",
        "The place on the list is written as a number instead of a text.",
    ),
    "did.stale": (
        "De gegevens van de uitgever zijn een eerdere kopie. Wat net is veranderd, weten we niet.",
        "The issuer's details are an earlier copy. We do not know what was changed just now.",
    ),
    "refresh.none": (
        "De badge noemt geen plek voor een nieuwere versie.",
        "The badge names no place for a newer version.",
    ),
    "refresh.done": (
        "We hebben de nieuwste versie van de badge opgehaald en gecontroleerd.",
        "We fetched the newest version of the badge and checked that one.",
    ),
    "refresh.failed": (
        "Een nieuwere versie van de badge is niet op te halen. We keken naar deze.",
        "A newer version of the badge cannot be fetched. We looked at this one.",
    ),
    "refresh.other_credential": (
        "Op de plek voor een nieuwere versie staat een andere badge. We keken naar deze.",
        "The place for a newer version holds another badge. We looked at this one.",
    ),
    "refresh.available": (
        "Er is een nieuwere versie van deze badge.",
        "There is a newer version of this badge.",
    ),
    "endorsement.ok": ("De steun van anderen klopt.", "The endorsements by others are right."),
    "endorsement.invalid": (
        "Steun van anderen klopt niet. De badge zelf verandert daar niet door.",
        "An endorsement by others is not right. That does not change the badge itself.",
    ),
    "endorsement.unknown": (
        "Steun van anderen kunnen we nu niet controleren.",
        "We cannot check an endorsement by others now.",
    ),
    "endorsement.about_other": (
        "Steun van anderen gaat over iets anders dan deze badge.",
        "An endorsement by others is about something else than this badge.",
    ),
    "time.ok": ("De badge is op dit moment geldig.", "The badge is within its dates."),
    "time.expired": ("De badge is verlopen.", "The badge has expired."),
    "time.not_yet_valid": ("De badge is nog niet geldig.", "The badge is not valid yet."),
    "endorsement.none": (
        "Er zit geen steun van anderen bij. Dat hoeft ook niet.",
        "No endorsement of others comes with it. None is needed.",
    ),
    "endorsement.too_many": (
        "Er zit zoveel steun van anderen bij dat we niet alles hebben bekeken.",
        "There are so many endorsements by others that we did not look at all of them.",
    ),
    "check.not_asked": (
        "Niet gecontroleerd, want daar is niet om gevraagd.",
        "Not checked, because it was not asked for.",
    ),
    "check.not_reached": (
        "Niet gecontroleerd, want de controle is eerder gestopt.",
        "Not checked, because checking stopped before this.",
    ),
    "check.skipped": (
        "Niet gecontroleerd, omdat de handtekening niet klopt.",
        "Not checked, because the signature is not right.",
    ),
}


def codes() -> tuple[str, ...]:
    """Every code a check can carry."""
    return tuple(_CODES)


def of(code: str) -> dict[str, str]:
    """Sentence of a code as ``{"nl": …, "en": …}``. An unknown code is our mistake: KeyError."""
    return both(_CODES[code])


def both(sentence: Sentence) -> dict[str, str]:
    """A sentence as ``{"nl": …, "en": …}``."""
    dutch, english = sentence
    return {"nl": dutch, "en": english}
