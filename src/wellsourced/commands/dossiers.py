"""What report and export tell of: pages that are read now, or an archive."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .. import __version__
from .archive import is_archive
from .terminal import progress_bar

if TYPE_CHECKING:
    from ..records import Decision, Dossier, Run


def make_dossier(
    paths: tuple[str, ...],
    *,
    story: str | None,
    jobs: int,
    quiet: bool = False,
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """The dossier of pages, or of what an archive keeps; `story` is for an archive, `decisions` about names for
    pages: an archive keeps its own."""
    from ..acquire.files import find_pages
    from ..engine.readings import reader
    from ..pipeline import report
    from ..records import Run

    options = (("paths", " ".join(paths)), ("jobs", str(jobs)))
    if is_archive(paths[0]):
        if len(paths) > 1:
            raise click.UsageError("an archive is told by itself; `wellsourced add` puts further pages into it")
        return _kept(paths[0], story, Run(__version__, options=options), decisions)
    if story:
        raise click.UsageError("--story is for an archive")
    with progress_bar(quiet) as progress:
        return report(
            find_pages(paths, sys.stdin.buffer),
            read_all=reader(jobs), progress=progress, version=__version__, options=options,
            decisions=decisions,
        )  # fmt: skip


def _kept(address: str, story: str | None, run: Run, given: Sequence[Decision]) -> Dossier:
    """The dossier of an archive. Its library takes a third of a second to load, so it is only loaded here."""
    from ..archive import decisions, load_dossier, open_archive

    with open_archive(address) as opened:
        if given and not {*given} <= {one.decision for one in decisions(opened)}:
            raise click.UsageError(
                f"an archive keeps its own decisions: `wellsourced review {address} --names names.tsv` takes over "
                "those of the names.tsv that is given, or that stands in the folder written into"
            )
        return load_dossier(opened, story, run)
