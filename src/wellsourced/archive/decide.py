"""What people decide about names, kept in an archive: each decision with its time, taken back one by one.

A decision holds for the whole archive, for what is added later too. Of several about the same names the last one is in
force; when it is taken back, the one before holds again. Stories that a decision touches are compared anew at once; a
process that is stopped in between loses nothing: the next decision or `add` goes on.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from ..decisions import about
from ..errors import ArchiveError, NotKept
from ..names import key
from ..records import Decision
from .bearers import assign_people
from .place import compare_decided, in_force
from .schema import decisions as kept
from .store import Archive


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the archive keeps it; `made` is when, in UTC ("2024-03-04T12:30:00Z")."""

    id: int
    decision: Decision
    made: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was decided or taken back, and the ids of the stories that were compared anew for it."""

    decided: tuple[Decided, ...]
    stories: tuple[str, ...]


def decisions(archive: Archive, *, overruled: bool = False) -> list[Decided]:
    """The decisions in force, in the order of deciding; also those that later ones overrule, if asked for."""
    with archive.reading() as connection:
        every = _all(connection)
    last = {about(one.decision): one.id for one in every}
    return [one for one in every if overruled or one.id == last[about(one.decision)]]


def _all(connection: Connection) -> list[Decided]:
    rows = connection.execute(select(kept).order_by(kept.c.id))
    return [Decided(row.id, Decision(row.verdict, row.left, row.right, row.note), row.made) for row in rows]


def decide(archive: Archive, *wanted: Decision) -> Change:
    """Keep decisions, and compare the stories anew that they touch.

    What is in force already is not kept twice. A name need not be in the archive yet. Raises `ArchiveError` for a
    decision without the names it needs.
    """
    for one in wanted:
        _check(one)
    made = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with archive.writing() as connection:
        last = max((one.id for one in _all(connection)), default=0)
        for one in wanted:
            now = in_force(connection)
            if one not in now:
                connection.execute(insert(kept).values(
                    verdict=one.verdict, left=one.left, right=one.right, note=one.note, made=made
                ))  # fmt: skip
        new = tuple(one for one in _all(connection) if one.id > last)
        assign_people(connection, in_force(connection), _names(new))
    return Change(new, compare_decided(archive))


def _check(decision: Decision) -> None:
    names = (decision.left,) if decision.verdict == "split" else (decision.left, decision.right)
    for name in names:
        if not key(name):
            raise ArchiveError(f"a decision needs a name with letters in it, not “{name}”")
    if decision.verdict == "same" and len(set(map(key, names))) == 1:
        raise ArchiveError(f"“{decision.left}” and “{decision.right}” are one spelling: there is nothing to decide")
    if decision.verdict == "split" and decision.right:
        raise ArchiveError(f"a name is split by itself, not beside another: “{decision.right}”")


def undo(archive: Archive, id: int | None = None) -> Change:
    """Take a decision back, the last one if no id is given, and compare the stories anew that it touched.

    `Change.decided` is empty where there is nothing to take back; raises `NotKept` for an id that is not there.
    """
    with archive.writing() as connection:
        every = _all(connection)
        gone = tuple(every[-1:] if id is None else (one for one in every if one.id == id))
        if id is not None and not gone:
            raise NotKept("decision", str(id))
        for one in gone:
            connection.execute(delete(kept).where(kept.c.id == one.id))
        assign_people(connection, in_force(connection), _names(gone))
    return Change(gone, compare_decided(archive) if gone else ())


def _names(decided: Sequence[Decided]) -> list[str]:
    return [name for one in decided for name in (one.decision.left, one.decision.right) if name]
