"""The commands that ask the net: `fetch` once, `watch` until stopped. Of the others only `serve --allow-fetch` does."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from .terminal import errors_as_one_line, progress_bar, tell_unread

if TYPE_CHECKING:
    from ..acquire.fetch import Fetcher
    from ..acquire.web import Kept
    from ..archive import Archive
    from ..records import Page, Unread

MISSING = "this needs the extra 'fetch': pip install 'wellsourced[fetch]'"


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all commands have which ask the net."""
    for option in (
        click.option("--most", default=100, show_default=True, type=click.IntRange(1),
                     help="New articles to take from one feed or sitemap."),
        click.option("--pause", default=1.0, show_default=True, type=click.FloatRange(0.0),
                     help="Seconds between two requests to one host; its robots.txt may ask for more."),
        click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(1.0),
                     help="Seconds that one answer may take."),
        click.option("--allow", multiple=True, metavar="HOST",
                     help="A host that may be asked though it is on a private network; may be given again."),
        click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@click.option("-o", "--output", metavar="FILE", help="Write the answers to a WARC file (.warc.gz); it is added to.")
@click.option("--into", metavar="ARCHIVE", help="Read the pages into an archive.")
@asking
def fetch(
    addresses: tuple[str, ...], output: str | None, into: str | None, most: int, pause: float, seconds: float,
    allow: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Take pages from the web: single ones, or those that a feed (RSS, Atom) or a sitemap names.

    Hosts are asked politely: their robots.txt is obeyed, one request at a time, with a pause. Answers are bounded in
    time and size. Addresses of private networks are not asked, whoever leads there.

    Exit code 0 when a page was taken, 1 when none was, 2 for wrong usage.

    Example: wellsourced fetch https://news.example/feed -o monday.warc.gz
    """
    if not (output or into):
        raise click.UsageError("say where the pages go: -o FILE, --into ARCHIVE or both")
    from ..acquire.web import fetch_all

    with errors_as_one_line(), _fetcher(seconds, pause, allow) as fetcher:
        if into is None:
            taken = sum(1 for _ in _written(_told(fetch_all(addresses, fetcher, most=most)), output))
        else:
            from ..archive import open_archive

            with open_archive(into, create=True) as archive:
                taken = _add(archive, _written(_told(fetch_all(addresses, fetcher, most=most)), output), quiet)
    if not quiet:
        click.echo(f"{taken} {'page' if taken == 1 else 'pages'} taken")
    raise SystemExit(not taken)


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="FEED...")
@click.option("--into", required=True, metavar="ARCHIVE", help="The archive to keep up to date.")
@click.option("--every", default=15.0, show_default=True, type=click.FloatRange(0.01), help="Minutes between rounds.")
@asking
def watch(
    addresses: tuple[str, ...], into: str, every: float, most: int, pause: float, seconds: float,
    allow: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Keep an archive up to date with feeds and sitemaps, until stopped (Ctrl-C).

    Each round asks only for what changed and reads only what the archive has not yet; what was read when it is stopped
    is kept.

    Example: wellsourced watch https://news.example/feed --into flood.archive --every 30
    """
    from ..acquire.web import Validators, fetch_all
    from ..archive import known_addresses, open_archive

    stopped = _until_stopped()
    validators: dict[str, Validators] = {}
    fetcher = _fetcher(seconds, pause, allow, stopped)
    with errors_as_one_line(), fetcher, open_archive(into, create=True) as archive:
        asked = set(known_addresses(archive))
        while not stopped.is_set():
            found = fetch_all(addresses, fetcher, most=most, is_known=asked.__contains__, validators=validators)
            taken = _add(archive, _noted(_until(stopped, _told(found)), asked), quiet)
            if not quiet:
                click.echo(f"{taken} new {'page' if taken == 1 else 'pages'}")
            stopped.wait(every * 60)


def _until_stopped() -> threading.Event:
    """Set when the user (Ctrl-C) or the system asks to end; a second time ends at once."""
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped


def _fetcher(seconds: float, pause: float, allow: Iterable[str], stopped: threading.Event | None = None) -> Fetcher:
    try:
        from ..acquire.fetch import Fetcher, Limits
    except ModuleNotFoundError as error:
        raise click.UsageError(MISSING) from error
    limits = Limits(seconds=seconds, pause=pause)
    return Fetcher(limits, allow, stopped.wait if stopped else time.sleep)


def _told(found: Iterable[Kept | Unread]) -> Iterator[Kept]:
    """The answers; what gave none is told at once."""
    from ..records import Unread

    for one in found:
        if isinstance(one, Unread):
            tell_unread(one.address, one.error)
        else:
            yield one


def _until(stopped: threading.Event, found: Iterable[Kept]) -> Iterator[Kept]:
    for one in found:
        yield one
        if stopped.is_set():
            return


def _noted(found: Iterable[Kept], asked: set[str]) -> Iterator[Kept]:
    for one in found:
        asked.add(one.answer.asked)
        yield one


def _written(found: Iterable[Kept], output: str | None) -> Iterator[Kept]:
    """The answers, each written to the WARC file before it is given on."""
    from ..acquire.web import as_warc

    if output is None:
        yield from found
        return
    with Path(output).open("ab") as file:
        for one in found:
            file.write(as_warc(one))
            file.flush()
            yield one


def _add(archive: Archive, found: Iterable[Kept], quiet: bool) -> int:
    """Read answers into an archive; how many new pages there were."""
    from ..acquire.web import pages
    from ..archive import add
    from ..engine.readings import reader

    def read() -> Iterator[Page | Unread]:
        for one in found:
            yield from pages(one)

    with progress_bar(quiet) as start:
        added = add(archive, read(), read_all=reader(1), progress=start)
    for unread in added.unread:
        tell_unread(unread.address, unread.error)
    return added.pages
