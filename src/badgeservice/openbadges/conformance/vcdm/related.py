"""Integrity of related resources: each named once, with a digest that is not known to be wrong."""

from collections.abc import Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.shared import find_id_faults, find_object_faults
from badgeservice.proofs.context_digests import has_wrong_digest

_NAME: Final = "relatedResource"
_DIGESTS: Final = ("digestSRI", "digestMultibase")


def find_related_faults(credential: Place) -> Iterator[Finding]:
    """Related resources that break VCDM 2.0 section 5.3.

    A digest is compared only where the service knows the resource; nothing is ever fetched.
    """
    yield from find_object_faults(credential, _NAME)
    seen: set[str] = set()
    for resource in credential.objects(_NAME):
        yield from find_id_faults(resource, required=True)
        name = resource.value.get("id")
        if isinstance(name, str):
            if name in seen:
                sentence = "The same resource was named before."
                yield resource.finding("vcdm.related_twice", sentence, "id")
            seen.add(name)
        yield from _find_digest_faults(resource)


def _find_digest_faults(resource: Place) -> Iterator[Finding]:
    there = [name for name in _DIGESTS if name in resource.value]
    if not there:
        yield resource.finding("vcdm.related_digest", "A resource needs a digest.")
    for name in there:
        if not isinstance(resource.value[name], str) or not resource.value[name]:
            sentence = "A digest is one text."
            yield resource.finding("vcdm.related_digest", sentence, name)
        elif _is_wrong(resource, name):
            sentence = "The digest is not that of the resource as it is known here."
            yield resource.finding("vcdm.related_digest", sentence, name)


def _is_wrong(resource: Place, name: str) -> bool:
    url, digest = resource.value.get("id"), resource.value[name]
    if not isinstance(url, str):
        return False
    is_sri = name == _DIGESTS[0]
    wrong = has_wrong_digest(
        url,
        digest_sri=digest if is_sri else None,
        digest_multibase=None if is_sri else digest,
    )
    return wrong is True
