"""Who presents, and what: the holder of a presentation and the credentials in it."""

from collections.abc import Iterator

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.shared import find_id_faults, is_url


def find_holder_faults(presentation: Place) -> Iterator[Finding]:
    """A holder that is neither URL nor object with an id, credentials that are no objects.

    VCDM 2.0 section 4.13: the credentials are never strings or URLs. There may be none.
    """
    holder = presentation.object("holder")
    if holder is not None:
        yield from find_id_faults(holder, required=True)
    elif "holder" in presentation.value and not is_url(presentation.value["holder"]):
        sentence = "The holder must be a URL or an object with an id."
        yield presentation.finding("vcdm.holder", sentence, "holder")
    name = "verifiableCredential"
    credentials = presentation.value.get(name, [])
    for index, item in enumerate(credentials if isinstance(credentials, list) else [credentials]):
        if not isinstance(item, dict):
            sentence = "A presented credential must be an object."
            yield presentation.finding("vcdm.object", sentence, name, index)
