"""Status lists: publishing one list, publishing ten million entries, and reading one bit."""

from badgeservice.openbadges.status_list import DEFAULT_LENGTH, StatusBits, status_list_credential
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations
from benchmarks.supply import ISSUER, METHOD, moment

_ENTRIES_READ = 1_000


def prepare(task: JsonObject) -> Operations:
    """Inputs are numbers; each gives a list of its own with one entry in a hundred revoked."""
    signer = PrivateKey.from_secret_multikey(task["multikey"]["secretKeyMultibase"])
    url, lists = task["url"], task["lists"]
    cached = revoking(0)

    def publish(numbered: tuple[int, StatusBits]) -> bytes:
        number, bits = numbered
        begun, ended = moment(number), moment(number + 86_400)
        unsigned = status_list_credential(
            list_url=url, issuer_did=ISSUER, bits=bits, valid_from=begun, valid_until=ended
        )
        signed = add_proof(unsigned, signer=signer, verification_method=METHOD, created=begun)
        return write_json(signed)

    def publish_all(numbered: tuple[int, StatusBits]) -> None:
        first, bits = numbered
        for number in range(first, first + lists):
            publish((number, bits))

    def read(first: int) -> None:
        for position in range(first, first + _ENTRIES_READ):
            cached.is_set(position)

    return {
        "publish": Operation(publish, _numbered),
        f"publish {lists}": Operation(publish_all, _numbered),
        "read 1,000 bits": Operation(read, int),
    }


def revoking(number: int) -> StatusBits:
    """A list with one entry in a hundred revoked; which ones depends on the number."""
    count = DEFAULT_LENGTH // 100
    return StatusBits.empty().with_set(
        (number * 8_191 + place * place * 7_919) % DEFAULT_LENGTH for place in range(count)
    )


def _numbered(text: str) -> tuple[int, StatusBits]:
    return int(text), revoking(int(text))
