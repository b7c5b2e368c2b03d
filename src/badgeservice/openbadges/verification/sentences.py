"""What every code means, in Dutch and English at B1 level, and what to do about it."""

Sentence = tuple[str, str]

_CODES: dict[str, Sentence] = {
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
        "De badge heeft een oudere vorm.",
        "The badge has an older form.",
    ),
    "context.not_allowed": (
        "De badge gebruikt een woordenlijst die wij niet kennen.",
        "The badge uses a vocabulary that we do not know.",
    ),
    "canonicalisation.limit": (
        "De badge is te ingewikkeld om veilig te controleren.",
        "The badge is too complex to check safely.",
    ),
    "budget.exceeded": ("De controle duurde te lang.", "The check took too long."),
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
    "proof.chain": (
        "Een handtekening bouwt voort op een andere, maar die keten klopt niet.",
        "One signature builds on another, but that chain is not right.",
    ),
    "proof.base_proof": (
        "Dit is het exemplaar van de eigenaar zelf. Vraag om een gedeelde versie.",
        "This is the owner's own copy. Ask for a shared version.",
    ),
    "proof.legacy_suite": (
        "De handtekening is van een oudere soort.",
        "The signature is of an older kind.",
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
        "De lijst van ingetrokken badges is een eerdere kopie.",
        "The list of revoked badges is an earlier copy.",
    ),
    "status.index_not_string": (
        "De plaats op de lijst is als getal geschreven in plaats van als tekst.",
        "The place on the list is written as a number instead of a text.",
    ),
    "did.stale": (
        "De gegevens van de uitgever zijn een eerdere kopie.",
        "The issuer's details are an earlier copy.",
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

_VALID: Sentence = ("Deze badge is echt en geldig.", "This badge is genuine and valid.")
_VALID_UNKNOWN: Sentence = (
    "De badge is echt, maar de gemeente kent deze uitgever niet.",
    "The badge is genuine, but the city does not know this issuer.",
)
_ADVICE_VALID: Sentence = (
    "Dit bestand bewijst niet wie voor je staat. Vraag daarom ook wie de eigenaar is.",
    "This file does not prove who is in front of you. Ask also who the owner is.",
)
_ADVICE_UNKNOWN: Sentence = (
    "Kijk zelf wie de uitgever is en of je die vertrouwt.",
    "Look up yourself who the issuer is and whether you trust them.",
)
_ADVICE_INVALID: Sentence = (
    "Vertrouw deze badge niet. Vraag de eigenaar om het originele bestand.",
    "Do not rely on this badge. Ask the owner for the original file.",
)
_ADVICE_REVOKED: Sentence = (
    "Vertrouw deze badge niet meer. Vragen? Neem contact op met de uitgever.",
    "Do not rely on this badge any more. Questions? Contact the issuer.",
)
_ADVICE_INDETERMINATE: Sentence = (
    "Wijs niemand hierom af. Probeer het later nog eens of vraag de eigenaar.",
    "Do not reject anyone for this. Try again later or ask the owner.",
)
_ADVICE_SUSPENDED: Sentence = (
    "Stopgezet is niet hetzelfde als ingetrokken. Vraag de uitgever hoe het zit.",
    "Suspended is not the same as revoked. Ask the issuer how things stand.",
)
_ADVICE_EXPIRED: Sentence = (
    "De badge was eerder wel geldig. Vraag of er een nieuwe is.",
    "The badge was valid before. Ask whether there is a newer one.",
)
_INDETERMINATE_PREFIXES = ("did.", "context.", "canonicalisation.", "budget.")


def codes() -> tuple[str, ...]:
    """Every code a check can carry."""
    return tuple(_CODES)


def of(code: str) -> dict[str, str]:
    """Sentence of a code as ``{"nl": …, "en": …}``. An unknown code is our mistake: KeyError."""
    dutch, english = _CODES[code]
    return {"nl": dutch, "en": english}


def summary(code: str, *, unknown_issuer: bool) -> dict[str, str]:
    """One sentence that answers: is it real?"""
    if code == "verdict.valid":
        return _both(_VALID_UNKNOWN if unknown_issuer else _VALID)
    return of(code)


def advice(code: str, *, unknown_issuer: bool) -> dict[str, str]:
    """One or two sentences that say what to do now."""
    special = {
        "status.revoked": _ADVICE_REVOKED,
        "status.suspended": _ADVICE_SUSPENDED,
        "time.expired": _ADVICE_EXPIRED,
    }
    if code == "verdict.valid":
        return _both(_ADVICE_UNKNOWN if unknown_issuer else _ADVICE_VALID)
    if code in special:
        return _both(special[code])
    return _both(_ADVICE_INDETERMINATE if is_indeterminate(code) else _ADVICE_INVALID)


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


def _both(sentence: Sentence) -> dict[str, str]:
    return {"nl": sentence[0], "en": sentence[1]}
