"""Connections to machines that may be asked: public ones, unless a host is named by the user; and for a bounded time.

An address that leads into the user's own network (loopback, private, link-local) could be made to read what strangers
must not see, or to do something there. So every name is resolved here, every address that it has is judged, and the
connection goes to the very address that was judged: neither a redirect nor a name server that changes its answer leads
anywhere else. A server that sends a byte now and then is cut off when its time is over.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from types import TracebackType

import httpcore
import httpx


class Forbidden(Exception):
    """An address that is not asked; the message says why."""


def judged(host: str, port: int, allowed: frozenset[str] = frozenset()) -> str:
    """The first address of a host, all of whose addresses are public or which is allowed. Raises Forbidden."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Forbidden(f"the name {host} leads nowhere") from error
    if host.lower() not in allowed:
        for address in found:
            if not is_public(address):
                raise Forbidden(f"{host} leads to {address}, which is not on the public net; allow the host by name")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody may reach; an IPv4 address within an IPv6 one is judged by itself."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class CheckedTransport(httpx.BaseTransport):
    """HTTP over judged connections, each used for one request and open for `seconds` at most."""

    def __init__(self, allowed: Iterable[str], seconds: float) -> None:
        backend = _Backend(frozenset(host.lower() for host in allowed), seconds)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), max_keepalive_connections=0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Forbidden, or what httpx raises."""
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _as_httpx(error) from error
        return httpx.Response(answer.status, headers=answer.headers, stream=_Content(answer))

    def close(self) -> None:
        self._pool.close()


class _Content(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer.iter_stream()
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _as_httpx(error) from error

    def close(self) -> None:
        self._answer.close()


def _as_httpx(error: Exception) -> httpx.TransportError:
    kinds = {httpcore.TimeoutException: httpx.TimeoutException, httpcore.NetworkError: httpx.NetworkError}
    kind = next((ours for theirs, ours in kinds.items() if isinstance(error, theirs)), httpx.ProtocolError)
    return kind(str(error))


class _Backend(httpcore.NetworkBackend):
    """Connects to the address that was judged."""

    def __init__(self, allowed: frozenset[str], seconds: float) -> None:
        self._allowed, self._seconds, self._inner = allowed, seconds, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        end = time.monotonic() + self._seconds
        address = judged(host, port, self._allowed)
        return _Stream(self._inner.connect_tcp(address, port, timeout, local_address, socket_options), end)


class _Stream(httpcore.NetworkStream):
    """A connection that ends at a certain time of the monotonic clock."""

    def __init__(self, inner: httpcore.NetworkStream, end: float) -> None:
        self._inner, self._end = inner, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this answer is over")
        return self._inner.read(max_bytes, left if timeout is None else min(left, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._end)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
