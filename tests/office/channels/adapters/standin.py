"""A gateway on loopback that does as it is told, and writes down what it was sent."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Sent:
    """One call that came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Gateway:
    """What came in, and what is answered: a function of the call, or a misdeed by name."""

    url: str = ""
    calls: list[Sent] = field(default_factory=list)
    answer: Callable[[Sent], tuple[int, bytes] | str] = lambda _sent: (200, b"{}")
    released: threading.Event = field(default_factory=threading.Event)

    def says(self, said: Any, status: int = 200) -> None:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.answer = lambda _sent: (status, body)

    def misbehaves(self, how: str) -> None:
        self.answer = lambda _sent: how


class _Talk(BaseHTTPRequestHandler):
    gateway: Gateway

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        sent = Sent(
            self.command, parts.path, dict(parse_qsl(parts.query)), dict(self.headers), body
        )
        self.gateway.calls.append(sent)
        answer = self.gateway.answer(sent)
        if isinstance(answer, tuple):
            status, data = answer
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            if 300 <= status < 400:
                self.send_header("Location", "http://example.invalid/")
            self.end_headers()
            self.wfile.write(data)
            return
        self._misbehave(answer)

    def _misbehave(self, how: str) -> None:
        match how:
            case "silence":
                # Says nothing until the other side has given up.
                self.gateway.released.wait(10)
            case "half":
                self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"code": ')
            case "twice":
                one = b'HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{"code": 0, "msgid": "m-1"}'
                self.wfile.write(one + one)
            case "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
                self.wfile.flush()
                self.gateway.released.wait(10)
            case "endless":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (3 * 1024 * 1024))
        self.close_connection = True

    do_GET = do_POST = _serve

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what came in is in `calls`."""


@contextmanager
def running() -> Iterator[Gateway]:
    """Serve on a free port of loopback until the test ends."""
    gateway = Gateway()
    talk = type("Talk", (_Talk,), {"gateway": gateway})
    server = ThreadingHTTPServer(("127.0.0.1", 0), talk)
    server.daemon_threads = True
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield gateway
    finally:
        gateway.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
