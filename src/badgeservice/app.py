"""The web application, put together from its rooms."""

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel

from badgeservice.journeys.conforming.mode import Conformance
from badgeservice.journeys.parts import Parts
from badgeservice.web.api.openapi import describe
from badgeservice.web.api.routes import router as api
from badgeservice.web.faults import LastResort, answer_faults
from badgeservice.web.headers import API_VERSION, SecurityHeaders
from badgeservice.web.hot.handlers import hot_handlers
from badgeservice.web.hot.paths import HotPaths
from badgeservice.web.limits import Limits
from badgeservice.web.pages.routes import router as pages
from badgeservice.web.people.asking import SignInRates
from badgeservice.web.published import keys, profiles, status_lists, well_known
from badgeservice.web.rates import VerifyRates
from badgeservice.web.vcapi.openapi import describe_vc_api
from badgeservice.web.vcapi.routes import conformance_router
from badgeservice.web.vcapi.routes import router as vc_api


def create_app(parts: Parts, conformance: Conformance | None = None) -> FastAPI:
    """The application around working parts; it opens and closes nothing by itself.

    ``conformance`` adds the paths on which anybody may have something signed.
    """
    app = FastAPI(
        title="Badge service",
        version=API_VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # A trailing slash is another address (API Design Rules, no-trailing-slash).
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
        # What is asked of us is told to nobody, whatever the environment says (P-18).
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.parts = parts
    app.state.conformance = conformance
    # A suite asks as often and as fast as it can.
    rates = VerifyRates(parts.rules, now=parts.now)
    app.state.verify_rates = rates if conformance is None else None
    app.state.sign_in_rates = SignInRates(parts.rules, now=parts.now)
    published = (keys.router, status_lists.router, well_known.router, profiles.router)
    for room in (api, vc_api, *published, pages):
        app.include_router(room)
    if conformance is not None:
        app.include_router(conformance_router)
    app.state.openapi = describe(app, parts.addresses.public_url)
    app.state.vc_api = describe_vc_api(app, parts.addresses.public_url)
    answer_faults(app)
    # The last one added is the first one a request meets.
    app.add_middleware(HotPaths, handlers=hot_handlers(parts, app.state.verify_rates))
    app.add_middleware(Limits, rules=parts.rules)
    app.add_middleware(LastResort, served=app)
    # On this machine other programs speak plain http; a browser must not be told to refuse that.
    is_https = parts.addresses.public_url.startswith("https://") and conformance is None
    app.add_middleware(SecurityHeaders, is_https=is_https)
    return app


def _operation_id(route: APIRoute) -> str:
    return to_camel(route.name)
