"""How often one network may ask to sign in, counted in this process; an address is not counted.

How many mails one address gets is bounded where they are made, so that no answer tells of it.
"""

from collections.abc import Callable
from datetime import datetime

from fastapi import Request

from badgeservice.journeys.parts import Rules
from badgeservice.web.addresses import address_of, network_of
from badgeservice.web.rates import Counter, Rate

_HOUR, _DAY = 3_600.0, 86_400.0


class SignInRates:
    """Requests to sign in, by the network they come from."""

    def __init__(self, rules: Rules, *, now: Callable[[], datetime]) -> None:
        self._proxies = rules.trusted_proxies
        rates = (Rate(rules.sign_ins_per_hour, _HOUR), Rate(rules.sign_ins_per_day, _DAY))
        self._networks = Counter(rates, now=now)

    def count(self, request: Request) -> int:
        """Count one and give 0, or give in how many whole seconds there is room again."""
        return self._networks.count(network_of(address_of(request, self._proxies)))
