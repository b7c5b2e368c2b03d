"""Knows how to make a TLS certificate that signs itself: for this machine alone, to test with."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LOOPBACK_NAME = "localhost"
LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
_DAYS = 30
# A clock that is a little behind must not call a fresh certificate one of the future.
_BACKDATED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, repr=False)
class SelfSigned:
    """A certificate and its private key, both in PEM. Printing it shows neither."""

    certificate: bytes
    private_key: bytes


def make_self_signed(now: datetime) -> SelfSigned:
    """Make a P-256 certificate for ``localhost`` and the loopback addresses, good for 30 days.

    It may sign nothing but itself, so trusting it trusts no other certificate.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, LOOPBACK_NAME)])
    names: list[x509.GeneralName] = [x509.DNSName(LOOPBACK_NAME)]
    names += [x509.IPAddress(ip_address(address)) for address in LOOPBACK_ADDRESSES]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, SHA256())
    )
    return SelfSigned(
        certificate=certificate.public_bytes(Encoding.PEM),
        private_key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    )


def is_usable(kept: SelfSigned, now: datetime) -> bool:
    """Tell whether a certificate still has a day to go and belongs to its key."""
    try:
        certificate = x509.load_pem_x509_certificate(kept.certificate)
        key = load_pem_private_key(kept.private_key, password=None)
    except (ValueError, TypeError):
        return False
    return (
        certificate.not_valid_before_utc <= now
        and now + timedelta(days=1) <= certificate.not_valid_after_utc
        and certificate.public_key() == key.public_key()
    )
