"""Published bytes with an ETag, and 304 for who has them already (RFC 9110 sections 8.8, 13.1)."""

from hashlib import sha256

from fastapi import Request, Response

MAX_AGE_SECONDS = 300


def published(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    max_age_seconds: int = MAX_AGE_SECONDS,
    varies: bool = False,
) -> Response:
    """An answer that everyone may keep for a while; ``varies`` when ``Accept`` chose it."""
    # The media type belongs to the tag: the same bytes under another type are another answer.
    digest = sha256(media_type.encode() + b"\n" + body).hexdigest()
    headers = {"ETag": f'"{digest[:32]}"', "Cache-Control": f"public, max-age={max_age_seconds}"}
    if varies:
        headers["Vary"] = "Accept"
    if _has_it(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def _has_it(request: Request, tag: str) -> bool:
    told = ",".join(request.headers.getlist("if-none-match"))
    tags = {item.strip().removeprefix("W/") for item in told.split(",")}
    return tag in tags or "*" in tags
