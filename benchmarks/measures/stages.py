"""Where the time goes: the stages of ``eddsa-rdfc-2022``, each repeated on its own."""

from functools import partial

from benchmarks.contestants import DIGITAL_BAZAAR
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.supply import DOCUMENTS, ISSUER, Signing, describe, key_pair
from benchmarks.timing import Bare, Case

NAME = "stages"
TITLE = "Stages of eddsa-rdfc-2022"
STAGES = (
    "parse",
    "canonicalise document",
    "canonicalise proof options",
    "hash",
    "sign",
    "check signature",
    "serialise",
)


def measure(bench: Bench) -> Findings:
    """Both documents; every stage starts from a signed credential."""
    return bench.time([_case(subject) for subject in DOCUMENTS])


def _case(subject: str) -> Case:
    pair = key_pair("Ed25519")
    supply = partial(Signing(pair.private).text, DOCUMENTS[subject](ISSUER))
    return Case(
        part=NAME,
        subject=subject,
        task=describe("stages", pair),
        operations=dict.fromkeys(STAGES, supply),
        contestants=(OURS, DIGITAL_BAZAAR),
        bare={"sign": Bare("Ed25519", "sign"), "check signature": Bare("Ed25519", "verify")},
        # What comes before a stage is done for every input anew, and that takes a while.
        rotation=4,
    )
