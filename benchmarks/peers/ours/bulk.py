"""Signing many awards of one achievement, one after another in one process."""

from badgeservice.openbadges.bulk import BulkSigner
from badgeservice.openbadges.issuing import IssuerSigner
from badgeservice.proofs.keys import PrivateKey
from benchmarks.awards import ADDRESSES, CLUB, achievement_of, read_award
from benchmarks.peers.worker import JsonObject, Operation, Operations
from benchmarks.supply import METHOD, moment


def prepare(task: JsonObject) -> Operations:
    """From what is known of an award to the bytes of its signed credential."""
    signer = PrivateKey.from_secret_multikey(task["multikey"]["secretKeyMultibase"])
    bulk = BulkSigner(
        achievement_of(task["subject"], CLUB, ADDRESSES),
        CLUB,
        ADDRESSES,
        IssuerSigner(signer, METHOD, METHOD),
        created=moment(0),
    )
    return {"issue": Operation(bulk.sign, read_award)}
