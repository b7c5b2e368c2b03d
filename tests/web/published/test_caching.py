"""Published bytes: an ETag, and 304 for who has them already."""

import pytest

from served import Site

CACHED = (
    "/.well-known/did.json",
    "/.well-known/jwks.json",
    "/.well-known/security.txt",
    "/robots.txt",
    "/issuers/{slug}",
    "/issuers/{slug}/did.json",
    "/issuers/{slug}/jwks.json",
    "/issuers/{slug}/keys/{key_id}",
    "/achievements/{achievement_id}",
    "/achievements/{achievement_id}/versions/1",
    "/achievements/{achievement_id}/versions/1/image.png",
    "/status-lists/{list_id}",
)


@pytest.mark.parametrize("path", CACHED)
def test_another_tag_gets_the_whole_answer(standing: Site, path: str) -> None:
    address = path.format(**standing.paths())
    for tag in ('"x"', "x", "", 'W/"x"', '"', ",,"):
        answer = standing.client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 200, tag
        assert answer.content


@pytest.mark.parametrize("path", CACHED)
def test_who_has_it_already_gets_304_without_content(standing: Site, path: str) -> None:
    address = path.format(**standing.paths())
    first = standing.client.get(address)
    tag = first.headers["etag"]
    for told in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = standing.client.get(address, headers={"If-None-Match": told})
        assert (answer.status_code, answer.content) == (304, b""), told
        assert answer.headers["etag"] == tag
        assert answer.headers["cache-control"] == first.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", CACHED)
def test_it_may_be_kept_for_a_while(standing: Site, path: str) -> None:
    answer = standing.client.get(path.format(**standing.paths()))
    assert answer.headers["cache-control"].startswith("public, max-age=")


def test_two_forms_of_one_thing_have_two_tags(standing: Site) -> None:
    address = f"/issuers/{standing.club.slug}"
    tags = {
        standing.client.get(address, headers={"Accept": accept}).headers["etag"]
        for accept in ("application/json", "application/ld+json", "application/vc")
    }
    assert len(tags) == 3
