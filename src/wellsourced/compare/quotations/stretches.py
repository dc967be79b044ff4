"""Statements -> the words that stand in quotation marks; a sentence broken by "he said" is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ...named import Names
from ...names import fold
from ...records import Article, Identity, Reading, Span, Statement
from ..kept import names_of_story
from ..speakers import Speaker, speaker_of
from ..wording import number, suffixless

LEAST = 4  # words of a quoted stretch; shorter ones are scraps that anybody may say
CUE = 80  # characters that may stand between the halves of a broken sentence: `," said the minister on Monday, "`
TOKEN = re.compile(r"\.{3,}|…|[\[\](){}.,;:!?—–]|\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|['’](?:em|s)\b")
QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”»]|(?<![\w])['‘‹]([^'‘‹›\n]+(?:['’]\w[^'‘‹›’\n]*)*)['’›](?!\w)")
STOPS = frozenset(".!?")
Gap = Literal["", "ellipsis", "attribution", "border"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quote: as it stands, in the form in which two of them are compared, and what stands before it."""

    text: str
    form: str
    gap: Gap = ""
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one article has in quotation marks at one place."""

    article: Article
    statements: tuple[Statement, ...]
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    speaker: Speaker

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)

    @property
    def text(self) -> str:
        return " … ".join(" ".join(self.article.words(span).split()) for span in self.spans)


def find_stretches(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Stretch, ...]:
    """The quoted stretches of some articles, in order of place; scraps of less than `LEAST` words are left out."""
    names = names_of_story(identities, readings)
    found = [stretch for reading in readings for stretch in _of_article(reading, names)]
    return tuple(sorted(found, key=lambda stretch: stretch.spans))


def _of_article(reading: Reading, names: Names) -> Iterator[Stretch]:
    article = reading.article
    quoted = [(span, s) for s in reading.statements if s.kind != "indirect" for span in _marked(article, s)]
    runs: list[list[tuple[Span, Statement]]] = []
    for span, statement in sorted(quoted, key=lambda pair: (pair[0], pair[1].id)):
        if runs and any(span.overlaps(other) for other, _ in runs[-1]):
            # a statement within a statement: who said all of the words is the inner one
            if statement.within == runs[-1][-1][1].id and span.contains(runs[-1][-1][0]):
                runs[-1][-1] = (span, statement) if len(runs[-1]) == 1 else runs[-1][-1]
            continue
        if runs and _is_broken(article, runs[-1][-1], (span, statement)):
            runs[-1].append((span, statement))
        else:
            runs.append([(span, statement)])
    for run in runs:
        words = [w for i, (span, _) in enumerate(run) for w in _words(article.words(span), "attribution" if i else "")]
        if len(words) >= LEAST:
            statements = tuple(dict.fromkeys(statement for _, statement in run))
            speaker = speaker_of(run[0][1], names)
            yield Stretch(article, statements, tuple(span for span, _ in run), tuple(words), speaker)


def _marked(article: Article, statement: Statement) -> Iterator[Span]:
    """The stretches of a statement that stand in quotation marks: all of a direct one, the quoted parts of a mixed."""
    for content in statement.content:
        if statement.kind == "direct":
            yield content
            continue
        for match in QUOTED.finditer(article.words(content)):
            group = 1 if match.group(1) else 2
            yield Span(article.id, content.start + match.start(group), content.start + match.end(group))


def _is_broken(article: Article, first: tuple[Span, Statement], second: tuple[Span, Statement]) -> bool:
    """Whether two stretches are halves of one sentence, broken by its attribution."""
    between = article.text[first[0].end : second[0].start]
    ended = article.words(first[0]).rstrip("\"'”’» ")[-1:] in STOPS or re.match(r"[.!?…]", between)
    same = first[1].id == second[1].id or first[1].source.name == second[1].source.name
    near = len(between) <= CUE and "\n" not in between and not re.search(r"[.!?]\s", between)
    return bool(same and near and not ended)


def _words(text: str, gap: Gap) -> Iterator[Word]:
    """The words of a quote; marks are told by the gap before the next word, contractions are written out."""
    depth = 0
    for match in TOKEN.finditer(text):
        token = match.group()
        if token in "[({":
            depth += token == "["
        elif token in "])}":
            depth = max(0, depth - (token == "]"))
        elif token == "…" or token.startswith("..."):
            gap = "ellipsis"
        elif not token[0].isalnum() and token[0] not in "'’":
            gap = gap or "border"
        else:
            for form in _forms(token):
                yield Word(token, form, gap, depth > 0)
                gap = ""


@lru_cache(maxsize=20_000)
def _forms(token: str) -> tuple[str, ...]:
    """A token -> the words it is compared as: "won’t" as "will not", "colour" as "color", "Two" as "2"."""
    low = fold(token).replace("’", "'")
    if low in contractions():
        return contractions()[low]
    if low.endswith("n't"):
        return (*_forms(low[:-3]), "not")
    for ending, full in (("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am")):
        if low.endswith(ending):
            return (*_forms(low[: -len(ending)]), full)
    value, _ = number([low])
    if value is not None:
        return (f"{value:g}",)
    return (spelled(low),)


def spelled(word: str) -> str:
    """A lower-case word in one spelling where British and American English have two; its endings stay.

    >>> spelled("organisation"), spelled("neighbours"), spelled("centre"), spelled("travelled")
    ('organization', 'neighbors', 'center', 'traveled')
    """
    word = re.sub(r"(?<=..)is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz", word) if len(word) > 6 else word
    word = re.sub(r"(?<=...)our(?=(?:s|ed|ing|ful|less|able|ably|hood|hoods)?$)", "or", word)
    word = re.sub(r"(?<=..[bcdghkpt])re(?=s?$)", "er", word)
    return re.sub(r"(?<=[aeiou]l)l(?=(?:ed|ing|er|ers)$)", "", word)


@lru_cache(maxsize=1)
def contractions() -> dict[str, tuple[str, ...]]:
    pairs = (pair.partition("=") for row in rows("contraction") for pair in row)
    return {short: tuple(full.split()) for short, _, full in pairs}


@lru_cache(maxsize=16)
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a class of `lexicons/quotes_words.tsv`, each as its columns."""
    lines = files("wellsourced.lexicons").joinpath("quotes_words.tsv").read_text(encoding="utf-8").splitlines()
    found = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(tuple(columns) for kind, *columns in found if kind == name)


def same_stem(a: str, b: str) -> bool:
    return suffixless(a) == suffixless(b)
