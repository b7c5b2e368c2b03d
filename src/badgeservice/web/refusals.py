"""Refusals that only HTTP knows: the core never says these words."""

from typing import ClassVar

from badgeservice.errors import Refusal


class MethodNotAllowed(Refusal):
    """The address exists, but not for this method (RFC 9110 section 15.5.6)."""

    code: ClassVar[str] = "method-not-allowed"
    title: ClassVar[str] = "This method cannot be used here"


class NotAcceptable(Refusal):
    """None of the media types in ``Accept`` can be given (RFC 9110 section 15.5.7)."""

    code: ClassVar[str] = "not-acceptable"
    title: ClassVar[str] = "There is no form that you accept"


class UnsupportedMediaType(Refusal):
    """The body is of a type, or in a coding, that is not read here (RFC 9110 section 15.5.16)."""

    code: ClassVar[str] = "unsupported-media-type"
    title: ClassVar[str] = "This type of body is not read here"


class AddressTooLong(Refusal):
    """Path and query together are longer than the limit (RFC 9110 section 15.5.15)."""

    code: ClassVar[str] = "address-too-long"
    title: ClassVar[str] = "The address is too long"


class HeadersTooLarge(Refusal):
    """The request has too many headers, or too large ones (RFC 6585 section 5)."""

    code: ClassVar[str] = "headers-too-large"
    title: ClassVar[str] = "The headers are too large"


class TooManyRequests(Refusal):
    """Too much was asked in a while (RFC 6585 section 4).

    ``retry_after_seconds`` says when it may be asked again.
    """

    code: ClassVar[str] = "too-many-requests"
    title: ClassVar[str] = "Too many requests"

    def __init__(self, detail: str, *, hint: str = "", retry_after_seconds: int = 60) -> None:
        super().__init__(detail, hint=hint)
        self.retry_after_seconds = retry_after_seconds


class NotVerified(Refusal):
    """A credential or presentation was judged over the VC-API, and is not verified."""

    code: ClassVar[str] = "not-verified"
    title: ClassVar[str] = "It was not verified"


class OurMistake(Refusal):
    """Something unexpected went wrong on our side; what it was stays in the log."""

    code: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong on our side"
