"""Issuing and verifying with ``eddsa-rdfc-2022``: the suite of our own badges, whole."""

from functools import partial

from benchmarks.contestants import DIGITAL_BAZAAR, OPENBADGESLIB, PYLD
from benchmarks.figures import MEMO_OFF, OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.supply import DOCUMENTS, ISSUER, Signing, describe, key_pair, unsigned_text
from benchmarks.timing import Bare, Case

NAME = "embedded"
TITLE = "Issue and verify, eddsa-rdfc-2022"
SUITE = "eddsa-rdfc-2022"
CONTESTANTS = (OURS, MEMO_OFF, DIGITAL_BAZAAR, OPENBADGESLIB, PYLD)


def measure(bench: Bench) -> Findings:
    """Both documents, both directions."""
    return bench.time([_case(subject) for subject in DOCUMENTS])


def _case(subject: str) -> Case:
    pair = key_pair("Ed25519")
    base = DOCUMENTS[subject](ISSUER)
    return Case(
        part=NAME,
        subject=subject,
        task=describe("embedded", pair, cryptosuite=SUITE),
        operations={
            "issue": partial(unsigned_text, base),
            "verify": partial(Signing(pair.private).text, base),
        },
        contestants=CONTESTANTS,
        bare={"issue": Bare("Ed25519", "sign"), "verify": Bare("Ed25519", "verify")},
    )
