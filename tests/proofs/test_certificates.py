"""The certificate that signs itself: who takes it, and when it is made anew."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from badgeservice.proofs.certificates import SelfSigned, is_usable, make_self_signed

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_it_is_not_used_when_it_ends_within_a_day() -> None:
    made = make_self_signed(NOW)
    assert not is_usable(made, NOW + timedelta(days=29, hours=1))
    assert not is_usable(made, NOW + timedelta(days=31))


def test_it_is_not_used_before_it_begins() -> None:
    assert not is_usable(make_self_signed(NOW), NOW - timedelta(hours=1))


def test_it_is_not_used_with_the_key_of_another() -> None:
    one, other = make_self_signed(NOW), make_self_signed(NOW)
    assert not is_usable(SelfSigned(one.certificate, other.private_key), NOW)


@pytest.mark.parametrize("text", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_not_used(text: bytes) -> None:
    made = make_self_signed(NOW)
    assert not is_usable(SelfSigned(text, made.private_key), NOW)
    assert not is_usable(SelfSigned(made.certificate, text), NOW)


def test_it_may_sign_no_other_certificate() -> None:
    certificate = x509.load_pem_x509_certificate(make_self_signed(NOW).certificate)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    assert constraints.critical
    assert constraints.value.ca is False


def test_it_is_for_this_machine_alone() -> None:
    certificate = x509.load_pem_x509_certificate(make_self_signed(NOW).certificate)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    addresses = [str(one) for one in names.get_values_for_type(x509.IPAddress)]
    assert addresses == ["127.0.0.1", "::1"]


def test_printing_it_shows_no_key() -> None:
    assert "PRIVATE KEY" not in repr(make_self_signed(NOW))


def test_a_server_can_be_started_with_it(tmp_path: Path) -> None:
    made = make_self_signed(NOW)
    assert is_usable(made, NOW)
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    certificate.write_bytes(made.certificate)
    key.write_bytes(made.private_key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    assert context.cert_store_stats() == {"x509": 0, "crl": 0, "x509_ca": 0}
