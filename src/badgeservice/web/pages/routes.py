"""All pages, each in Dutch and below ``/en`` in English."""

from fastapi import APIRouter

from badgeservice.web.pages import achievements, assets, check, home, issuers, problems
from badgeservice.web.pages.designer import badges, preview
from badgeservice.web.pages.desk import mails, sign_in, start
from badgeservice.web.pages.skills import shared, skills
from badgeservice.web.pages.steering import routes as steering

router = APIRouter()
router.include_router(assets.router)
router.include_router(home.starts)
router.include_router(shared.images)
router.include_router(preview.images)
for part in (
    *(home.router, issuers.router, check.router, problems.router),
    *(skills.router, shared.router),
    *(sign_in.router, start.router, mails.router),
    badges.router,
    steering.router,
):
    router.include_router(part)
    router.include_router(part, prefix="/en")
# In Dutch these stand where the documents for programs are, and Accept chooses.
for part in (issuers.english, achievements.english):
    router.include_router(part, prefix="/en")
