"""CompetentNL's service on loopback, as far as public sources tell: strict, with real SPARQL.

Every question is carried out by a SPARQL engine over a release of the test, so an answer is only
right when the question is.
"""

import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import RdfFormat, Store, serialize

KEY = "sleutel-die-nergens-mag-staan"
N_TRIPLES = "application/n-triples"


@dataclass
class Service:
    """What was asked, what is wrong with it, and what will be answered instead of the truth.

    ``most`` is how many statements it gives at a time, whatever is asked. ``oddities`` are
    carried out in order, one for each request; None is an honest answer.
    """

    url: str = ""
    store: Store = field(default_factory=Store)
    most: int = 1_000_000
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    oddities: deque["Oddity | None"] = field(default_factory=deque)
    always: "Oddity | None" = None

    def load(self, *statements: str) -> None:
        self.store.load("\n".join(statements).encode(), format=RdfFormat.N_TRIPLES)

    def answer(self, query: str) -> bytes:
        limit = re.compile(r"LIMIT (\d+)")
        found = limit.search(query)
        if found is None or "FROM" in query or "UNION" in query:
            self.faults.append("no LIMIT, or a FROM or UNION")
            return b""
        asked = limit.sub(f"LIMIT {min(self.most, int(found[1]))}", query)
        return serialize(self.store.query(asked), format=RdfFormat.N_TRIPLES) or b""


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        fields = parse_qs(raw.decode(), strict_parsing=True)
        self._check(self.headers["Content-Type"] == "application/x-www-form-urlencoded", "form")
        self._check(list(fields) == ["query"], "the one field is query")
        self._reply(fields.get("query", [""])[0], self.service.answer)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
        self._check(sorted(fields) == ["page", "pageSize", "searchTerm"], "fields")
        self._reply(f"{parts.path}?{fields['page'][0]}", self._page)

    def _page(self, asked: str) -> bytes:
        name, _, page = asked.partition("?")
        prefix = "humancapability" if "skills" in name else "occupation"
        query = (
            "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?s), 'NAME')) }"
            " ORDER BY ?s ?p ?o LIMIT 4 OFFSET PAGE"
        )
        query = query.replace("NAME", f"id/{prefix}/").replace("PAGE", str(4 * (int(page) - 1)))
        return serialize(self.service.store.query(query), format=RdfFormat.N_TRIPLES) or b""

    def _check(self, is_right: bool, rule: str) -> None:
        if not is_right:
            self.service.faults.append(rule)

    def _reply(self, asked: str, answer: Callable[[str], bytes]) -> None:
        service = self.service
        service.asked.append(asked)
        self._check(self.headers["Accept"] == N_TRIPLES, "Accept")
        self._check(KEY not in self.path, "the key is no parameter")
        if self.headers.get("apikey") != KEY:
            self.send(401, b"no key")
            return
        odd = service.oddities.popleft() if service.oddities else service.always
        if odd is None:
            self.send(200, answer(asked))
        else:
            odd(self, asked)

    def send(self, status: int, body: bytes, content_type: str = N_TRIPLES, **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        length = more.pop("length", str(len(body)))
        self.send_header("Content-Length", length)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Oddity = Callable[[Handler, str], None]


def sends(status: int, body: bytes = b"", content_type: str = N_TRIPLES, **more: str) -> Oddity:
    return lambda handler, _: handler.send(status, body, content_type, **more)


def cuts_off(handler: Handler, asked: str) -> None:
    """Half of the answer, and then the connection is gone."""
    body = handler.service.answer(asked)
    handler.send(200, body[: len(body) // 2], length=str(len(body)))
    handler.close_connection = True


@contextmanager
def serving(*statements: str) -> Iterator[Service]:
    """A service with a release for the time of the block; afterwards nothing was wrong."""
    service = Service()
    service.load(*statements)
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}/sparql"
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert service.faults == []
