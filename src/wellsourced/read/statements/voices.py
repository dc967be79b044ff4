"""Who can speak in an article: voices, where each was met, and what is known about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...records import Article, Mention, Source
from .paragraphs import Paragraph
from .press import is_press

if TYPE_CHECKING:
    from spacy.tokens import Token

FADING = 0.45  # what a sentence between takes from a candidate
REACH = 8  # sentences back that a pronoun may reach


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who can speak: a name or a description, where it was met, and what is known about it."""

    name: str
    place: int  # characters of the article
    sentence: int  # counted over all paragraphs
    kind: str  # "person", "body" or "other"
    words: frozenset[str]  # lower-case lemmas of name and description
    heads: frozenset[str]
    named: bool
    anonymous: bool = False
    plural: bool = False
    weight: float = 0.0  # how prominent this place is: a speaker, a subject, an object


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of one draft: its source, through whom it came, and to whom it was said."""

    source: Source
    relays: tuple[Source, ...] = ()
    hearer: Source | None = None
    through_hearer: bool = False  # the hearer is a news medium that passes it on
    medium_speaks: bool = False  # the source is itself a news medium, and not the one that publishes
    also: tuple[Source, ...] = ()  # who speaks together with the source


@dataclass
class Resolver:
    article: Article
    mentions: tuple[Mention, ...]
    starts: list[int]
    paragraphs: Sequence[Paragraph]
    voices: list[Voice] = field(default_factory=list)  # in the order of the text, as `places` tells
    places: list[int] = field(default_factory=list)
    last: dict[str, Voice] = field(default_factory=dict)
    by_head: dict[str, list[Voice]] = field(default_factory=lambda: defaultdict(list))  # in the order of the text
    heads_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # name -> nouns that stand for it
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)  # names that are looked up once an article
    genders: dict[str, str] = field(default_factory=dict)
    issuers: dict[str, Source] = field(default_factory=dict)  # "statement" -> who spoke in the last one
    issues: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # "statement" -> where issued, by whom
    press: set[str] = field(default_factory=set)  # names of news media, as far as the article tells
    wires: set[str] = field(default_factory=set)  # those that the article is credited to
    first_sentence: list[int] = field(default_factory=list)  # of each paragraph, counted over all
    teller: str = ""  # in whose words the draft stands that is being resolved
    answering: bool = False  # whether that draft's speaker answers
    hearer: str = ""  # to whom the last statement was said
    spoke: str = ""  # and by whom
    groups: dict[str, tuple[Source, ...]] = field(default_factory=dict)  # "Venn and Orm" -> those who spoke together
    meant: dict[str, tuple[str, int]] = field(default_factory=dict)  # pronoun -> whom it last meant, in which sentence

    def before(self, place: int, since: int = 0) -> Iterator[Voice]:
        """The voices met before a place, the nearest first, back to sentence `since`."""
        for at in range(bisect_left(self.places, place) - 1, -1, -1):
            if self.voices[at].sentence < since:
                return
            yield self.voices[at]

    def remember(self, voice: Voice) -> None:
        at = bisect_right(self.places, voice.place)
        self.places.insert(at, voice.place)
        self.voices.insert(at, voice)
        self.last[voice.name] = voice
        self.heads_of[voice.name] |= voice.heads
        for head in sorted(voice.heads):
            insort_right(self.by_head[head], voice, key=lambda v: v.place)

    def called(self, noun: str, place: int) -> Iterator[Voice]:
        """The voices met before a place whom a noun can stand for, the nearest first."""
        known = self.by_head.get(noun, [])
        for at in range(bisect_left(known, place, key=lambda v: v.place) - 1, -1, -1):
            yield known[at]

    def once(self, what: str, find: Callable[[], Iterable[str]]) -> tuple[str, ...]:
        """Names that are the same wherever in the article they are asked for, found once."""
        if what not in self.found:
            self.found[what] = tuple(sorted(find()))
        return self.found[what]

    def sentence(self, paragraph: Paragraph, token: Token) -> int:
        return self.first_sentence[paragraph.number] + paragraph.root.sentence_of[token.i]

    def has_no_article(self, voice: Voice) -> bool:
        """Whether no "the" stands before a name, as before most bodies."""
        return not self.article.text[max(0, voice.place - 4) : voice.place].lower().endswith("the ")

    def issued(self, noun: str, place: int) -> str | None:
        """Who issued the last statement, report ... before a place."""
        known = self.issues.get(noun, [])
        at = bisect_left(known, (place, ""))
        return known[at - 1][1] if at else None

    def is_press(self, name: str) -> bool:
        return name in self.press or is_press(name)
