"""Many patterns and a line -> the first that the line matches, in a fraction of the time that asking each would take.

Python's regular expressions try a pattern at every place of a line, and nearly all lines match none. Two things exclude
most patterns without a try:

1. A pattern that begins with `^` can match at the beginning only: all of these are tried there, as one.
2. Most others cannot match without certain words: a search for plain strings, thirty times as fast, excludes them. The
   strings are taken from the pattern itself, as in RE2's FilteredRE2 and in the code search of R. Cox (2012).
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, Generic, TypeVar

Kind = TypeVar("Kind")
try:
    _parser: Any = importlib.import_module("re._parser")  # private: without it every pattern is tried
except ImportError:  # pragma: no cover
    _parser = None
# How often a character is met in running text, roughly: which strings exclude most lines
CHANCE = {" ": 0.2, "letter": 0.06, "other": 0.002}
USELESS = 0.02  # strings that are met by chance this often exclude too few lines


class Wordings(Generic[Kind]):
    """Patterns in lower case, each with the kind of line that it tells, in order; for lines in lower case."""

    def __init__(self, patterns: Iterable[tuple[Kind, str]]) -> None:
        opening, elsewhere = [], []
        for at, (kind, pattern) in enumerate(patterns):
            if is_opening(pattern):
                opening.append((at, kind, pattern))
            else:
                elsewhere.append((at, kind, needed(pattern), re.compile(pattern).search))
        self._opening = re.compile("|".join(f"({pattern})" for _, _, pattern in opening)).match if opening else None
        self._openings = [(at, kind) for at, kind, _ in opening]
        self._elsewhere = elsewhere
        self._strings = tuple(sorted({string for _, _, strings, _ in elsewhere for string in strings}))

    def first(self, low: str) -> Kind | None:
        """The kind of the first pattern that a line matches; `low` is the line in lower case."""
        opening = self._opening(low) if self._opening else None
        if not opening:  # of nearly all lines this is all
            for string in self._strings:
                if string in low:
                    break
            else:
                return None
        before, found = self._openings[opening.lastindex - 1] if opening and opening.lastindex else (None, None)
        for at, kind, strings, search in self._elsewhere:
            if before is not None and at > before:
                break
            for string in strings:
                if string in low:
                    if search(low):
                        return kind
                    break
        return found


class Sought:
    """A pattern that is searched for only where one of the strings stands without which there is no match."""

    def __init__(self, pattern: str) -> None:
        self._finditer = re.compile(pattern).finditer
        self._strings = needed(pattern)

    def may_be_in(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether a stretch of a text holds one of the strings."""
        for string in self._strings:  # noqa: SIM110  (`any` takes three times as long)
            if text.find(string, start, end) >= 0:
                return True
        return False

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As that of the pattern."""
        return self._finditer(text, start, end) if self.may_be_in(text, start, end) else iter(())


def is_opening(pattern: str) -> bool:
    """Whether a pattern can match at the beginning of a text only.

    >>> is_opening(r"^(?:home|menu)"), is_opening(r"^home|menu")
    (True, False)
    """
    first = list(_tree(pattern))[:1] if _parser else []
    return bool(first) and first[0] == (_parser.AT, _parser.AT_BEGINNING)


def needed(pattern: str) -> tuple[str, ...]:
    """Strings of which every text that matches a pattern holds one; the empty string where nothing is certain.

    >>> needed(r"\\b(?:our|free) (?:newsletter|briefing)\\b")
    ('briefing', 'newsletter')
    >>> needed(r"\\d+ likes?")
    (' like',)
    """
    strings = _needed(_tree(pattern)) if _parser else None
    return tuple(sorted(strings)) if strings and _chance(strings) < USELESS else ("",)


def _tree(pattern: str) -> Sequence[Any]:
    tree: Sequence[Any] = _parser.parse(pattern)
    return tree


def _chance(strings: frozenset[str]) -> float:
    """How often one of some strings is met by chance, at a place of a text."""
    return sum(reduce(lambda p, c: p * CHANCE.get(c, CHANCE["letter" if c.isalnum() else "other"]), s, 1.0)
               for s in strings)  # fmt: skip


def _needed(tree: Sequence[Any]) -> frozenset[str] | None:
    """The rarest strings among what the pieces of a pattern, one after the other, cannot do without."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, given in tree:
        if operation is _parser.LITERAL:
            run += chr(given)
            continue
        if operation is _parser.AT:  # takes no character
            continue
        found += [frozenset((run,))] if run else []
        run = ""
        strings = _needed_of(operation, given)
        found += [strings] if strings else []
    found += [frozenset((run,))] if run else []
    return min(found, key=_chance, default=None)


def _needed_of(operation: object, given: Any) -> frozenset[str] | None:
    if operation is _parser.SUBPATTERN:
        _, added, taken, inner = given
        return None if added or taken else _needed(inner)
    if operation in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
        least, _, inner = given
        return _needed(inner) if least else None
    if operation is _parser.IN:
        literal = all(kind is _parser.LITERAL for kind, _ in given)
        return frozenset(chr(char) for _, char in given) if literal else None
    if operation is _parser.BRANCH:
        each = [_needed(branch) for branch in given[1]]
        return frozenset().union(*(strings for strings in each if strings)) if all(each) else None
    return None
