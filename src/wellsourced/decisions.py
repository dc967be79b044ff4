"""What people decided about names, as a small text file that can be read and edited by hand, and back.

    same    Karim Nadri     Karim Nadiri    the ministry confirmed it
    apart   Orla Venn       O. Venn
    split   Venn

A line each, parted by tabs: put two names together, keep two apart, take one name for another bearer in each article;
a note may follow. What comes later holds: a line takes back an earlier one on the same names. Lines that begin with #
are left alone. The file is also where a desk keeps the aliases that it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from .errors import Unreadable
from .names import UNSEEN, key
from .records import Decision, Verdict

HEAD = (
    "# wellsourced: decisions about names. A line each, parted by tabs: same|apart, name, name, note; or split, name."
)


def read_decisions(text: str, address: str = "names.tsv") -> tuple[Decision, ...]:
    """The decisions in force, in order; raises Unreadable with the number of a line that is none.

    >>> read_decisions("same\\tKarim Nadri\\tK. Nadri\\tby hand\\n")
    (Decision(verdict='same', left='Karim Nadri', right='K. Nadri', note='by hand'),)
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found.append(_decision(line, f"{address}, line {number}"))
    return last_of_each(found)


def last_of_each(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """What holds: of several decisions about the same names the last one, in its place."""
    found: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        found.pop(about(decision), None)
        found[about(decision)] = decision
    return tuple(found.values())


def _decision(line: str, where: str) -> Decision:
    cells = [cell.strip() for cell in line.split("\t")]
    verdict = next((one for one in get_args(Verdict) if one == cells[0].lower()), None)
    if verdict is None:
        raise Unreadable(
            where, f"a decision is same, apart or split, parted by tabs from what follows, not “{cells[0]}”"
        )
    names = 1 if verdict == "split" else 2
    if len(cells) <= names or not all(key(name) for name in cells[1 : names + 1]):
        raise Unreadable(where, f"“{verdict}” needs {'a name' if names == 1 else 'two names'}, parted by tabs")
    note = " ".join(cells[names + 1 :]).strip()
    return Decision(verdict, cells[1], cells[2] if names == 2 else "", note)


def about(decision: Decision) -> frozenset[str]:
    """What a decision is about: its names, in any order and spelling."""
    return frozenset((key(decision.left), key(decision.right))) if decision.right else frozenset((key(decision.left),))


def with_decision(text: str, decision: Decision) -> str:
    """The file's text with one more decision at its end; what is about the same names goes."""
    kept = [line for line in text.splitlines() if not _is_about(line, about(decision))]
    cells = (decision.verdict, decision.left, decision.right, decision.note)
    written = "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
    return "\n".join([*(kept or [HEAD]), written]) + "\n"


def without_last(text: str) -> tuple[str, Decision | None]:
    """The file's text without its last decision, and that decision (None where there is none to undo)."""
    lines = text.splitlines()
    for at in reversed(range(len(lines))):
        if lines[at].strip() and not lines[at].lstrip().startswith("#"):
            decision = _decision(lines[at], f"line {at + 1}")
            return "\n".join(lines[:at] + lines[at + 1 :]) + "\n", decision
    return text, None


def _is_about(line: str, names: frozenset[str]) -> bool:
    if not line.strip() or line.lstrip().startswith("#"):
        return False
    return about(_decision(line, "names.tsv")) == names


def told(decisions: Sequence[Decision]) -> str:
    """The decisions in words, a line each."""
    words = {"same": "“{}” and “{}” are the same", "apart": "“{}” and “{}” are kept apart",
             "split": "“{}” is another one in each article"}  # fmt: skip
    lines = (
        words[one.verdict].format(_seen(one.left), _seen(one.right)) + (one.note and f": {one.note}")
        for one in decisions
    )
    return "\n".join(lines)


def _seen(name: str) -> str:
    """A name without characters that are not seen, which could turn a terminal's line around."""
    return "".join(character for character in name if character not in UNSEEN)
