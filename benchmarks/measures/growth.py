"""How the cost of verifying grows with the badge: 1 to 1,000 alignments, all of them different."""

from benchmarks.contestants import DIGITAL_BAZAAR, PYLD
from benchmarks.figures import LIMIT, OURS, Findings, Results, gather
from benchmarks.measures.bench import Bench
from benchmarks.supply import DOCUMENTS, ISSUER, JsonObject, Signing, describe, key_pair
from benchmarks.timing import Bare, Case

NAME = "growth"
TITLE = "Verify basic with more and more alignments"
SIZES = (1, 10, 100, 300, 1_000)
OPERATION = "verify"


def measure(bench: Bench) -> Findings:
    """All sizes, and what one more alignment costs."""
    found = bench.time([_case(size) for size in SIZES])
    return Findings(figures=found.figures, notes=_tell_slopes(gather([found], {})))


def subject(size: int) -> str:
    """The name of a size in the tables."""
    return f"{size:,} alignment{'s' if size > 1 else ''}"


def slope(results: Results, contestant: str, begin: int, end: int) -> float | None:
    """CPU seconds that each alignment adds between two sizes; None if one was not measured."""
    first = results.seconds((NAME, subject(begin), OPERATION), contestant)
    last = results.seconds((NAME, subject(end), OPERATION), contestant)
    return None if first is None or last is None else (last - first) / (end - begin)


def _tell_slopes(results: Results) -> list[str]:
    names = dict.fromkeys(name for row in results.rows for name in row.seconds if name != LIMIT)
    notes = []
    for name in names:
        early, late = slope(results, name, 10, 100), slope(results, name, 100, 1_000)
        if early is not None and late is not None:
            notes.append(
                f"One more alignment costs {name} {early * 1e6:,.1f} µs between 10 and 100,"
                f" and {late * 1e6:,.1f} µs between 100 and 1,000."
            )
    return notes


def _case(size: int) -> Case:
    pair = key_pair("Ed25519")
    signing = Signing(pair.private)

    def signed(number: int) -> str:
        return signing.text(_with_alignments(size, number), number)

    return Case(
        part=NAME,
        subject=subject(size),
        task=describe("embedded", pair, cryptosuite="eddsa-rdfc-2022"),
        operations={OPERATION: signed},
        contestants=(OURS, DIGITAL_BAZAAR, PYLD),
        bare={OPERATION: Bare("Ed25519", "verify")},
    )


def _with_alignments(size: int, number: int) -> JsonObject:
    """Different alignments in every badge, so that each has to be read: it is about growth."""
    base = DOCUMENTS["basic"](ISSUER)
    achievement = base["credentialSubject"]["achievement"]
    achievement["alignment"] = [_alignment(number * size + place) for place in range(size)]
    return base


def _alignment(number: int) -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetCode": f"{number:010X}",
        "targetDescription": f"Laat vaardigheid {number} zien tijdens trainen en begeleiden.",
        "targetName": f"Vaardigheid {number}",
        "targetFramework": "CompetentNL",
        "targetType": "ext:CompetentNL",
        "targetUrl": f"https://linkeddata.competentnl.nl/id/humancapability/{number:010X}",
    }
