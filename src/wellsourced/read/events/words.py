"""The lexicons of events, read once: verbs and nouns with their kinds, governing words, small word classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Kinds = dict[str, list[tuple[frozenset[str], str]]]  # word -> (frame, kind), the frame to be tried first comes first

WITH_OBJECT, WITHOUT, WITH_CLAUSE = frozenset(("obj",)), frozenset(("alone",)), frozenset(("clause",))


@dataclass(frozen=True, slots=True)
class Signature:
    """What a governing word makes of the event it governs: where it is so itself, and where it is not.

    `takes`: the complements of which this is so ("inf", "clause", "noun"), all where it is empty.
    """

    holds: str
    if_not: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexicons of events hold.

    `verbs` and `nouns` give the kinds, `governors` the signatures of a governing word ("plan"; a verb with its
    particle or preposition is "rule_out", "call_for"), `classes` the small word classes of `events_words.tsv`.
    """

    verbs: Kinds
    nouns: Kinds
    governors: dict[str, tuple[Signature, ...]]
    classes: dict[str, frozenset[str]]

    def signature(self, names: Iterator[str], complement: str) -> Signature | None:
        """The first signature that one of some names has for a complement; names with a preposition come first."""
        for name in names:
            found = self.governors.get(name, ())
            fitting = [one for one in found if not one.takes or complement in one.takes]
            if fitting:  # what is said of this complement goes before what is said of all
                return next((one for one in fitting if one.takes), fitting[0])
        return None


@lru_cache(maxsize=1)
def words() -> Words:
    verbs: Kinds = {}
    for kind, frame, listed in _rows("events_verbs.tsv"):
        for verb in listed.split():
            verbs.setdefault(verb, []).append((frozenset(frame.split()), kind))
    nouns: Kinds = {}
    for kind, frame, listed in _rows("events_nouns.tsv"):
        for noun in listed.split():
            nouns.setdefault(noun, []).append((frozenset(frame.split()), kind))
    for frames in (*verbs.values(), *nouns.values()):
        frames.sort(key=lambda frame: _order(frame[0]))
    governors: dict[str, tuple[Signature, ...]] = {}
    for holds, if_not, takes, listed in _rows("events_governors.tsv"):
        signature = Signature(holds, if_not, frozenset(takes.split()))
        for word in listed.split():
            governors[word] = (*governors.get(word, ()), signature)
    return Words(
        verbs,
        nouns,
        governors,
        {group: frozenset(listed.split()) for group, listed in _rows("events_words.tsv")},
    )


def _order(frame: frozenset[str]) -> int:
    """Frames of words are tried first, then those that ask for an object or for none, then the empty one."""
    return 2 if not frame else 1 if frame in (WITH_OBJECT, WITHOUT, WITH_CLAUSE) else 0


def _rows(name: str) -> Iterator[list[str]]:
    for line in files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
