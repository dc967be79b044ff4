"""The command that writes what was found in the forms that other tools read."""

from __future__ import annotations

from pathlib import Path

import click

from .dossiers import make_dossier
from .terminal import errors_as_one_line

FORMATS = ("json", "csv", "parquet", "annotations", "prov")
TABLES = ("csv", "parquet")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARCHIVE|PATH...")
@click.option("-f", "--format", "form", required=True, type=click.Choice(FORMATS), help="What to write.")
@click.option("-o", "--output", required=True, metavar="PLACE", help="A folder for csv and parquet, else a file.")
@click.option("--story", metavar="ID", help="Of an archive, only this story; see `wellsourced stories`.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
def export(paths: tuple[str, ...], form: str, output: str, story: str | None, jobs: int) -> None:
    """Write everything found in a form that other tools read.

    json: the whole dossier. csv, parquet: a folder of tables, one for each kind of record, joined by ids; every
    stretch of text with its article, place and words. annotations: W3C Web Annotations on the pages. prov: the lineage
    as W3C PROV-JSON.

    Exit code 0 when something was written, 1 when nothing could be read, 2 for wrong usage.

    Example: wellsourced export flood.archive --format csv -o tables
    """
    from ..errors import NothingRead
    from ..tell import annotations, prov, tables
    from ..tell.dossier import as_json, dumps

    with errors_as_one_line():
        dossier = make_dossier(paths, story=story, jobs=jobs)
        if not dossier.readings:
            raise NothingRead("nothing could be read")
        found, place = as_json(dossier), Path(output)
        (place if form in TABLES else place.parent).mkdir(parents=True, exist_ok=True)
        if form == "parquet":
            for table in tables.tables(found):
                tables.write_parquet(table, place / f"{table.name}.parquet")
        elif form == "csv":
            for table in tables.tables(found):
                (place / f"{table.name}.csv").write_text(tables.as_csv(table), encoding="utf-8", newline="")
        else:
            made = {"json": lambda: dumps(dossier), "annotations": lambda: annotations.dumps(found),
                    "prov": lambda: prov.dumps(found)}[form]()  # fmt: skip
            place.write_text(made + "\n", encoding="utf-8", newline="\n")
    click.echo(f"written: {place}")
