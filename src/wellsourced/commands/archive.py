"""The commands that keep coverage in an archive and look into it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from .terminal import errors_as_one_line, progress_bar, shown, tell_unread

MARK_START, MARK_END = "\x02", "\x03"
SQLITE = b"SQLite format 3\x00"  # how every such file begins (the format's documentation)


def is_archive(address: str) -> bool:
    """Whether this is a file of SQLite's kind, or the address of a database."""
    if address.startswith(("postgresql:", "postgresql+", "sqlite:")):
        return True
    try:
        with open(address, "rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except (OSError, ValueError):
        return False


@click.command()
@click.argument("archive")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--from", "corpus", metavar="FOLDER", type=click.Path(path_type=Path),
              help="Take readings from this corpus; without PATH, all that it was read from is added.")  # fmt: skip
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def add(archive: str, paths: tuple[str, ...], corpus: Path | None, jobs: int, quiet: bool) -> None:
    """Read new pages into an archive, and compare anew only the stories that they touch.

    ARCHIVE is a file, made if it is not there, or the address of a PostgreSQL database
    (postgresql://user@host/name). PATH is as for report. What the archive has is skipped. A run that was
    stopped, however, lost nothing that it had kept: the next one goes on, without any PATH too.

    Exit code 0 when the archive holds something, 1 when it is empty or cannot be used, 2 for wrong usage.

    Example: wellsourced add flood.archive monday/*.html
    """
    from ..acquire.files import find_pages
    from ..archive import add as add_pages
    from ..archive import open_archive
    from ..engine.readings import reader

    with errors_as_one_line(), progress_bar(quiet) as start:
        read_all = reader(jobs)
        if corpus is not None:
            from ..corpus import kept_readings, paths_of

            paths, read_all = paths or paths_of(corpus), kept_readings(corpus, read_all)
        with open_archive(archive, create=True) as opened:
            added = add_pages(opened, find_pages(paths), read_all=read_all, progress=start)
    for unread in added.unread:
        tell_unread(unread.address, unread.error)
    if not quiet:
        click.echo(
            f"{_count(added.pages, 'new page')}, {added.known} known; {_count(added.articles, 'article')} read, "
            f"{_count(added.stories, 'story', 'stories')} compared; the archive holds {_count(added.total, 'article')}"
        )
    raise SystemExit(not added.total)


@click.command()
@click.argument("archive")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Stories to list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def stories(archive: str, limit: int, as_json: bool) -> None:
    """List the stories of an archive, the newest first: days, articles, outlets, origins, disagreements.

    Example: wellsourced stories flood.archive
    """
    from ..archive import list_stories, open_archive

    with errors_as_one_line(), open_archive(archive) as opened:
        found = list_stories(opened, limit=limit)
    if as_json:
        click.echo(json.dumps([asdict(story) for story in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("the archive holds no stories yet", err=True)
    for story in found:
        days = " to ".join(dict.fromkeys(day for day in (story.first_day, story.last_day) if day)) or "undated"
        click.echo(f"{click.style(story.id, dim=True)}  {click.style(shown(story.title), bold=True)}")
        click.echo(
            f"    {days} · {_count(story.articles, 'article')} · {_count(story.outlets, 'outlet')} · "
            f"{story.origins} independent origin{'' if story.origins.high == 1 else 's'} · "
            f"{_count(story.disagreements, 'disagreement')}"
        )


@click.command()
@click.argument("archive")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(["paragraph", "quote", "claim", "name"]),
              help="Only these; may be given several times.")  # fmt: skip
@click.option("--outlet", help="Only what this outlet published.")
@click.option("--speaker", help="Only what this person or body said.")
@click.option("--status", type=click.Choice(["corroborated", "single origin", "disputed", "changed"]),
              help="Only claims of this status.")  # fmt: skip
@click.option("--since", metavar="DAY", help="Not before this day (2015-10-05).")
@click.option("--until", metavar="DAY", help="Not after this day.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Places to list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search(
    archive: str, words: tuple[str, ...], kinds: tuple[str, ...], outlet: str | None, speaker: str | None,
    status: str | None, since: str | None, until: str | None, limit: int, as_json: bool,
) -> None:  # fmt: skip
    """Find paragraphs, quotes, claims and names in which all WORDS stand; "quoted words" as they stand together.

    Exit code 0 when something was found, 1 when nothing was or the archive cannot be used, 2 for wrong usage.

    Example: wellsourced search flood.archive dam '"safe to return"' --speaker minister
    """
    from ..archive import open_archive
    from ..archive import search as find

    query = " ".join(words)
    with errors_as_one_line(), open_archive(archive) as opened:
        hits = find(
            opened, query, kinds=kinds, outlet=outlet, speaker=speaker, status=status, since=since, until=until,
            limit=limit,
        )  # fmt: skip
    if as_json:
        click.echo(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
    for hit in () if as_json else hits:
        where = " · ".join(part for part in (hit.kind, hit.speaker, hit.outlet, hit.day, hit.title) if part)
        click.echo(click.style(shown(where), dim=True))
        click.echo(f"    {_marked(hit.snippet)}")
    raise SystemExit(not hits)


def _marked(snippet: str) -> str:
    first, *rest = " ".join(snippet.split()).split(MARK_START)
    told = [shown(first)]
    for part in rest:
        word, _, after = part.partition(MARK_END)
        told += [click.style(shown(word), bold=True), shown(after)]
    return "".join(told)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
