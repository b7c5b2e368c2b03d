"""Where the benchmark touches the inside of the service: one function for each place."""

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal
from badgeservice.proofs.canonical import Engines, canonicalise, choose_engines
from badgeservice.proofs.contexts import conformance_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.rdfc import DEFAULT_BUDGET


def switch_memo_off() -> None:
    """Remember no equal parts of documents from now on, in this process."""
    choose_engines(Engines(memo_entries=0))


def why_declined(document: JsonObject) -> str | None:
    """Say why the fast engine leaves a document to the general one; None when it takes it."""
    if not _engines:
        _engines.append(FastEngine(conformance_contexts()))
    try:
        _engines[0].canonicalise(document, "sha256", DEFAULT_BUDGET)
    except Declined as declined:
        return declined.reason
    return None


def is_refused(document: JsonObject) -> bool:
    """Whether the general engine does not take the document either."""
    try:
        canonicalise(document, contexts=conformance_contexts())
    except Refusal:
        return True
    return False


_engines: list[FastEngine] = []
