"""The way to CompetentNL's service: what is sent, what is waited for, and what is not taken."""

import gzip
import time
from collections.abc import Iterator

import pytest

from badgeservice.errors import InvalidRequest, MalformedInput, NotAllowed, TooLarge, Unavailable
from badgeservice.outside.competentnl import CompetentNLService, ServiceLimits, host_of
from outside.competentnl.service import KEY, Service, cuts_off, sends, serving
from skills.triples import a_skill

QUERY = "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * WHERE { ?s ?p ?o } LIMIT 10 OFFSET 0 } }"
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(*a_skill()) as made:
        yield made


class Client:
    """The client with short limits, and what it waited for."""

    def __init__(self, key: str | None = KEY, **changes: object) -> None:
        self.waited: list[float] = []
        limits = {"seconds": 5.0, "attempts": 3, "max_bytes": 10_000, "allow_loopback": True}
        self.service = CompetentNLService(
            key,
            ServiceLimits(**(limits | changes)),  # type: ignore[arg-type]
            wait=self.waited.append,
            monotonic=time.monotonic,
        )

    def ask(self, url: str) -> bytes:
        try:
            return self.service.ask(url, QUERY)
        finally:
            self.service.close()


def test_a_question_is_a_form_with_the_key_in_a_header(service: Service) -> None:
    assert Client().ask(service.url).count(b"\n") == 2
    assert service.asked == [QUERY]


def test_a_page_is_read_with_its_fields(service: Service) -> None:
    client = Client()
    fields = {"searchTerm": "", "page": "1", "pageSize": "50"}
    assert client.service.read(f"{service.url}/skills-label-08/v1", fields).count(b"\n") == 2
    client.service.close()


@pytest.mark.parametrize("key", [None, "other"])
def test_a_key_that_is_missing_or_wrong_is_told_at_once(key: str | None, service: Service) -> None:
    client = Client(key)
    with pytest.raises(NotAllowed, match="missing or not accepted") as refused:
        client.ask(service.url)
    assert client.waited == []
    assert "BADGESERVICE_COMPETENTNL_API_KEY" in refused.value.hint


def test_a_key_that_is_not_allowed_any_more_is_told(service: Service) -> None:
    service.always = sends(403)
    with pytest.raises(NotAllowed):
        Client().ask(service.url)


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({}, 2.0),
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "100000000000000000"}, 120.0),
        ({"Retry_After": "Sun, 22 Nov 2099 12:00:30 GMT"}, 120.0),
        ({"Retry_After": "Sun, 22 Nov 2020 12:00:30 GMT"}, 0.0),
        ({"Retry_After": "soon"}, 2.0),
        ({"Retry_After": "-5"}, 2.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_what_passes_is_waited_for(
    status: int, headers: dict[str, str], waits: float, service: Service
) -> None:
    service.oddities.append(sends(status, **headers))
    client = Client()
    assert client.ask(service.url)
    assert client.waited == [waits]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_no_more_is_asked_than_is_set(status: int, service: Service) -> None:
    service.always = sends(status)
    client = Client()
    with pytest.raises(Unavailable, match=f"status {status}"):
        client.ask(service.url)
    assert (client.waited, len(service.asked)) == ([2.0, 4.0], 3)


def test_an_answer_that_is_cut_off_is_asked_for_again(service: Service) -> None:
    service.oddities.append(cuts_off)
    client = Client()
    assert client.ask(service.url).count(b"\n") == 2
    assert len(service.asked) == 2


def test_who_never_answers_whole_is_not_believed(service: Service) -> None:
    service.always = cuts_off
    with pytest.raises(Unavailable, match="connection broke"):
        Client().ask(service.url)


def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="connection broke"):
        Client().ask("http://127.0.0.1:1/sparql")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int, service: Service) -> None:
    service.always = sends(status, Location=service.url)
    with pytest.raises(MalformedInput, match="leads to another address"):
        Client().ask(service.url)
    assert len(service.asked) == 1


@pytest.mark.parametrize("status", [204, 206, 304, 400, 404, 405, 410])
def test_another_status_is_refused_and_not_asked_again(status: int, service: Service) -> None:
    service.always = sends(status)
    with pytest.raises(MalformedInput, match=f"status {status}") as refused:
        Client().ask(service.url)
    assert "/v1" in refused.value.hint
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=utf-8", "application/json", "", "application/n-quads"]
)
def test_a_web_page_instead_of_triples_is_refused(content_type: str, service: Service) -> None:
    service.always = sends(200, b"<html>", content_type)
    with pytest.raises(MalformedInput, match="something else than N-Triples"):
        Client().ask(service.url)


def test_a_large_answer_is_not_read_to_its_end(service: Service) -> None:
    service.always = sends(200, b"x" * 1_000_000)
    with pytest.raises(TooLarge):
        Client().ask(service.url)


def test_what_is_packed_is_refused(service: Service) -> None:
    service.always = sends(200, gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
    with pytest.raises(MalformedInput, match="packed"):
        Client().ask(service.url)


@pytest.mark.parametrize(
    "url",
    [
        "http://sparql.competentnl.nl",
        "http://127.0.0.1:80/",
        "ftp://127.0.0.1/",
        "https://user:word@sparql.competentnl.nl",
        "https://10.0.0.1/",
        "https://localhost/",
        "sparql.competentnl.nl",
        "http://[",
    ],
)
def test_only_https_is_asked(url: str, no_other_machines: list[object]) -> None:
    with pytest.raises(InvalidRequest, match="cannot be used") as refused:
        Client(allow_loopback=False).ask(url)
    assert url not in refused.value.detail
    assert no_other_machines == []


def test_on_this_machine_only_this_machine_may_do_without(no_other_machines: list[object]) -> None:
    with pytest.raises(InvalidRequest):
        Client(allow_loopback=True).ask("http://sparql.competentnl.nl")
    assert no_other_machines == []


@pytest.mark.parametrize("key", ["", "a b", "a\r\nHost: x", "sleutel\u00e9", "\x00"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        Client(key)
    assert not key or key not in str(refused.value)


def test_the_key_is_in_no_message_or_representation(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    client = Client()
    shown = [repr(client.service), str(vars(client.service))]
    service.always = cuts_off
    with pytest.raises(Unavailable) as refused:
        client.ask(service.url)
    fault: BaseException | None = refused.value
    while fault is not None:
        shown += [repr(fault), str(fault.args)]
        fault = fault.__cause__ or fault.__context__
    assert KEY not in "".join([*shown, caplog.text])


def test_the_host_alone_is_told() -> None:
    assert host_of("https://sparql.competentnl.nl/v1?apikey=geheim") == "sparql.competentnl.nl"
    assert host_of("nonsense") == "unknown"
