"""What one article says: mentions, times, figures, statements, events; a `Reading` holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .pages import Article, ArticleId, Credit, Day, Interval, Precision, Span

MentionKind = Literal["person", "organisation", "place", "facility", "group", "other"]
Use = Literal["person", "organisation", "place", "agent"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `name` is the fullest form this article uses for the same bearer ("Dervan" -> "Ilko
    Dervan"), or `text` itself where none or several fit; `description` the role that stands beside it; `stands_for`
    the country for whose government a capital's name is used here ("Moscow said"); `use` how the sentence uses the name
    where that tells what its bearer is ("agent": it speaks or acts, as people, bodies and governments do)."""

    span: Span
    text: str
    kind: MentionKind
    name: str
    description: str | None = None
    description_span: Span | None = None
    stands_for: str | None = None
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names that the article itself says are one: "the Combined Joint Task Force (CJTF)"."""

    left: str
    right: str
    evidence: Span
    why: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, and the days they mean (`None` on both sides: unresolved, `how` says why)."""

    span: Span
    text: str
    earliest: Day | None
    latest: Day | None
    precision: Precision
    how: str


Bound = Literal["exact", "about", "at least", "more than", "at most", "up to"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported quantity. An open side is `None`: "more than 400" is low 400, high None; "fewer than 700" is
    low None, high 700. `unit` is what the number is measured in ("people", "USD", "%"), `counted` what it counts,
    `part_of` the figure of the same article that it is a part of ("12 dead, including three children")."""

    id: str
    span: Span
    low: int | float | None  # both are named so that what is kept and read again is the same (1 is not 1.0)
    high: int | float | None
    bound: Bound
    unit: str | None
    counted: str
    where: tuple[str, ...] = ()
    when: Interval | None = None
    whose: str | None = None
    statement: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of one article of which one is the total and the others its parts (ids), whether they add up to it, and
    why, in words. `spans` are theirs, the total's first."""

    total: str
    parts: tuple[str, ...]
    agrees: bool
    why: str
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if len(self.spans) != 1 + len(self.parts):
            raise ValueError("a sum without the spans of its total and its parts cannot be built")


StatementKind = Literal["direct", "mixed", "indirect"]
LinkRole = Literal["speaker", "relay"]
Manner = Literal["speech", "attitude"]
Place = Literal["heading", "body"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks: the words that stand for the speaker, and whom they mean inside the article.

    `text` as found ("he", "the ministry"); `name` the introduced name or fullest description they refer to; `span`
    None where no word beside the statement names the speaker; `anonymous` where the speaker is a person or persons
    left unnamed; `candidates` where several fit and none was chosen (`name` then equals `text`).
    """

    span: Span | None
    text: str
    name: str
    anonymous: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One voice in a chain of reporting."""

    name: str
    role: LinkRole
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something attributed: source, cue and content as in the attribution literature (PARC 3.0, PolNeAR).

    `content` excludes outer quotation marks and reporting words. `chain` begins with the innermost speaker and ends
    with the last relay before the publishing outlet, which is left out. `within` is the statement in which this one
    is reported. `also` are the further speakers of what several say together ("Venn and Orm said"); `source` is then
    the first of them, in the words that name all.
    """

    id: str
    article: ArticleId
    kind: StatementKind
    content: tuple[Span, ...]
    source: Source
    cue: tuple[Span, ...]
    addressee: str | None = None
    medium: str | None = None
    uttered: Interval | None = None
    chain: tuple[Link, ...] = ()
    within: str | None = None
    denied: bool = False  # the source denies the content
    manner: Manner = "speech"  # said, or thought and wanted: "believes", "wants"
    place: Place = "body"
    headings: tuple[Span, ...] = ()  # titles and headings of the article that announce it
    also: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement without content spans cannot be built")


@dataclass(frozen=True, slots=True)
class Repair:
    """A quotation mark without its partner, and what was made of it."""

    span: Span
    why: str


Modality = Literal[
    "happened", "ongoing", "planned", "requested", "offered", "conditional", "possible", "predicted", "denied",
    "not happened",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event. `name` is the in-article name that `text` refers to."""

    role: Literal["actor", "target", "other"]
    text: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or did not, or may: the trigger word, its kind (PLOVER's and a few for ordinary
    news), who took part, and the modality with the words of its condition."""

    id: str
    trigger: Span
    kind: str
    participants: tuple[Participant, ...]
    place: str | None
    when: Interval | None
    modality: Modality
    condition: Span | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article, without a look at any other.

    `statements` are what was said; `attitudes` what somebody is reported to believe or want, which is no evidence that
    they said it.
    """

    article: Article
    credits: tuple[Credit, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    attitudes: tuple[Statement, ...] = ()
    repairs: tuple[Repair, ...] = ()
    sums: tuple[Sum, ...] = ()
