"""`wellsourced review`: a person decides which names are one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..records import Decision
from .terminal import errors_as_one_line

KEYS = "[s]ame, [a]part, [n]ext, [u]ndo, [q]uit"
NAMES = "names.tsv"  # beside the dossier, where `wellsourced report` finds it again


@click.command()
@click.argument("dossier", metavar="DOSSIER")
@click.option("--names", "names_file", metavar="FILE", help="Where decisions are kept [names.tsv beside the dossier].")
@click.option("--same", nargs=2, multiple=True, metavar="NAME NAME", help="Put two names together.")
@click.option("--apart", nargs=2, multiple=True, metavar="NAME NAME", help="Keep two names apart.")
@click.option("--split", multiple=True, metavar="NAME", help="Take a name for another bearer in each article.")
@click.option("--note", default="", metavar="TEXT", help="Why, kept with the decisions of this call.")
@click.option("--undo", is_flag=True, help="Take the last decision back.")
@click.option("--merges", is_flag=True, help="Show which names were put together, and why.")
@click.option("--list", "listed", is_flag=True, help="Show what has been decided, and ask nothing.")
def review(
    dossier: str,
    names_file: str | None,
    same: tuple[tuple[str, str], ...],
    apart: tuple[tuple[str, str], ...],
    split: tuple[str, ...],
    note: str,
    undo: bool,
    merges: bool,
    listed: bool,
) -> None:
    """Decide which names are the same and which are kept apart.

    DOSSIER is a dossier.json, or the folder it is in. Names that may be one are shown in turn, each with its reason and
    the words around it; s puts them together, a keeps them apart, n leaves them open, u takes the last decision back, q
    ends. Decisions are lines of a text file that may be edited by hand, and hold for every later
    `wellsourced report` into that folder or with --names.

    Exit code 0, 1 when the dossier or the file cannot be read, 2 for wrong usage.

    Example: wellsourced review dossier/ --same "Karim Nadri" "Kareem al-Nadri"
    """
    wanted = [Decision("same", *pair, note) for pair in same] + [Decision("apart", *pair, note) for pair in apart]
    wanted += [Decision("split", name, "", note) for name in split]
    with errors_as_one_line():
        place = _place(dossier)
        names = Path(names_file) if names_file else place.parent / NAMES
        if undo:
            _undo(names)
        for decision in wanted:
            _decide(names, decision)
        if merges:
            _show_merges(place)
        if listed:
            _list(names)
        elif not (wanted or undo or merges):
            _ask(place, names)


def _place(dossier: str) -> Path:
    path = Path(dossier)
    return path / "dossier.json" if path.is_dir() else path


def _text(names: Path) -> str:
    return names.read_text(encoding="utf-8") if names.exists() else ""


def _decide(names: Path, decision: Decision) -> None:
    from ..decisions import read_decisions, told, with_decision

    text = with_decision(_text(names), decision)
    read_decisions(text, str(names))
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{told([decision])}   (kept in {names})")


def _undo(names: Path) -> None:
    from ..decisions import told, without_last

    text, decision = without_last(_text(names))
    if decision is None:
        click.echo("there is no decision to take back")
        return
    names.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"taken back: {told([decision])}")


def _list(names: Path) -> None:
    from ..decisions import read_decisions, told

    decisions = read_decisions(_text(names), str(names))
    click.echo(told(decisions) if decisions else f"nothing has been decided in {names}")


def _dossier(place: Path) -> dict[str, Any]:
    import json

    from ..errors import Unreadable

    try:
        dossier = json.loads(place.read_text(encoding="utf-8"))
        if not {"articles", "identities"} <= dossier.keys():
            raise ValueError("no dossier")
    except (ValueError, AttributeError) as error:
        raise Unreadable(str(place), "this is no dossier.json; `wellsourced report` writes one") from error
    return dict(dossier)


def _show_merges(place: Path) -> None:
    from ..tell.review import merges_of

    click.echo("\n".join(merges_of(_dossier(place))) or "no two names were put together")


def _ask(place: Path, names: Path) -> None:
    from ..decisions import read_decisions
    from ..tell.review import cases_of, render

    cases = cases_of(_dossier(place), read_decisions(_text(names), str(names)))
    if not cases:
        click.echo("no two names are left that may be one")
    at, made = 0, 0
    while at < len(cases):
        click.echo(render(cases[at], at + 1, len(cases)))
        answer = _answer()
        if answer == "q":
            break
        if answer == "u":
            _undo(names)
            at, made = max(0, at - 1), max(0, made - 1)
            continue
        if answer in ("s", "a"):
            _decide(names, Decision("same" if answer == "s" else "apart", cases[at].left, cases[at].right))
            made += 1
        at += 1
    if made:
        click.echo(f"\nRun `wellsourced report` again; it finds {names} where it writes into the same folder.")


def _answer() -> str:
    """One of the keys; the end of the input is q."""
    while True:
        click.echo(f"{KEYS}: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            return "q"
        answer = line.strip().lower()[:1] or "n"
        if answer in ("s", "a", "n", "u", "q"):
            return answer
        click.echo("please answer s, a, n, u or q")
