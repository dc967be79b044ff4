"""Speakers that are several: "Venn and Orm said", "the mayor and the fire chief both said".

Who is joined by "and" speaks as much as who is named first. "Residents and officials" are left as they are: they
tell of nobody in particular.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...records import Source
from .paragraphs import Paragraph
from .phrases import noun_phrase
from .voices import Resolver, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

AND = frozenset(("and", "&"))
MOST = 6  # speakers of one statement; longer lists are of something else
Resolve = Callable[[Resolver, Paragraph, "Token", tuple[int, int]], Source]


def split_speakers(
    resolver: Resolver,
    paragraph: Paragraph,
    head: Token,
    span: tuple[int, int] | None,
    source: Source,
    resolve: Resolve,
) -> tuple[Source, tuple[Source, ...]]:
    """The source as its first speaker, in the words that name all of them, and each further one in his or her own.

    `span` are the tokens of the source, `head` its first noun, or a pronoun that takes up several ("they").
    """
    if (group := resolver.groups.get(source.name)) is not None:
        first, *others = group
        return replace(source, name=first.name, anonymous=first.anonymous), tuple(others)
    start, stop = span or noun_phrase(paragraph, head)
    joined = [token for token in _joined(head) if start <= token.i < stop and not paragraph.is_quoted(token)]
    if not joined:
        return source, ()
    first = resolve(resolver, paragraph, head, (start, max(_end_of_first(head, joined[0]), head.i + 1)))
    others = [resolve(resolver, paragraph, token, _phrase(paragraph, token, head)) for token in joined]
    if any(one.candidates or not one.name for one in (first, *others)) or all(
        one.anonymous for one in (first, *others)
    ):
        return source, ()
    also = {one.name: one for one in reversed(others) if one.name != first.name}
    return replace(source, name=first.name, anonymous=first.anonymous), tuple(reversed(also.values()))


def remember_group(
    resolver: Resolver, paragraph: Paragraph, head: Token, group: tuple[Source, ...], weight: float
) -> None:
    """Who spoke together is meant by "they", and each of them by "he" or "she"."""
    sentence = resolver.sentence(paragraph, head)
    for one in group[1:]:
        known = resolver.last.get(one.name)
        if known is not None and one.span is not None:
            resolver.remember(replace(known, place=one.span.start, weight=weight, sentence=sentence))
    if all(not one.anonymous for one in group):
        name = " and ".join(one.name for one in group)
        resolver.groups[name] = group
        two = frozenset(("two",) if len(group) == 2 else ())
        resolver.remember(Voice(name, paragraph.offset + head.idx, sentence, "person", two, frozenset(), True,
                                plural=True, weight=weight))  # fmt: skip


def _joined(head: Token) -> Iterator[Token]:
    """The nouns that "and" joins to a noun, in order: "Venn, Orm and the mayor"."""
    node = _plural_title(head)
    found = []
    for _ in range(MOST):
        nearest = next((c for c in node.children if _follows(node, c)), None)
        if nearest is None:
            break
        found.append((node, nearest))
        node = nearest
    if any(child.dep_ == "cc" and child.lower_ in AND for above, _ in found[-1:] for child in above.children):
        yield from (one for _, one in found)


def _follows(node: Token, child: Token) -> bool:
    """Whether a noun is joined to another: by the parse, or as a name behind a name ("Ana Reyes, Ilse Tamm and")."""
    listed = (
        child.dep_ == "appos" and node.tag_ == child.tag_ == "NNP" and any(c.dep_ == "conj" for c in child.children)
    )
    return child.i > node.i and child.tag_[:2] in NOUNS and (child.dep_ == "conj" or listed)


def _plural_title(head: Token) -> Token:
    """ "Doctors Ana Reyes and Per Holm": the first of the names behind a title in the plural."""
    names = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_.startswith("NNP"))
    return next(names, head) if head.tag_ in ("NNS", "NNPS") else head


NOUNS = frozenset(("NN", "PR"))


def _end_of_first(head: Token, second: Token) -> int:
    """The token at which the words for the first speaker end."""
    parting = [c.i for c in head.children if c.dep_ in ("cc", "punct") and head.i < c.i < second.i and c.text != ")"]
    return max((i for i in parting), default=second.left_edge.i)


def _phrase(paragraph: Paragraph, token: Token, head: Token) -> tuple[int, int]:
    start, end = noun_phrase(paragraph, token)
    cut = next((c.i for c in token.children if c.dep_ in ("cc", "conj") and c.i > token.i), end)
    end = min(end, cut)
    while paragraph.doc[end - 1].lower_ in ("both", "all", "each", ","):
        end -= 1
    return max(start, head.i + 1), max(end, token.i + 1)
