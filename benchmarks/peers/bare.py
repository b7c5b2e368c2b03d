"""The limit: nothing but the signatures of an operation, by ``cryptography`` with loaded keys."""

import os
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.peers.worker import JsonObject, Operation, Operations, serve

Once = Callable[[], object]


def prepare(task: JsonObject) -> Operations:
    """Every operation as many signatures or checks as it needs, over as many bytes."""
    return {
        name: _repeat(*_pair(algorithm, os.urandom(length)), action, count)
        for name, (algorithm, action, count, length) in task["operations"].items()
    }


def _repeat(sign: Once, verify: Once, action: str, count: int) -> Operation:
    once = sign if action == "sign" else verify

    def run(_: object) -> None:
        for _number in range(count):
            once()

    return Operation(run)


def _pair(algorithm: str, message: bytes) -> tuple[Once, Once]:
    match algorithm:
        case "Ed25519":
            return _ed25519(message)
        case "P-256":
            return _p256(message)
        case "RSA-2048":
            return _rsa(message)
        case _:
            raise ValueError(algorithm)


def _ed25519(message: bytes) -> tuple[Once, Once]:
    key = Ed25519PrivateKey.generate()
    public, signature = key.public_key(), key.sign(message)
    return lambda: key.sign(message), lambda: public.verify(signature, message)


def _p256(message: bytes) -> tuple[Once, Once]:
    key, scheme = ec.generate_private_key(ec.SECP256R1()), ec.ECDSA(SHA256())
    public, signature = key.public_key(), key.sign(message, scheme)
    return lambda: key.sign(message, scheme), lambda: public.verify(signature, message, scheme)


def _rsa(message: bytes) -> tuple[Once, Once]:
    key, scheme = rsa.generate_private_key(65_537, 2_048), padding.PKCS1v15()
    public, signature = key.public_key(), key.sign(message, scheme, SHA256())
    return (
        lambda: key.sign(message, scheme, SHA256()),
        lambda: public.verify(signature, message, scheme, SHA256()),
    )


if __name__ == "__main__":
    serve({"bare": prepare})
