"""What is allowed but not wise: warnings that never change a verdict."""

import re
from collections.abc import Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.contexts import NAME as CONTEXT
from badgeservice.openbadges.conformance.contexts import names_extensions
from badgeservice.openbadges.conformance.credential import needs_extensions
from badgeservice.openbadges.conformance.nodes import find_repetitions
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.subject import find_descriptions, may_be_value
from badgeservice.openbadges.conformance.survey import Survey

_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def find_advice(credential: Place, survey: Survey) -> Iterator[Finding]:
    """Missing display members, values off their scale, and what only holds inside this badge."""
    yield from _find_display_gaps(credential)
    yield from _find_odd_results(credential)
    for embedded in survey.credentials:
        place = embedded.place
        if embedded.inherits_extensions and not names_extensions(place) and needs_extensions(place):
            sentence = "Taken out of this badge the endorsement lacks the extensions context."
            yield place.finding("data.context_extensions", sentence, CONTEXT)
    for place in survey.objects:
        code = place.value.get("addressCountryCode")
        if isinstance(code, str) and _COUNTRY.fullmatch(code) is None:
            sentence = "A country code has two capital letters (ISO 3166-1 alpha-2)."
            yield place.finding("data.country_code", sentence, "addressCountryCode")
    yield from find_repetitions(survey.objects)


def _find_display_gaps(credential: Place) -> Iterator[Finding]:
    """Wallets show these; the displayer test of the certification wants them (section 1.1)."""
    for name in ("name", "description"):
        if not credential.value.get(name):
            yield credential.finding("data.display_missing", "Wallets show this member.", name)
    subject = credential.object("credentialSubject")
    achievement = subject.object("achievement") if subject is not None else None
    if "image" not in credential.value and (
        achievement is None or "image" not in achievement.value
    ):
        yield credential.finding("data.display_missing", "Wallets show this member.", "image")
    issuer = credential.object("issuer")
    if issuer is not None:
        for name in ("name", "url"):
            if not issuer.value.get(name):
                sentence = "Readers look for this member of the issuer."
                yield issuer.finding("data.display_missing", sentence, name)


def _find_odd_results(credential: Place) -> Iterator[Finding]:
    subject = credential.object("credentialSubject")
    achievement = subject.object("achievement") if subject is not None else None
    if subject is None or achievement is None:
        return
    descriptions = find_descriptions(achievement)
    for result in subject.objects("result"):
        name = result.value.get("resultDescription")
        description = descriptions.get(name) if isinstance(name, str) else None
        value = result.value.get("value")
        if description is not None and not may_be_value(description.value, value):
            sentence = "The value is not among the values that are possible."
            yield result.finding("data.result_value", sentence, "value")
