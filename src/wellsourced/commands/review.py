"""`wellsourced review`: a person decides which names are one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from ..decisions import read_decisions, told, with_decision, without_last
from ..errors import Unreadable
from ..records import Decision
from ..tell.review import cases_of, merges_of, render
from .archive import is_archive
from .terminal import errors_as_one_line, shown

if TYPE_CHECKING:
    from ..archive import Archive

KEYS = "[s]ame, [a]part, [n]ext, [u]ndo, [q]uit"
NAMES = "names.tsv"  # beside the dossier, where `wellsourced report` finds it again


@click.command()
@click.argument("place", metavar="DOSSIER|ARCHIVE")
@click.option(
    "--names",
    "names_file",
    metavar="FILE",
    help="Where decisions are kept [names.tsv beside the dossier]; with an archive, take those of FILE over.",
)
@click.option("--story", metavar="ID", help="Of an archive, ask about this story only; see `wellsourced stories`.")
@click.option("--same", nargs=2, multiple=True, metavar="NAME NAME", help="Put two names together.")
@click.option("--apart", nargs=2, multiple=True, metavar="NAME NAME", help="Keep two names apart.")
@click.option("--split", multiple=True, metavar="NAME", help="Take a name for another bearer in each article.")
@click.option("--note", default="", metavar="TEXT", help="Why, kept with the decisions of this call.")
@click.option("--undo", is_flag=True, help="Take the last decision back.")
@click.option("--merges", is_flag=True, help="Show which names were put together, and why.")
@click.option("--list", "listed", is_flag=True, help="Show what has been decided, and ask nothing.")
def review(
    place: str,
    names_file: str | None,
    story: str | None,
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

    An ARCHIVE keeps its decisions itself: they hold for all its stories, also for what is added later, and the stories
    that a decision touches are compared anew at once.

    Exit code 0, 1 when the dossier, the archive or the file cannot be used, 2 for wrong usage.

    Example: wellsourced review dossier/ --same "Karim Nadri" "Kareem al-Nadri"
    """
    wanted = [Decision("same", *pair, note) for pair in same] + [Decision("apart", *pair, note) for pair in apart]
    wanted += [Decision("split", name, "", note) for name in split]
    kept_in_archive = is_archive(place)
    if story and not kept_in_archive:
        raise click.UsageError("--story is for an archive")
    with errors_as_one_line(), _book(place, names_file, story) as book:
        if kept_in_archive and names_file:
            wanted += read_decisions(Path(names_file).read_text(encoding="utf-8-sig"), names_file)
        if undo:
            _undo(book)
        if wanted:
            _decide(book, wanted)
        if merges:
            click.echo("\n".join(map(shown, merges_of(book.dossier()))) or "no two names were put together")
        if listed:
            click.echo(told(book.decisions()) or f"nothing has been decided in {book.name}")
        elif not (wanted or undo or merges or (kept_in_archive and names_file)):
            _ask(book)


# ---- where decisions are kept -----------------------------------------------------------------


class Book(Protocol):
    """Where decisions are kept, and the dossier that they are about."""

    @property
    def name(self) -> str: ...
    @property
    def after(self) -> str: ...  # what is told when decisions were made
    def dossier(self) -> dict[str, Any]: ...
    def decisions(self) -> tuple[Decision, ...]: ...
    def keep(self, wanted: Sequence[Decision]) -> str: ...
    def take_back(self) -> Decision | None: ...


@contextmanager
def _book(place: str, names_file: str | None, story: str | None) -> Iterator[Book]:
    if is_archive(place):
        from ..archive import open_archive

        with open_archive(place) as archive:
            yield _InArchive(archive, place, story)
        return
    path = Path(place) / "dossier.json" if Path(place).is_dir() else Path(place)
    names = Path(names_file) if names_file else path.parent / NAMES
    if not path.exists() and not names.exists():
        raise Unreadable(place, "there is no dossier and no archive; `wellsourced report` and `add` write them")
    yield _InFile(path, names)


@dataclass(frozen=True, slots=True)
class _InFile:
    """Lines of a text file beside a dossier.json."""

    place: Path
    names: Path

    @property
    def name(self) -> str:
        return str(self.names)

    @property
    def after(self) -> str:
        return f"\nRun `wellsourced report` again; it finds {self.names} where it writes into the same folder."

    def dossier(self) -> dict[str, Any]:
        try:
            dossier = json.loads(self.place.read_text(encoding="utf-8"))
            if not {"articles", "identities"} <= dossier.keys():
                raise ValueError("no dossier")
        except (ValueError, AttributeError) as error:
            raise Unreadable(
                str(self.place), "this is no dossier.json and no archive; `wellsourced report` and `add` write them"
            ) from error
        return dict(dossier)

    def decisions(self) -> tuple[Decision, ...]:
        return read_decisions(self._text(), str(self.names))

    def keep(self, wanted: Sequence[Decision]) -> str:
        text = self._text()
        for decision in wanted:
            text = with_decision(text, decision)
        read_decisions(text, str(self.names))
        self._write(text)
        return f"kept in {self.names}"

    def take_back(self) -> Decision | None:
        text, decision = without_last(self._text())
        if decision is not None:
            self._write(text)
        return decision

    def _text(self) -> str:
        return self.names.read_text(encoding="utf-8") if self.names.exists() else ""

    def _write(self, text: str) -> None:
        self.names.parent.mkdir(parents=True, exist_ok=True)
        self.names.write_text(text, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class _InArchive:
    archive: Archive
    name: str
    story: str | None
    after: str = ""

    def dossier(self) -> dict[str, Any]:
        from ..archive import load_dossier
        from ..tell.dossier import as_json

        return as_json(load_dossier(self.archive, self.story))

    def decisions(self) -> tuple[Decision, ...]:
        from ..archive import decisions

        return tuple(one.decision for one in decisions(self.archive))

    def keep(self, wanted: Sequence[Decision]) -> str:
        from ..archive import decide

        count = len(decide(self.archive, *wanted).stories)
        return f"kept in {self.name}; {count} {'story' if count == 1 else 'stories'} compared anew"

    def take_back(self) -> Decision | None:
        from ..archive import undo

        gone = undo(self.archive).decided
        return gone[0].decision if gone else None


# ---- what is done -----------------------------------------------------------------------------


def _decide(book: Book, wanted: Sequence[Decision]) -> None:
    where = book.keep(wanted)
    click.echo(f"{told(wanted)} ({where})")


def _undo(book: Book) -> None:
    decision = book.take_back()
    click.echo(f"taken back: {told([decision])}" if decision else "there is no decision to take back")


def _ask(book: Book) -> None:
    cases = cases_of(book.dossier(), book.decisions())
    if not cases:
        click.echo("no two names are left that may be one")
    at, made = 0, 0
    while at < len(cases):
        click.echo("\n".join(map(shown, render(cases[at], at + 1, len(cases)).split("\n"))))
        answer = _answer()
        if answer == "q":
            break
        if answer == "u":
            _undo(book)
            at, made = max(0, at - 1), max(0, made - 1)
            continue
        if answer in ("s", "a"):
            _decide(book, [Decision("same" if answer == "s" else "apart", cases[at].left, cases[at].right)])
            made += 1
        at += 1
    if made and book.after:
        click.echo(book.after)


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
