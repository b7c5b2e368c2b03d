"""The routes of the VC-API: those that are always there, and those of conformance mode alone."""

from fastapi import APIRouter

from badgeservice.journeys.conforming.mode import PREFIX
from badgeservice.web.vcapi import issuing, overview, resolving, service, verifying

router = APIRouter()
router.include_router(overview.router)
for part in (verifying.router, resolving.router, service.router):
    router.include_router(part, prefix=PREFIX)

conformance_router = APIRouter(prefix=PREFIX)
for part in (issuing.router, verifying.proof_only):
    conformance_router.include_router(part)
