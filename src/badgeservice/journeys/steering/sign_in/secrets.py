"""The secrets of signing in: how each is drawn, read, and known again without being kept."""

import hmac
import re
from hashlib import sha256

from badgeservice.journeys.parts import Parts
from badgeservice.proofs.encoding import base64url_encode

CODE_DIGITS = 6
_SECRET_BYTES = 32
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_CODE = re.compile(r"[0-9]{6}")
_BETWEEN_DIGITS = re.compile(r"[\s-]+")


def new_secret(parts: Parts) -> str:
    """256 random bits in base64url: for a link, a browser or a session."""
    return base64url_encode(parts.random_bytes(_SECRET_BYTES))


def new_code(parts: Parts) -> str:
    """Six random digits, for people to type."""
    drawn = int.from_bytes(parts.random_bytes(_SECRET_BYTES), "big")
    return f"{drawn % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def read_secret(text: str | None) -> str | None:
    """What came back, when it has the shape of a secret of ours."""
    return text if text is not None and _SECRET.fullmatch(text) else None


def read_code(text: str) -> str | None:
    """Six digits, however people write them: blanks and hyphens between them do not count."""
    digits = _BETWEEN_DIGITS.sub("", text)
    return digits if digits.isascii() and _CODE.fullmatch(digits) else None


def secret_hash(secret: str) -> bytes:
    """The only form in which a secret of 256 bits is kept: SHA-256."""
    return sha256(secret.encode()).digest()


def code_hash(parts: Parts, sign_in_id: str, code: str) -> bytes:
    """The only form in which a code is kept: keyed, for a million codes are quickly tried."""
    return parts.keyring.digest("sign-in code", f"{sign_in_id} {code}")


def form_mark(secret: str) -> str:
    """What a form must carry to come from a page of ours: known only to who holds the cookie."""
    return base64url_encode(hmac.digest(secret.encode(), b"form of ours, version 1", "sha256"))


def is_form_mark(secret: str, told: str) -> bool:
    """Whether this is that mark; takes as long for a wrong one as for the right one."""
    return hmac.compare_digest(form_mark(secret).encode(), told.encode())
