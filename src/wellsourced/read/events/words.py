"""The lexicons of events, read once: verbs and nouns with their kinds, governing words, small word classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Kinds = dict[str, list[tuple[frozenset[str], str]]]  # verb -> (frame, kind), the frame to be tried first standing first

WITH_OBJECT, WITHOUT = frozenset(("obj",)), frozenset(("alone",))


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexicons of events hold.

    `verbs` and `nouns` give the kinds, `governors` the class of a governing word ("plan" -> "planned"; a verb with its
    particle is "rule_out"), `classes` the small word classes of `events_words.tsv`.
    """

    verbs: Kinds
    nouns: dict[str, str]
    governors: dict[str, tuple[str, ...]]
    classes: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    verbs: Kinds = {}
    for kind, frame, listed in _rows("events_verbs.tsv"):
        for verb in listed.split():
            verbs.setdefault(verb, []).append((frozenset(frame.split()), kind))
    for frames in verbs.values():
        frames.sort(key=lambda frame: _order(frame[0]))
    governors: dict[str, tuple[str, ...]] = {}
    for group, listed in _rows("events_governors.tsv"):
        for word in listed.split():
            governors[word] = (*governors.get(word, ()), group)
    return Words(
        verbs,
        {noun: kind for kind, listed in _rows("events_nouns.tsv") for noun in listed.split()},
        governors,
        {group: frozenset(listed.split()) for group, listed in _rows("events_words.tsv")},
    )


def _order(frame: frozenset[str]) -> int:
    """Frames of words are tried first, then those that ask for an object or for none, then the empty one."""
    return 2 if not frame else 1 if frame in (WITH_OBJECT, WITHOUT) else 0


def _rows(name: str) -> Iterator[list[str]]:
    for line in files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
