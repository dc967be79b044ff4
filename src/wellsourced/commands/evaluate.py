"""The command that measures the program on coverage whose answers people wrote."""

from __future__ import annotations

import json

import click

from .terminal import errors_as_one_line, progress_bar, shown


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@click.option("--errors", is_flag=True, help="List every answer that is missing or wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the figures, and with --errors the list.")
@click.option("-j", "--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes to read with.")
def evaluate(folders: tuple[str, ...], errors: bool, as_json: bool, jobs: int) -> None:
    """Measure how right dossiers are on your own coverage: FOLDER holds pages and a gold.json with the answers.

    Every figure counts over all folders. A subject that the gold files leave out is not measured. docs/gold.md tells
    how answers are written.

    Exit code 0 when all could be measured, 1 when a gold file cannot be used, 2 for wrong usage.

    Example: wellsourced evaluate examples/tulvar-cableway --errors
    """
    from ..acquire.files import find_pages
    from ..engine.readings import reader
    from ..evaluate import MEASURES, Coverage, Outcome, figures, outcomes, read_gold
    from ..pipeline import report
    from ..tell.dossier import dumps

    found: list[Outcome] = []
    with errors_as_one_line(), progress_bar(as_json) as start:
        for gold in [read_gold(folder) for folder in folders]:
            dossier = report(find_pages(gold.paths), read_all=reader(jobs), progress=start)
            found += outcomes(Coverage(gold, json.loads(dumps(dossier))))
    reached = figures(found)
    wrong = [one for one in found if not one.right]
    if as_json:
        listed = {"errors": [{n: getattr(one, n) for n in one.__slots__} for one in wrong]} if errors else {}
        click.echo(json.dumps({"figures": reached} | listed, ensure_ascii=False, indent=1))
        return
    for name, value in reached.items():
        click.echo(f"{name:<28} {value:>8g}{'   errors of this kind' if MEASURES[name] == 'count' else ''}")
    for one in wrong if errors else ():
        click.echo(f"\n{click.style(one.measure, bold=True)}  {shown(one.where)}")
        click.echo(f"    wanted: {shown(one.wanted or 'nothing')}\n    got:    {shown(one.got or 'nothing')}")
