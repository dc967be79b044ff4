"""What all commands share at the terminal: errors as one line, progress of long work."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from ..characters import escaped

PROGRESS_FROM = 20  # articles from which a progress bar is worth its line


@contextmanager
def errors_as_one_line() -> Iterator[None]:
    """The library's errors and the file system's, as one line and exit code 1."""
    from ..errors import WellsourcedError

    try:
        yield
    except BrokenPipeError:
        raise
    except WellsourcedError as error:
        click.echo("\n".join(shown(line) for line in f"wellsourced: {error}".split("\n")), err=True)
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(shown(f"wellsourced: {where}{error.strerror or error}"), err=True)
        sys.exit(1)


def shown(line: str) -> str:
    """A line with words of pages as a terminal can show it: what would move its cursor, turn the line around or not be
    seen stands in Python's notation."""
    return escaped(line)


def tell_unread(address: str, error: str) -> None:
    """What could not be read, on standard error."""
    click.echo(shown(f"not read: {address}: {error}"), err=True)


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[int], Callable[[int], None]]]:
    """A progress bar on standard error for long work at a terminal."""
    with ExitStack() as open_bars:

        def start(total: int) -> Callable[[int], None]:
            if quiet or total < PROGRESS_FROM or not sys.stderr.isatty():
                return lambda done: None
            bar = open_bars.enter_context(
                click.progressbar(length=total, label="reading", file=sys.stderr, show_pos=True)
            )
            return bar.update

        yield start


def width_and_colour(err: bool) -> tuple[int, bool]:
    """How many columns there are, and whether to use colour: at a terminal that has not been asked for none."""
    stream = sys.stderr if err else sys.stdout
    coloured = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return shutil.get_terminal_size((100, 24)).columns if stream.isatty() else 100, coloured
