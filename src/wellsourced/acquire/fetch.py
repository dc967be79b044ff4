"""Addresses -> answers, politely and bounded: robots.txt, a pause for each host, limits of time, size and redirects.

    with Fetcher() as fetcher:
        answer = fetcher.fetch("https://news.example/flood")

What goes wrong with one address is an answer too (`Failed`, with a reason in words): nobody's server ends a run.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urljoin

import httpx
from protego import Protego

from .connections import CheckedTransport, Forbidden
from .warc import Broken, unpacked

AGENT = "wellsourced"
REDIRECTS = 5  # what RFC 9309 asks crawlers to follow at least
RETRIES = 2  # after one and two seconds, or when the server wishes
RETRIED = frozenset((429, 500, 502, 503, 504))
LONGEST_ROBOTS = 512 * 1024  # bytes; RFC 9309 asks for 500 KiB at least
LONGEST_PAUSE = 30.0  # seconds that a server's own wish (Crawl-delay, Retry-After) is followed


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds from connecting to the last byte, bytes as sent, seconds between two to one host."""

    seconds: float = 30.0
    bytes: int = 16 * 1024 * 1024
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `content` as it was sent, still packed as its headers say; `url` after redirects."""

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def unpacked(self) -> bytes:
        """The content as its author wrote it. Raises Broken (`acquire.warc`)."""
        return unpacked(self.content, None, self.header("Content-Encoding"))


@dataclass(frozen=True, slots=True)
class Failed:
    """An address that gave nothing, and why."""

    asked: str
    reason: str


@dataclass(slots=True)
class Fetcher:
    """Asks for addresses one after the other. Only public machines and `allowed` hosts are asked."""

    limits: Limits = Limits()
    allowed: Iterable[str] = ()
    sleep: Callable[[float], object] = time.sleep
    _client: httpx.Client = field(init=False)
    _robots: dict[str, Protego | None] = field(init=False, default_factory=dict)
    _next: dict[str, float] = field(init=False, default_factory=dict)  # server -> when it may be asked again

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            transport=CheckedTransport(self.allowed, self.limits.seconds),
            timeout=httpx.Timeout(min(10.0, self.limits.seconds)),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate, br"},
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Answer | Failed:
        """The answer to an address, over its redirects; status 304 where `etag` or `modified` still hold."""
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        try:
            return self._over_redirects(address, headers)
        except (Refused, Forbidden) as refused:
            return Failed(address, str(refused))
        except httpx.TimeoutException:
            return Failed(address, "the server does not answer in time")
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            return Failed(address, f"the server cannot be asked ({str(error).strip().lower() or type(error).__name__})")

    def _over_redirects(self, address: str, headers: Mapping[str, str]) -> Answer:
        url = address
        for _ in range(REDIRECTS + 1):
            self._obey_robots(url)
            status, said, content = self._ask_again(url, headers, self.limits.bytes)
            target = next((value for name, value in said if name.lower() == "location"), None)
            if not (300 <= status < 400 and status != 304 and target):
                return Answer(address, url, status, said, content)
            url = urljoin(url, target)
        raise Refused(f"more than {REDIRECTS} redirects")

    # ---- one request -----------------------------------------------------------------------------

    def _ask_again(self, url: str, headers: Mapping[str, str], most: int) -> Reply:
        """One request, and again after a pause where the server is busy or the connection breaks."""
        for attempt in range(RETRIES + 1):
            last = attempt == RETRIES
            try:
                reply = self._ask(url, headers, most)
            except httpx.TransportError as error:
                if last or isinstance(error, httpx.UnsupportedProtocol):
                    raise
                self.sleep(2.0**attempt)
                continue
            if reply[0] not in RETRIED or last:
                return reply
            self.sleep(_wish(next((v for n, v in reply[1] if n.lower() == "retry-after"), None), 2.0**attempt))
        raise AssertionError("not reached: the last attempt returns or raises")

    def _ask(self, url: str, headers: Mapping[str, str], most: int) -> Reply:
        self._wait_for(_server(url))
        with self._client.stream("GET", url, headers=dict(headers)) as response:
            content = bytearray()
            for part in response.iter_raw():
                content += part
                if len(content) > most:
                    raise Refused(f"the answer is longer than {most >> 20} MB")
            return response.status_code, tuple(response.headers.multi_items()), bytes(content)

    def _wait_for(self, server: str) -> None:
        now = time.monotonic()
        start = max(now, self._next.get(server, now))
        robots = self._robots.get(server)
        delay = robots.crawl_delay(AGENT) if robots else None
        self._next[server] = start + max(self.limits.pause, min(delay or 0.0, LONGEST_PAUSE))
        if start > now:
            self.sleep(start - now)

    # ---- robots.txt ------------------------------------------------------------------------------

    def _obey_robots(self, url: str) -> None:
        """Raises Refused where the host's robots.txt asks not to read an address (RFC 9309)."""
        parts = httpx.URL(url)
        if parts.scheme not in ("http", "https") or not parts.host:
            raise Refused("not an address of a page (http or https)")
        server = _server(url)
        if server not in self._robots:
            self._robots[server] = self._read_robots(f"{server}/robots.txt")
        robots = self._robots[server]
        if robots is None:
            raise Refused(f"{parts.host} has a robots.txt that cannot be read; by its rules nothing may be asked then")
        if not robots.can_fetch(url, AGENT):
            raise Refused(f"{parts.host} asks in its robots.txt not to read this address")

    def _read_robots(self, url: str) -> Protego | None:
        """The rules of a host: all is allowed where it has none, nothing where it fails to tell them."""
        for _ in range(REDIRECTS + 1):
            try:
                status, headers, content = self._ask_again(url, {}, LONGEST_ROBOTS)
            except (httpx.HTTPError, Refused):
                return None
            target = next((value for name, value in headers if name.lower() == "location"), None)
            if 300 <= status < 400 and target:
                url = urljoin(url, target)
                continue
            if status >= 500 or status == 429:
                return None
            if status != 200:
                break
            try:
                packed = next((value for name, value in headers if name.lower() == "content-encoding"), None)
                return Protego.parse(unpacked(content, None, packed).decode("utf-8", "replace"))
            except Broken:
                return None
        return Protego.parse("")


Reply = tuple[int, tuple[tuple[str, str], ...], bytes]  # status, headers, content as it was sent


class Refused(Exception):
    """An address that is not read any further; the message says why."""


def _server(url: str) -> str:
    parts = httpx.URL(url)
    return f"{parts.scheme}://{parts.netloc.decode('ascii')}"


def _wish(seconds: str | None, otherwise: float) -> float:
    """A server's Retry-After in seconds, up to LONGEST_PAUSE."""
    try:
        return min(max(float(seconds), 0.0), LONGEST_PAUSE) if seconds else otherwise
    except ValueError:
        return otherwise
