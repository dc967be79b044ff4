"""Binds an address, says which, and serves until it is stopped."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

USUAL = 8421  # the port that is tried first, so that addresses stay the same from day to day
PATIENCE = 3  # seconds that open requests are waited for when the server stops


def is_this_machine(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int | None) -> socket.socket:
    """A socket at the port, or at the usual one, or if that is taken at a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for wanted in (USUAL, 0) if port is None else (port,):
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, wanted))
        except OSError:
            opened.close()
            if wanted != USUAL or port is not None:
                raise
        else:
            opened.listen(128)
            return opened
    raise AssertionError("a free port is always tried last")


def address(opened: socket.socket) -> str:
    host, port = opened.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: FastAPI, opened: socket.socket, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C or a termination signal; `ready` is called once requests are answered."""
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, timeout_graceful_shutdown=PATIENCE, limit_concurrency=200,
        proxy_headers=False, ws="none",
    )  # fmt: skip
    server = uvicorn.Server(config)

    async def run() -> None:
        serving = asyncio.create_task(server.serve(sockets=[opened]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            ready()
        await serving

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        pass
    finally:
        opened.close()


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """A server on a free port of loopback, beside what asks it: its address, without the last stroke. It ends with the
    `with` block. For tests, measurements and pictures; `serve` is for people."""
    opened = bind("127.0.0.1", 0)
    config = uvicorn.Config(app, log_level="warning", server_header=False, ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.01)
    try:
        yield address(opened).rstrip("/")
    finally:
        server.should_exit = True
        thread.join()
        opened.close()
