"""The VC-API in OpenAPI 3.1: a document of its own beside that of ``/v1``."""

from fastapi import FastAPI

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.mode import PREFIX
from badgeservice.web.api.openapi import complete_operation, describe_routes, operations_of
from badgeservice.web.vcapi.shapes import COMPONENTS

_DESCRIPTION = """\
Verify credentials and presentations of the W3C data model in the shape of the VC-API. The paths
that issue, derive and set a status are there in conformance mode only.

**Errors** are problem details (RFC 9457) with all findings at once. A `pointer` (RFC 6901) leads
into the request; for what is in an envelope it goes on inside the document that the token holds.
"""
_COUNTED = (f"{PREFIX}/credentials/verify", f"{PREFIX}/presentations/verify")
_STATUS = f"{PREFIX}/credentials/status"


def describe_vc_api(app: FastAPI, public_url: str) -> JsonObject:
    """The OpenAPI document of everything below ``/vc-api``."""
    document = describe_routes(
        app,
        PREFIX,
        title="Badge service, VC-API",
        description=_DESCRIPTION,
        servers=[{"url": public_url, "description": "This service"}],
    )
    for path, _, operation in operations_of(document):
        wanted = ["404"] if "{" in path or path == _STATUS else []
        complete_operation(operation, wanted=wanted, is_counted=path in _COUNTED)
    document["components"] = {
        "schemas": COMPONENTS,
        "securitySchemes": document["components"]["securitySchemes"],
    }
    return document
