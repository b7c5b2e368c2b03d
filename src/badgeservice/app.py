"""The web application, put together from its rooms."""

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel

from badgeservice.journeys.parts import Parts
from badgeservice.web.api.openapi import describe
from badgeservice.web.api.routes import router as api
from badgeservice.web.faults import LastResort, answer_faults
from badgeservice.web.headers import API_VERSION, SecurityHeaders
from badgeservice.web.limits import Limits
from badgeservice.web.pages.routes import router as pages
from badgeservice.web.published import keys, profiles, status_lists, well_known


def create_app(parts: Parts) -> FastAPI:
    """The application around working parts; it opens and closes nothing by itself."""
    app = FastAPI(
        title="Badge service",
        version=API_VERSION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # A trailing slash is another address (API Design Rules, no-trailing-slash).
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
    )
    app.state.parts = parts
    for room in (api, keys.router, status_lists.router, well_known.router, profiles.router, pages):
        app.include_router(room)
    app.state.openapi = describe(app, parts.addresses.public_url)
    answer_faults(app)
    # The last one added is the first one a request meets.
    app.add_middleware(Limits)
    app.add_middleware(LastResort, served=app)
    is_https = parts.addresses.public_url.startswith("https://")
    app.add_middleware(SecurityHeaders, is_https=is_https)
    return app


def _operation_id(route: APIRoute) -> str:
    return to_camel(route.name)
