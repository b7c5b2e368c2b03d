"""Who acts when a command acts: whoever may open the database may act for everybody in it."""

from badgeservice.journeys.caller import Caller, Role

_NAME = "command-line"


def city_caller() -> Caller:
    """The city, as it stands in the audit lines."""
    return Caller(_NAME, Role.CITY)


def issuer_caller(issuer_did: str) -> Caller:
    """An issuer, as it stands in the audit lines."""
    return Caller(_NAME, Role.ISSUER, issuer_did)
