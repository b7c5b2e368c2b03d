"""Status lists: publishing one, publishing 77 (ten million entries), and reading a bit."""

from badgeservice.openbadges.status_list import DEFAULT_LENGTH
from benchmarks.contestants import DIGITAL_BAZAAR
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.supply import STATUS_LIST, describe, key_pair
from benchmarks.timing import Bare, Case

NAME = "status"
TITLE = "Status lists of 131,072 entries, 1 % revoked"
LISTS = 77


def measure(bench: Bench) -> Findings:
    """From bits to a signed list; one bit is read from a list that is in memory."""
    pair = key_pair("Ed25519")
    everything = f"publish {LISTS}"
    case = Case(
        part=NAME,
        subject="131,072 entries",
        task=describe("status list", pair, url=STATUS_LIST, lists=LISTS, length=DEFAULT_LENGTH),
        operations={"publish": str, everything: str, "read 1,000 bits": str},
        contestants=(OURS, DIGITAL_BAZAAR),
        bare={
            "publish": Bare("Ed25519", "sign"),
            everything: Bare("Ed25519", "sign", count=LISTS),
        },
    )
    return bench.time([case])
