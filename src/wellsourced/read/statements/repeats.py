"""Statements of headings and of the text below -> each thing said once.

A headline says in short what the text says in full, often in the desk's words and not in the speaker's. So it becomes
a note on the statement that it announces (`Statement.headings`), and a statement of its own only where the text has
none: then the headline claims what the article does not bear out. The text also tells whom a headline means by "the
minister", and where two can be meant, none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import log

from ...frequency import share
from ...names import fold, parts
from ...records import Link, Mention, Source, Statement
from .cues import source_words

WORD = re.compile(r"[^\W_]+")
STEM = 5  # letters by which forms of a word are told to be one: reopen, reopened
SAME_SPEAKER = 0.4  # of a headline's information that a statement of its speaker must hold to be what it announces
ANY_SPEAKER = 0.65  # the same for a statement of somebody else: a spokeswoman for the ministry


def join_headings(
    text: str, headings: Sequence[Statement], statements: Sequence[Statement], mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """The statements of the text with what announces them, and the headings' own, in order of their content."""
    if not headings:
        return tuple(statements)
    joined = list(statements)
    own: list[Statement] = []
    descriptions = {m.name: m.description for m in reversed(mentions) if m.description}
    names = frozenset(m.name for m in mentions)
    words = [_weights(_content(text, statement)) for statement in statements]
    for heading in headings:
        meant = [i for i, s in enumerate(statements) if _can_be(heading.source, s.source, descriptions)]
        wanted = _weights(_content(text, heading))
        best = _announced(wanted, words, statements, frozenset(meant))
        if best is not None:
            joined[best] = replace(joined[best], headings=(*joined[best].headings, *heading.content))
        else:
            own.append(_resolved(heading, [statements[i].source for i in meant], names))
    return tuple(sorted((*own, *joined), key=lambda s: (s.content[0].start, -s.content[-1].end)))


def _content(text: str, statement: Statement) -> str:
    return " ".join(text[span.start : span.end] for span in statement.content)


def _weights(words: str) -> dict[str, float]:
    """Stem -> the information that the word carries, in nats, by its share of general English."""
    return {word[:STEM]: -log(share(word)) for word in map(fold, WORD.findall(words))}


def _announced(
    wanted: dict[str, float], words: Sequence[dict[str, float]], statements: Sequence[Statement], meant: frozenset[int]
) -> int | None:
    """The statement that holds most of a headline's information, if it holds enough; the first of equals."""
    whole = sum(wanted.values()) or 1.0
    best, most = None, 0.0
    for i, statement in enumerate(statements):
        held = sum(weight for stem, weight in wanted.items() if stem in words[i]) / whole
        least = SAME_SPEAKER if i in meant else ANY_SPEAKER
        if statement.manner == "speech" and held >= least and held + 0.1 * (i in meant) > most:
            best, most = i, held + 0.1 * (i in meant)
    return best


# ---- whom a headline means ---------------------------------------------------------------------


def _can_be(heading: Source, source: Source, descriptions: dict[str, str]) -> bool:
    """Whether the words of a headline can stand for a speaker of the text: by name, or by a noun that describes it."""
    wanted = set(parts(heading.name))
    told = {*parts(source.name), *parts(source.text), *parts(descriptions.get(source.name) or "")}
    told |= {word.removesuffix("s") for word in told}
    return bool(wanted) and (wanted <= told or {word.removesuffix("s") for word in wanted} <= told)


def _resolved(heading: Statement, meant: Sequence[Source], names: frozenset[str]) -> Statement:
    """A heading's statement with the name of the only speaker in the text who can be meant by "the minister"."""
    source = heading.source
    found = sorted({s.name for s in meant if s.name in names and not s.candidates})
    if not found or source.name in names or _is_plural(source.text):
        return heading
    if len(found) > 1:
        return replace(heading, source=replace(source, candidates=tuple(found), anonymous=False))
    named = replace(source, name=found[0], anonymous=False)
    chain = (Link(found[0], "speaker", source.span), *heading.chain[1:])
    return replace(heading, source=named, chain=chain)


def _is_plural(text: str) -> bool:
    last = fold(text).split()[-1:]
    return bool(last) and last[0].endswith("s") and last[0][:-1] in source_words()
