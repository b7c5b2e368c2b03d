"""The other proof suites: ``ecdsa-rdfc-2019``, ``eddsa-jcs-2022`` and ``ecdsa-sd-2023``."""

from functools import partial

from badgeservice.openbadges.disclosure import mandatory_pointers
from badgeservice.proofs.selective.proof_value import (
    read_base_proof_value,
    read_derived_proof_value,
)
from badgeservice.proofs.strict_json import read_document
from benchmarks.contestants import DIGITAL_BAZAAR
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.peers.ours.selective import three_roles
from benchmarks.supply import DOCUMENTS, ISSUER, Signing, describe, key_pair, unsigned_text
from benchmarks.timing import Bare, Case

NAME = "suites"
TITLE = "Other proof suites"
AS_ISSUED = "ecdsa-sd-2023 basic"
ALL_FREE = "ecdsa-sd-2023 basic, nearly all free"
"""Few statements are mandatory, so that nearly every one needs a signature of its own."""

BASE_PROOF = "base proof"
BASE_PROOF_AS_ISSUED = (NAME, AS_ISSUED, BASE_PROOF)
BASE_PROOF_FREE = (NAME, ALL_FREE, BASE_PROOF)

_BOTH_WAYS = {"ecdsa-rdfc-2019": "P-256", "eddsa-jcs-2022": "Ed25519"}
_CHOSEN = ["/name", "/credentialSubject/achievement/name"]


def measure(bench: Bench) -> Findings:
    """All of them, interleaved."""
    basic = DOCUMENTS["basic"](ISSUER)
    return bench.time(
        [
            *(_both_ways(suite, subject) for suite in _BOTH_WAYS for subject in DOCUMENTS),
            _selective(AS_ISSUED, list(mandatory_pointers(basic))),
            _selective(ALL_FREE, ["/issuer"]),
        ]
    )


def _both_ways(suite: str, subject: str) -> Case:
    algorithm = _BOTH_WAYS[suite]
    pair = key_pair(algorithm)
    base = DOCUMENTS[subject](ISSUER)
    return Case(
        part=NAME,
        subject=f"{suite} {subject}",
        task=describe("embedded", pair, cryptosuite=suite),
        operations={
            "issue": partial(unsigned_text, base),
            "verify": partial(Signing(pair.private, cryptosuite=suite).text, base),
        },
        contestants=(OURS, DIGITAL_BAZAAR),
        bare={"issue": Bare(algorithm, "sign"), "verify": Bare(algorithm, "verify")},
    )


def _selective(subject: str, mandatory: list[str]) -> Case:
    pair = key_pair("P-256")
    base = DOCUMENTS["basic"](ISSUER)
    task = describe("selective", pair, mandatory=mandatory, chosen=_CHOSEN)
    roles = three_roles(task)

    def signed(number: int) -> bytes:
        return roles.sign(unsigned_text(base, number).encode())

    def derived(number: int) -> bytes:
        return roles.derive(signed(number))

    # One signature for each statement that may be left out, and one over all others.
    signed_value = read_document(signed(0)).value["proof"]["proofValue"]
    derived_value = read_document(derived(0)).value["proof"]["proofValue"]
    made = len(read_base_proof_value(signed_value).signatures) + 1
    checked = len(read_derived_proof_value(derived_value).signatures) + 1
    return Case(
        part=NAME,
        subject=subject,
        task=task,
        operations={
            BASE_PROOF: partial(unsigned_text, base),
            "derive": lambda number: signed(number).decode(),
            "verify": lambda number: derived(number).decode(),
        },
        contestants=(OURS, DIGITAL_BAZAAR),
        bare={
            BASE_PROOF: Bare("P-256", "sign", count=made),
            "verify": Bare("P-256", "verify", count=checked),
        },
        rotation=64,
    )
