"""The command that writes what was found in the forms that other tools read."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .archive import is_archive
from .dossiers import make_dossier
from .terminal import errors_as_one_line, tell_unread

if TYPE_CHECKING:
    from ..records import Dossier

FORMATS = ("json", "csv", "parquet", "annotations", "prov", "ftm")
TABLES = ("csv", "parquet")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARCHIVE|PATH...")
@click.option("-f", "--format", "form", required=True, type=click.Choice(FORMATS), help="What to write.")
@click.option("-o", "--output", required=True, metavar="PLACE",
              help="A folder for csv and parquet, else a file; - is standard output.")  # fmt: skip
@click.option("--story", metavar="ID", help="Of an archive, only this story; see `wellsourced stories`.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
def export(paths: tuple[str, ...], form: str, output: str, story: str | None, jobs: int) -> None:
    """Write everything found in a form that other tools read.

    json: the whole dossier. csv, parquet: a folder of tables, one for each kind of record, joined by ids; every
    stretch of text with its article, place and words. annotations: W3C Web Annotations on the pages. prov: the lineage
    as W3C PROV-JSON. ftm: FollowTheMoney entities, one a line, for Aleph and its kin.

    Exit code 0 when something was written, 1 when nothing could be read, 2 for wrong usage.

    Example: wellsourced export flood.archive --format csv -o tables
    """
    if form in TABLES and output == "-":
        raise click.UsageError(f"{form} is several tables: name a folder")
    with errors_as_one_line():
        if form == "ftm" and is_archive(paths[0]) and len(paths) == 1 and story is None:
            _write(_entities_of_archive(paths[0]), output)
        else:
            dossier = make_dossier(paths, story=story, jobs=jobs, quiet=output == "-")
            if form in TABLES:
                _write_tables(_some(dossier), form, Path(output))
            else:
                _write(_lines(_some(dossier), form), output)
    if output != "-":
        click.echo(f"written: {Path(output)}")


def _some(dossier: Dossier) -> Dossier:
    from ..errors import NothingRead

    if not dossier.readings:
        for unread in dossier.unread:
            tell_unread(unread.address, unread.error)
        raise NothingRead("nothing could be read")
    return dossier


def _lines(dossier: Dossier, form: str) -> Iterator[str]:
    from ..tell import annotations, followthemoney, prov
    from ..tell.dossier import as_json, dumps

    found: dict[str, Any] = as_json(dossier)
    if form == "ftm":
        yield from followthemoney.lines(followthemoney.entities([found]))
    elif form == "json":
        yield dumps(dossier) + "\n"
    else:
        yield {"annotations": annotations, "prov": prov}[form].dumps(found) + "\n"


def _entities_of_archive(address: str) -> Iterator[str]:
    """Story by story, so that an archive of any size can be written."""
    from ..archive import each_dossier, open_archive, people_of
    from ..errors import NothingRead
    from ..tell import followthemoney
    from ..tell.dossier import as_json

    with open_archive(address) as archive:
        found = followthemoney.entities((as_json(one) for one in each_dossier(archive)), people_of(archive))
        first = next(found, None)
        if first is None:
            raise NothingRead("the archive is empty")
        yield from followthemoney.lines([first])
        yield from followthemoney.lines(found)


def _write(lines: Iterable[str], output: str) -> None:
    """Nothing is made where there is nothing to write."""
    each = iter(lines)
    first = next(each, "")
    if output == "-":
        for line in itertools.chain([first], each):
            sys.stdout.buffer.write(line.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    place = Path(output)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w", encoding="utf-8", newline="\n") as file:
        file.write(first)
        file.writelines(each)


def _write_tables(dossier: Dossier, form: str, folder: Path) -> None:
    from ..tell import tables
    from ..tell.dossier import as_json

    folder.mkdir(parents=True, exist_ok=True)
    for table in tables.tables(as_json(dossier)):
        if form == "parquet":
            tables.write_parquet(table, folder / f"{table.name}.parquet")
        else:
            (folder / f"{table.name}.csv").write_text(tables.as_csv(table), encoding="utf-8", newline="")
