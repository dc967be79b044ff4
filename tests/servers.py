"""A web server on loopback, good and bad as servers are; it ends with its `with` block."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

PAGE = (
    "<html><head><title>Lock shut</title></head><body><article><h1>Lock shut</h1>"
    "<p>The lock at Ostrel was shut on Monday after a barge struck its gate, the keeper said. Nobody was hurt.</p>"
    "<p>“We will open it again within a week,” the keeper, Ina Roth, told reporters.</p></article></body></html>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
    "<item><title>One</title><link>/one</link></item><item><title>Two</title><link>/two</link></item>"
    "<item><title>One again</title><link>/one</link></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>'
    '<entry><title>One</title><link href="/one"/></entry></feed>'
)
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
MANY = f"""<rss version="2.0"><channel>{"".join(f"<item><link>/item/{n}</link></item>" for n in range(10_000))}
</channel></rss>"""
BOMB = gzip.compress(bytes(20_000_000))
_NESTED = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
ENTITIES = (
    f'<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa">{_NESTED}]><urlset {NAMESPACE}><url><loc>http://x/&m;</loc></url></urlset>'
)


class NewsServer:
    """`asked` counts the requests by path, `headers` keeps those of the last request to each path."""

    def __init__(self, robots: str | int = 404) -> None:
        self.robots = robots
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self._stopped = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *parts: object) -> None: ...

            def do_GET(self) -> None:
                path = self.path.split("?")[0]
                outer.asked[path] += 1
                outer.headers[path] = dict(self.headers)
                try:
                    outer.answer(self, path)
                except OSError:  # the other side has gone
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> NewsServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self._server.server_address[1]}{path}"

    # ---- what it answers -------------------------------------------------------------------------

    def answer(self, to: BaseHTTPRequestHandler, path: str) -> None:
        if path in self._bad:
            self._bad[path](to)
        elif path.startswith("/item/"):
            self.send(to, 200, PAGE.replace("Ostrel", f"Ostrel {path[6:]}"), {})
        else:
            self.send(to, *self._good(to, path))

    def _good(self, to: BaseHTTPRequestHandler, path: str) -> tuple[int, str | bytes, dict[str, str]]:
        """Status, content and headers of what ends as it should."""
        known = to.headers.get("If-None-Match") == '"v1"'
        busy = self.asked["/busy"] == 1
        rules = (self.robots, "", {}) if isinstance(self.robots, int) else (200, self.robots, {})
        index = f"<sitemapindex {NAMESPACE}><sitemap><loc>{self.url('/map.xml')}</loc></sitemap></sitemapindex>"
        urls = f"<urlset {NAMESPACE}><url><loc>{self.url('/two')}</loc></url></urlset>"
        return {
            "/robots.txt": rules,
            "/one": (200, PAGE.replace("Monday", "Monday morning"), {}),
            "/two": (200, PAGE.replace("Monday", "Monday evening"), {}),
            "/feed": (200, FEED, {"Content-Type": "application/rss+xml"}),
            "/atom": (200, ATOM, {"Content-Type": "application/atom+xml"}),
            "/many": (200, MANY, {"Content-Type": "application/rss+xml"}),
            "/sitemap.xml": (200, index, {"Content-Type": "application/xml"}),
            "/map.xml": (200, gzip.compress(urls.encode()), {"Content-Type": "application/gzip"}),
            "/entities": (200, ENTITIES, {"Content-Type": "application/xml"}),
            "/unchanged": (304 if known else 200, "" if known else PAGE, {"ETag": '"v1"'}),
            "/moved": (301, "", {"Location": "/one"}),
            "/loop": (302, "", {"Location": "/loop"}),
            "/inwards": (302, "", {"Location": self.url("/one", host="localhost")}),
            "/to-file": (302, "", {"Location": "file:///etc/passwd"}),
            "/busy": (503, "", {"Retry-After": "7"}) if busy else (200, PAGE, {}),
            "/broken": (500, "", {}),
            "/packed": (200, gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"}),
            "/bomb": (200, BOMB, {"Content-Encoding": "gzip"}),
        }.get(path, (404, "", {}))

    @property
    def _bad(self) -> dict[str, Callable[[BaseHTTPRequestHandler], object]]:
        return {
            "/short": self._short,
            "/endless": self._endless,
            "/slow": self._slow,
            "/slow-head": self._slow_head,
            "/silent": lambda to: self._stopped.wait(20),
            "/no-http": self._no_http,
        }

    def _short(self, to: BaseHTTPRequestHandler) -> None:
        self.head(to, 200, {"Content-Type": "text/html", "Content-Length": "5000"})
        to.wfile.write(PAGE.encode())
        to.close_connection = True

    def _endless(self, to: BaseHTTPRequestHandler) -> None:
        self.head(to, 200, {"Content-Type": "text/html", "Connection": "close"})
        while not self._stopped.is_set():
            to.wfile.write(b"<p>more</p>" * 10_000)

    def _slow(self, to: BaseHTTPRequestHandler) -> None:
        self.head(to, 200, {"Content-Type": "text/html", "Connection": "close"})
        self._drip(to, b"<p>and</p>")

    def _slow_head(self, to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._drip(to, b"X-More: 1\r\n")

    @staticmethod
    def _no_http(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(b"\x00\x01\x02 hello\r\n\r\n")
        to.close_connection = True

    def _drip(self, to: BaseHTTPRequestHandler, part: bytes) -> None:
        while not self._stopped.is_set():
            to.wfile.write(part)
            time.sleep(0.05)

    @staticmethod
    def head(to: BaseHTTPRequestHandler, status: int, headers: dict[str, str]) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name, value)
        to.end_headers()

    def send(self, to: BaseHTTPRequestHandler, status: int, body: str | bytes, headers: dict[str, str]) -> None:
        data = body.encode() if isinstance(body, str) else body
        usual = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
        self.head(to, status, usual | headers)
        to.wfile.write(data)
