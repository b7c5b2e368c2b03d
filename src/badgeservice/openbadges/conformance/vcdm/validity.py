"""From when until when: dates that can be read, in an order that makes sense."""

from collections.abc import Iterator
from fractions import Fraction

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.contexts import is_second_version
from badgeservice.openbadges.instants import exact_seconds


def find_validity_faults(credential: Place) -> Iterator[Finding]:
    """Dates that are no XSD dateTimeStamp, or an end before the start (VCDM 2.0 section 4.9).

    VCDM 1.1 demands ``issuanceDate``; 2.0 demands no date at all. A period in the past is fine.
    """
    begin, end = "validFrom", "validUntil"
    if not is_second_version(credential):
        begin, end = "issuanceDate", "expirationDate"
        if begin not in credential.value:
            sentence = "A credential of VCDM 1.1 says when it was issued."
            yield credential.finding("vcdm.date", sentence, begin)
    moments: dict[str, Fraction] = {}
    for name in (begin, end):
        if name not in credential.value:
            continue
        moment = _read(credential.value[name])
        if moment is None:
            sentence = "A dateTimeStamp with a zone is needed, such as 2026-01-31T09:00:00Z."
            yield credential.finding("vcdm.date", sentence, name)
        else:
            moments[name] = moment
    if len(moments) == 2 and moments[end] < moments[begin]:
        yield credential.finding("vcdm.period", "The credential ends before it begins.", end)


def _read(value: object) -> Fraction | None:
    if not isinstance(value, str):
        return None
    try:
        return exact_seconds(value)
    except ValueError:
        return None
