"""`wellsourced serve`: the web application over an archive, or over pages that are read into one for this time."""

from __future__ import annotations

import contextlib
import secrets
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import is_archive
from .terminal import errors_as_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI

    from ..archive import Archive

LOOPBACK = "127.0.0.1"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARCHIVE|PATH...")
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen [8421, or a free port if it is taken].")
@click.option("--host", default=LOOPBACK, show_default=True, metavar="ADDRESS",
              help="Listen at another address; everybody then needs the token that is printed.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="NAME", help="With --host: a name by which others ask for it.")
@click.option("-j", "--jobs", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
@click.option("--allow-fetch", is_flag=True, help="Offer to take pages from the web, by their addresses.")
@click.option("--open", "show", is_flag=True, help="Open the first page in the browser.")
def serve(
    paths: tuple[str, ...], port: int | None, host: str, names: tuple[str, ...], jobs: int, allow_fetch: bool,
    show: bool,
) -> None:  # fmt: skip
    """Look into an archive with a browser: stories, search, comparison, people; add pages and decide about names.

    ARCHIVE is a file, made if it is not there, or the address of a PostgreSQL database. PATH is as for report: pages
    are then read into an archive that is gone when the server stops. The server can only be reached from this machine,
    sends nothing anywhere, prints its address, and stops with Ctrl-C.

    Exit code 0 when it was stopped, 1 when the archive or the port cannot be used, 2 for wrong usage.

    Example: wellsourced serve flood.archive
    """
    try:
        from ..web.app import create_app
        from ..web.safety import Guard
        from ..web.server import address, bind, is_this_machine

        if allow_fetch:
            from ..acquire import web as _  # noqa: F401  so that what it needs is missed now
    except ModuleNotFoundError as error:
        needed = f"pip install 'wellsourced[web{',fetch' if allow_fetch else ''}]'"
        raise click.ClickException(f"{error.name} is not installed, and is needed here: {needed}") from error
    token = None if is_this_machine(host) else secrets.token_urlsafe(24)
    if names and token is None:
        raise click.UsageError("--name is for an address that others can reach; see --host")
    known = {"localhost", *names, *([socket.gethostname()] if token else [])}
    guard = Guard(frozenset(name.lower() for name in known), token)
    with errors_as_one_line(), _archive(paths) as (archive, pages):
        opened = bind(host, port)
        app = create_app(archive, guard, processes=jobs, lasting=not pages, fetching=allow_fetch)
        _read(app, pages)
        _serve(app, opened, address(opened), token, show)


@contextlib.contextmanager
def _archive(paths: tuple[str, ...]) -> Iterator[tuple[Archive, tuple[str, ...]]]:
    """The archive, and the pages that are to be read into it."""
    from ..archive import open_archive

    if len(paths) == 1 and (is_archive(paths[0]) or not (Path(paths[0]).exists() or _is_pattern(paths[0]))):
        with open_archive(paths[0], create=True) as archive:
            yield archive, ()
        return
    if any(is_archive(path) for path in paths):
        raise click.UsageError("an archive is looked into by itself; `wellsourced add` puts further pages into it")
    with (
        tempfile.TemporaryDirectory(prefix="wellsourced-") as folder,
        open_archive(Path(folder) / "pages.archive", create=True) as archive,
    ):
        yield archive, paths


def _is_pattern(path: str) -> bool:
    import glob

    return glob.has_magic(path) or path == "-" or path.endswith((".html", ".htm", ".txt", ".jsonl"))


def _read(app: FastAPI, paths: tuple[str, ...]) -> None:
    """Have the pages read, while the application says how far it is."""
    from ..acquire.files import find_pages
    from ..web.routes.add import read

    if paths:
        app.state.jobs.start("Reading the pages given", lambda job: read(app, job, find_pages(paths, sys.stdin.buffer)))


def _serve(app: FastAPI, opened: socket.socket, address: str, token: str | None, show: bool) -> None:
    import webbrowser

    from ..web.server import serve as run

    place = f"{address}enter?token={token}" if token else address

    def ready() -> None:
        click.echo(f"Wellsourced is at {place}\nCtrl-C stops it.")
        if show:
            webbrowser.open(place)

    run(app, opened, ready)
    click.echo("Stopped.")
