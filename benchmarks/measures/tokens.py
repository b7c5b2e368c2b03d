"""VC-JWT: the whole credential as the payload of a token, by three algorithms."""

from base64 import b64encode
from collections.abc import Mapping
from functools import partial

from badgeservice.proofs.keys import AlgorithmName, PrivateKey
from benchmarks.contestants import JOSE, JWCRYPTO
from benchmarks.figures import OURS, Findings
from benchmarks.measures.bench import Bench
from benchmarks.peers.ours.tokens import TokenSide
from benchmarks.supply import DOCUMENTS, ISSUER, METHOD, unsigned_text
from benchmarks.timing import Bare, Case

NAME = "tokens"
TITLE = "VC-JWT, rich"
ALGORITHMS: Mapping[str, AlgorithmName] = {
    "ES256": "P-256",
    "EdDSA": "Ed25519",
    "RS256": "RSA-2048",
}


def measure(bench: Bench) -> Findings:
    """The rich document: with the small one, little but the signature would be timed."""
    return bench.time([_case(alg, algorithm) for alg, algorithm in ALGORITHMS.items()])


def _case(alg: str, algorithm: AlgorithmName) -> Case:
    key = PrivateKey.generate(algorithm)
    base = DOCUMENTS["rich"](ISSUER)
    side = TokenSide(key, METHOD)

    def token(number: int) -> str:
        return side.issue(unsigned_text(base, number).encode())

    signed_bytes = len(token(0).rpartition(".")[0])
    return Case(
        part=NAME,
        subject=alg,
        task={
            "kind": "token",
            "alg": alg,
            "kid": METHOD,
            "pkcs8": b64encode(key.to_pkcs8()).decode(),
        },
        operations={"issue": partial(unsigned_text, base), "verify": token},
        contestants=(OURS, JOSE, JWCRYPTO),
        bare={
            "issue": Bare(algorithm, "sign", message_bytes=signed_bytes),
            "verify": Bare(algorithm, "verify", message_bytes=signed_bytes),
        },
    )
