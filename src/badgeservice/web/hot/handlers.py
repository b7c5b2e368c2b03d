"""Which paths are hot, and who answers them."""

from starlette.types import ASGIApp

from badgeservice.journeys.parts import Parts
from badgeservice.web.hot.batch import VerifyMany
from badgeservice.web.hot.single import VerifyOne
from badgeservice.web.rates import VerifyRates


def hot_handlers(parts: Parts, rates: VerifyRates | None) -> dict[str, ASGIApp]:
    """A handler for each hot path; without ``rates`` nothing is counted."""
    return {
        "/v1/verifications": VerifyOne(parts, rates),
        "/v1/verifications/batch": VerifyMany(parts, rates),
    }
