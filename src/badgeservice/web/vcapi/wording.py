"""Our sentences about badges, said of any credential: here nobody need know what a badge is."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedInput
from badgeservice.journeys.conforming.requests import moved_refusal
from badgeservice.openbadges.verification import sentences

_OWN: Final[Mapping[str, str]] = {
    "data.schema": "The credential does not follow the rules of the data model.",
}
_BADGE: Final = re.compile(r"\b([Bb])adge(?=s?\b)")


def sentence_of(code: str) -> str:
    """What a code means, in English, for whoever verifies credentials of any kind."""
    return _OWN.get(code) or about_credentials(sentences.of(code)["en"])


def about_credentials(sentence: str) -> str:
    """A sentence of ours that names badges, about credentials."""
    return _BADGE.sub(lambda found: "Credential" if found[1] == "B" else "credential", sentence)


def findings_about_credentials(findings: list[Finding]) -> list[Finding]:
    """The findings with sentences about credentials."""
    return [Finding(one.code, one.pointer, about_credentials(one.message)) for one in findings]


@contextmanager
def refusing_under(document: object, where: str) -> Iterator[None]:
    """Let what refuses the document under the member ``where`` say so in our words here."""
    try:
        yield
    except MalformedInput as refusal:
        sent: JsonObject = document if isinstance(document, dict) else {}
        moved = moved_refusal(refusal, sent, where)
        raise type(refusal)(
            about_credentials(moved.detail),
            hint=about_credentials(moved.hint),
            findings=findings_about_credentials(list(moved.findings)),
        ) from refusal
