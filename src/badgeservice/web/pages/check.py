"""The page where anyone checks a badge: a form, and the verdict. Nothing that is sent is kept."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from badgeservice.errors import MalformedImage, MalformedInput, NoCredential, Refusal, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.web.auth import EVERYONE, WorkingParts, parts_of
from badgeservice.web.bodies import read_body
from badgeservice.web.pages.achievements import catalogue_of
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.verdicts import show
from badgeservice.web.pages.wording import Language
from badgeservice.web.problems import status_of
from badgeservice.web.rates import COUNTED

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

_FORMS = ("multipart/form-data",)
# Room for the boundaries and part headers around the file and the text.
_AROUND_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was sent with the form: ``raw`` from ``field``, or the ``fault`` to tell about it."""

    field: str = "file"
    raw: bytes = b""
    fault: str = ""
    status: int = 400


async def submitted(request: Request) -> Submitted:
    """Read the form in memory: nothing of it touches a disk (P-18)."""
    rules = (await parts_of(request)).rules
    limit = rules.max_image_bytes + rules.max_verify_bytes + _AROUND_BYTES
    try:
        _, raw = await read_body(request, _FORMS, lambda _: limit)
    except TooLarge:
        return Submitted(fault="too-large", status=413)
    parser = MultiPartParser(
        request.headers,
        _in_one_piece(raw),
        max_files=1,
        max_fields=1,
        max_part_size=rules.max_verify_bytes,
    )
    # By default larger files go to a file on disk.
    parser.spool_max_size = limit
    try:
        form = await parser.parse()
    except MultiPartException:
        return Submitted(fault="unreadable")
    try:
        return await _choose(form)
    finally:
        await form.close()


@router.get("/check")
def get_check(request: Request, parts: WorkingParts, language: PageLanguage) -> Response:
    """The form: a file, or pasted text."""
    return _form(request, parts, language, Submitted(), status=200)


@router.post("/check", dependencies=[COUNTED])
def post_check(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    form: Annotated[Submitted, Depends(submitted)],
) -> Response:
    """The verdict, or the form again with what is wrong and where."""
    if form.fault:
        return _form(request, parts, language, form, status=form.status)
    try:
        report = verify(parts, form.raw)
    except (MalformedInput, TooLarge) as refusal:
        fault = Submitted(field=form.field, fault=_fault_of(refusal))
        return _form(request, parts, language, fault, status=status_of(type(refusal)))
    path = request.url.path
    host = parts.addresses.public_url.partition("://")[2]
    return render(
        "verdict.html",
        language,
        path,
        parts=parts,
        verdict=show(report, language, catalogue_of(parts)),
        host=host,
    )


def _form(
    request: Request, parts: Parts, language: Language, form: Submitted, *, status: int
) -> Response:
    path = request.url.path
    return render("check.html", language, path, parts=parts, status=status, form=form)


async def _in_one_piece(raw: bytes) -> AsyncGenerator[bytes, None]:
    yield raw


async def _choose(form: FormData) -> Submitted:
    file, text = form.get("file"), form.get("text")
    content = await file.read() if isinstance(file, UploadFile) else b""
    pasted = text.strip() if isinstance(text, str) else ""
    if content and pasted:
        return Submitted(fault="both")
    if content:
        return Submitted(field="file", raw=content)
    if pasted:
        return Submitted(field="text", raw=pasted.encode())
    return Submitted(fault="nothing")


def _fault_of(refusal: Refusal) -> str:
    if isinstance(refusal, TooLarge):
        return "too-large"
    if isinstance(refusal, NoCredential | MalformedImage):
        return "no-badge"
    return "unreadable"
