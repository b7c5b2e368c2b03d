"""Who says what about whom: issuer, subjects, and the names and descriptions of a credential."""

import re
from collections.abc import Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place, Step
from badgeservice.openbadges.conformance.vcdm.shared import (
    find_id_faults,
    find_object_faults,
    is_url,
)

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DIRECTIONS: Final = ("ltr", "rtl")
_VALUE_MEMBERS: Final = frozenset({"@value", "@language", "@direction"})


def find_issuer_faults(credential: Place) -> Iterator[Finding]:
    """An issuer that is neither a URL nor an object with a URL as id (VCDM 2.0 section 4.7)."""
    issuer = credential.object("issuer")
    if issuer is not None:
        yield from find_id_faults(issuer, required=True)
    elif not is_url(credential.value.get("issuer")):
        sentence = "The issuer must be a URL or an object with an id."
        yield credential.finding("vcdm.issuer", sentence, "issuer")


def find_subject_faults(credential: Place) -> Iterator[Finding]:
    """A subject that is not there or empty, or has an id that is no URL (section 4.8)."""
    if "credentialSubject" not in credential.value:
        sentence = "A credential is about a subject."
        yield credential.finding("vcdm.object", sentence, "credentialSubject")
    yield from find_object_faults(credential, "credentialSubject")
    for subject in credential.objects("credentialSubject"):
        yield from find_id_faults(subject)


def find_text_faults(credential: Place) -> Iterator[Finding]:
    """Names and descriptions of credential and issuer that are no text in a language.

    VCDM 2.0 sections 4.6 and 11.1: a string, or value objects of ``@value``, ``@language`` and
    ``@direction`` and nothing else.
    """
    for place in (credential, credential.object("issuer")):
        for name in ("name", "description"):
            if place is not None and name in place.value:
                yield from _find_text_faults(place, name)


def _find_text_faults(place: Place, name: str) -> Iterator[Finding]:
    member = place.value[name]
    if isinstance(member, str):
        return
    several = isinstance(member, list) and len(member) > 0
    for index, item in enumerate(member if several else [member]):
        if not _is_text_in_language(item):
            steps: tuple[Step, ...] = (name, index) if several else (name,)
            sentence = "A text or a value object with @value, @language and @direction is needed."
            yield place.finding("vcdm.text", sentence, *steps)


def _is_text_in_language(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= _VALUE_MEMBERS:
        return False
    language = value.get("@language", "en")
    return (
        isinstance(value.get("@value"), str)
        and isinstance(language, str)
        and _LANGUAGE.fullmatch(language) is not None
        and value.get("@direction", "ltr") in _DIRECTIONS
    )
