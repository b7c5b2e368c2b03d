"""Images (section 1.3): pictures of credentials, achievements, profiles and recipients."""

from typing import Literal

from badgeservice.openbadges.model.base import ClosedClass, Maybe
from badgeservice.openbadges.model.scalars import Iri


class Image(ClosedClass):
    """A picture, always an object: a bare URL is refused (T-24). ``id`` is a URL or data URI."""

    id: Iri
    type: Literal["Image"]
    caption: Maybe[str] = None
