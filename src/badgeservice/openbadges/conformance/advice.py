"""What is allowed but not wise: warnings that never change a verdict."""

import re
from collections.abc import Iterator
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.contexts import NAME as CONTEXT
from badgeservice.openbadges.conformance.contexts import names_extensions
from badgeservice.openbadges.conformance.credential import needs_extensions
from badgeservice.openbadges.conformance.nodes import find_repetitions
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.subject import Gradings, gradings_of, may_be_value
from badgeservice.openbadges.conformance.survey import Survey

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_DISPLAYED: Final = {
    name: Finding("data.display_missing", f"/{name}", "Wallets show this member.")
    for name in ("name", "description", "image")
}
_DISPLAYED_OF_ISSUER: Final = {
    name: Finding(
        "data.display_missing", f"/issuer/{name}", "Readers look for this member of the issuer."
    )
    for name in ("name", "url")
}


def find_advice(credential: Place, survey: Survey) -> Iterator[Finding]:
    """Missing display members, values off their scale, and what only holds inside this badge."""
    yield from find_advice_for_badge(credential, gradings_of(credential))
    for embedded in survey.credentials:
        place = embedded.place
        if embedded.inherits_extensions and not names_extensions(place) and needs_extensions(place):
            sentence = "Taken out of this badge the endorsement lacks the extensions context."
            yield place.finding("data.context_extensions", sentence, CONTEXT)
    for place in survey.objects:
        yield from find_country_advice(place)
    yield from find_repetitions(survey.objects)


def find_advice_for_badge(credential: Place, gradings: Gradings) -> Iterator[Finding]:
    """Missing display members and values off their scale; ``gradings`` are of its achievement."""
    yield from _find_display_gaps(credential)
    yield from _find_odd_results(credential, gradings)


def find_country_advice(place: Place) -> Iterator[Finding]:
    """A country in one object that is not written as its code."""
    code = place.value.get("addressCountryCode")
    if isinstance(code, str) and _COUNTRY.fullmatch(code) is None:
        sentence = "A country code has two capital letters (ISO 3166-1 alpha-2)."
        yield place.finding("data.country_code", sentence, "addressCountryCode")


def _find_display_gaps(credential: Place) -> Iterator[Finding]:
    """Wallets show these; the displayer test of the certification wants them (section 1.1)."""
    members = credential.value
    for name in ("name", "description"):
        if not members.get(name):
            yield _DISPLAYED[name]
    if "image" not in members and not _has_achievement_image(members):
        yield _DISPLAYED["image"]
    issuer = members.get("issuer")
    if isinstance(issuer, dict):
        for name, finding in _DISPLAYED_OF_ISSUER.items():
            if not issuer.get(name):
                yield finding


def _has_achievement_image(credential: JsonObject) -> bool:
    subject = credential.get("credentialSubject")
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    return isinstance(achievement, dict) and "image" in achievement


def _find_odd_results(credential: Place, gradings: Gradings) -> Iterator[Finding]:
    subject = credential.object("credentialSubject")
    if subject is None or "result" not in subject.value:
        return
    for result in subject.objects("result"):
        name = result.value.get("resultDescription")
        description = gradings.descriptions.get(name) if isinstance(name, str) else None
        value = result.value.get("value")
        if description is not None and not may_be_value(description.value, value):
            sentence = "The value is not among the values that are possible."
            yield result.finding("data.result_value", sentence, "value")
