"""What every request passes through before a page sees it, and what every change must carry.

A page of another site can make a browser ask this server for anything, so: the Host header must be one of ours (a name
that was pointed here by a stranger's DNS is not), a change must come from a page of ours (its token, and the browser's
word on where it came from), and no answer may run or load anything but this application's own files.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 64 * 1024 * 1024  # bytes of one request; a news page has some hundred kilobytes
MOST_FILES = 500  # of one request
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
COOKIE = "wellsourced"
ENTER = "/enter"  # where the token is asked for
POLICY = (
    "default-src 'none'; style-src 'self'{styles}; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers would not say where a change comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>\d{1,5}))?\Z")


@dataclass(frozen=True, slots=True)
class Guard:
    """What is allowed: names by which this server is asked, and the token that everybody needs who asks from another
    machine (None: only this machine can ask)."""

    names: frozenset[str] = frozenset(("localhost",))
    token: str | None = None
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server: an address in digits, which no DNS can point elsewhere, or a name
        that is ours. Without a token only addresses of this machine are."""
        found = _HOST.match(host)
        if not found:
            return False
        name = found["name"].strip("[]").lower()
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name in self.names
        return address.is_loopback or self.token is not None

    def opens(self, token: str) -> bool:
        return self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def is_change_of_ours(self, token: str) -> bool:
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.csrf.encode())


class Refused(Exception):
    """A request that is not answered; `status` and `reason` are."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Safety:
    """The outermost layer of the application."""

    def __init__(self, app: App, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending = _with_headers(send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            _check(scope, headers, self.guard)
        except Refused as refused:
            await _answer(sending, refused.status, refused.reason, {})
            return
        if self.guard.token and not _may_enter(scope, headers, self.guard):
            await _answer(sending, 303, "this server asks for its token", {"Location": ENTER})
            return
        await self.app(scope, _bounded(receive), sending)


def _check(scope: Scope, headers: dict[str, str], guard: Guard) -> None:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    host = headers.get("host", "")
    if len(hosts) != 1 or not guard.is_ours(host):
        raise Refused(421, "this server is not asked by that name")
    if scope["method"] not in SAFE:
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refused(403, "a change must come from a page of this server")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            raise Refused(403, "a change must come from a page of this server")
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
        raise Refused(413, f"more than {LARGEST_BODY >> 20} MB at once are not taken")


def _may_enter(scope: Scope, headers: dict[str, str], guard: Guard) -> bool:
    if scope["path"] == ENTER or scope["path"].startswith("/static/"):
        return True
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return False
    return cookie is not None and guard.opens(cookie.value)


def _bounded(receive: Receive) -> Receive:
    """The body of a request, as long as it is not too long: its length may not have been told."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise Refused(413, f"more than {LARGEST_BODY >> 20} MB at once are not taken")
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = {name.lower() for name, _ in message["headers"]}
            wanted = HEADERS | {"Content-Security-Policy": POLICY.format(styles=""), "Cache-Control": "no-cache"}
            message["headers"] = [*message["headers"], *(
                (name.lower().encode(), value.encode()) for name, value in wanted.items()
                if name.lower().encode() not in told
            )]  # fmt: skip
        await send(message)

    return sending


async def _answer(send: Send, status: int, reason: str, headers: dict[str, str]) -> None:
    body = (reason + "\n").encode()
    told = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body))} | headers
    raw = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
