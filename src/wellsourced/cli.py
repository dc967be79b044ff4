"""The commands. Each opens what it is given, calls one function of the library, and prints; no model is imported
before it is needed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import __version__
from .commands.archive import add, search, stories
from .commands.corpus import corpus
from .commands.dossiers import make_dossier
from .commands.evaluate import evaluate
from .commands.export import export
from .commands.fetch import fetch, watch
from .commands.review import NAMES, review
from .commands.serve import serve
from .commands.terminal import errors_as_one_line, tell_unread, width_and_colour
from .commands.trace import trace
from .engine import GARBAGE

if TYPE_CHECKING:
    from .records import Decision, Dossier


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="wellsourced", message="%(prog)s %(version)s")
def main() -> None:
    """Who said it, who merely repeated it, and how many independent origins stand behind it.

    Reads the coverage of a news event from many outlets, offline, and shows for everything reported who said it,
    where the words come from, and where accounts agree, differ or change.

    Example: wellsourced report examples/
    """
    gc.set_threshold(GARBAGE)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", metavar="FOLDER", help="Write dossier.html and dossier.json there [dossier/].")
@click.option("--json", "json_file", metavar="FILE", help="Write the JSON there instead; - is standard output.")
@click.option("--html", "html_file", metavar="FILE", help="Write the page there instead; - is standard output.")
@click.option("--prov", "prov_file", metavar="FILE", help="Write the lineage as PROV-JSON there; - is standard output.")
@click.option("--story", metavar="ID", help="Of an archive, only this story; see `wellsourced stories`.")
@click.option("--since", "earlier", metavar="FILE", help="Say what moved since the dossier.json of an earlier run.")
@click.option("--names", "names_file", metavar="FILE", help="Names decided on; see `wellsourced review`.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def report(
    paths: tuple[str, ...],
    output: str | None,
    json_file: str | None,
    html_file: str | None,
    prov_file: str | None,
    story: str | None,
    earlier: str | None,
    names_file: str | None,
    jobs: int,
    quiet: bool,
) -> None:
    """Read pages and write a dossier: dossier.html to look at, dossier.json to work with.

    PATH is a file, a folder or a pattern: .txt, .html and .htm pages, .jsonl with one article a line (at least "text"
    or "html"; "url", "title", "date" and "outlet" if known), .warc and .warc.gz crawls, and .zip, .tar and .tar.gz
    files with any of these. - reads JSON Lines from standard input. An archive made by `wellsourced add` is told from
    what it keeps; nothing is read anew.

    Exit code 0 when something was read, 1 when nothing could be, 2 for wrong usage.

    Example: wellsourced report coverage/*.html notes.jsonl -o my-dossier
    """
    from .tell.since import read_grouping, since
    from .tell.summary import summary

    files = (json_file, html_file, prov_file)
    if files.count("-") > 1:
        raise click.UsageError("standard output can take one of --json, --html and --prov")
    with errors_as_one_line():
        before = read_grouping(Path(earlier)) if earlier else None
        decisions = _decisions(names_file, output, files)
        dossier = make_dossier(paths, story=story, jobs=jobs, quiet=quiet, decisions=decisions)
    written = []
    if dossier.readings:
        with errors_as_one_line():
            written = _write(dossier, output, json_file, html_file, prov_file)
    for unread in dossier.unread if not dossier.readings else ():
        tell_unread(unread.address, unread.error)
    if not dossier.readings:
        click.echo("nothing could be read", err=True)
        sys.exit(1)
    if not quiet:
        click.echo(summary(dossier, *width_and_colour("-" in files)), err="-" in files)
        if before is not None:
            click.echo(since(dossier, before), err="-" in files)
        for place in written:
            click.echo(f"written: {place}", err="-" in files)


def _decisions(names_file: str | None, output: str | None, files: Sequence[str | None]) -> tuple[Decision, ...]:
    """What people decided about names: in the file given, or in the names.tsv of the folder that is written into."""
    from .decisions import read_decisions

    folder = Path(output or "dossier")
    beside = folder / NAMES if output or not any(files) else None
    place = Path(names_file) if names_file else beside
    if place is None or (not names_file and not place.exists()):
        return ()
    return read_decisions(place.read_text(encoding="utf-8"), str(place))


def _write(
    dossier: Dossier, output: str | None, json_file: str | None, html_file: str | None, prov_file: str | None
) -> list[str]:
    """Write what was asked for; the places written, standard output left out."""
    from .tell import prov
    from .tell.dossier import as_json, dumps
    from .tell.html.page import render

    wanted: dict[str, Callable[[], str]] = {}
    if prov_file:
        wanted[prov_file] = lambda: prov.dumps(as_json(dossier))
    if json_file or output or not (html_file or prov_file):
        wanted[json_file or str(Path(output or "dossier") / "dossier.json")] = lambda: dumps(dossier)
    if html_file or output or not (json_file or prov_file):
        wanted[html_file or str(Path(output or "dossier") / "dossier.html")] = lambda: render(as_json(dossier))
    for place, make in wanted.items():
        if place == "-":
            sys.stdout.buffer.write(make().encode("utf-8"))
            sys.stdout.buffer.write(b"\n")
        else:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            Path(place).write_text(make(), encoding="utf-8", newline="\n")
    return [place for place in wanted if place != "-"]


for command in (add, corpus, fetch, watch, serve, review, search, stories, trace, export, evaluate):
    main.add_command(command)

if __name__ == "__main__":
    main()
