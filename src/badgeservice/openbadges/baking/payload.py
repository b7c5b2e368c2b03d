"""The credential text that travels in an image, and how large text and image may be."""

import re

from badgeservice.errors import Finding, MalformedImage, NoCredential, TooLarge

MAX_IMAGE_BYTES = 2 * 1024 * 1024
"""Largest image we bake into, make or read, in bytes."""

MAX_TEXT_BYTES = 512 * 1024
"""Largest credential text we bake or read, in bytes of UTF-8."""

JSON_BLANKS = " \t\r\n"

OLD_BADGE_HINT = (
    "This image holds an Open Badges 2.0 assertion. Ask the issuer for an Open Badges 3.0 badge."
)

# Three non-empty base64url parts. Whether the token is sound is for proofs.jose to say.
_COMPACT_JWS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)


def trim_payload(text: str) -> str:
    """Give the text to bake without surrounding blanks, which a reader would trim anyway.

    Refuses with ``NoCredential`` what is neither the text of a JSON object nor a compact JWS, and
    what no reader could give back (U+0000, lone surrogates); with ``TooLarge`` more than 512 KiB.
    """
    trimmed = text.strip(JSON_BLANKS)
    if not is_json(trimmed) and not _COMPACT_JWS.fullmatch(trimmed):
        detail = "The text to bake is neither a JSON object nor a compact JWS."
        raise NoCredential(detail)
    try:
        size = len(trimmed.encode())
    except UnicodeEncodeError as error:
        detail = "The text to bake holds half a character (a lone surrogate)."
        raise NoCredential(detail) from error
    if size > MAX_TEXT_BYTES:
        raise text_too_large()
    if "\0" in trimmed:
        detail = "The text to bake holds U+0000, which no image can carry."
        raise NoCredential(detail)
    return trimmed


def is_json(trimmed: str) -> bool:
    """Say whether trimmed text is a JSON object rather than a token (section 5.3 of OB 3.0)."""
    return trimmed.startswith("{") and trimmed.endswith("}")


def check_image_size(image: bytes, max_bytes: int = MAX_IMAGE_BYTES) -> None:
    """Refuse with ``TooLarge`` an image of more than ``max_bytes``."""
    if len(image) > max_bytes:
        detail = f"The image is larger than {max_bytes} bytes."
        raise TooLarge(detail)


def text_too_large(max_bytes: int = MAX_TEXT_BYTES) -> TooLarge:
    """Give the refusal of a credential text over ``max_bytes``."""
    return TooLarge(f"The credential in the image is larger than {max_bytes} bytes.")


def malformed(code: str, message: str) -> MalformedImage:
    """Give the refusal of an image for one reason; ``code`` starts with ``image.``."""
    return MalformedImage(message, findings=(Finding(code, "", message),))
