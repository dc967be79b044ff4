"""What articles say together: passages, lineage, claims, disagreements; a `Comparison` holds those of one story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .pages import ArticleId, Interval, Span, Unread
from .reading import MentionKind, Reading


@dataclass(frozen=True, slots=True)
class Range:
    """A count that may be uncertain: at least `low`, at most `high`."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"not a range: {self.low} .. {self.high}")

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that cover one event. Stories that are told in the same words have one `topic`: two elections, two
    fires in one town."""

    id: str
    title: str
    articles: tuple[ArticleId, ...]
    origins: Range = Range(0, 0)
    outlets: int = 0
    topic: str = ""


VariantKind = Literal[
    "spelling", "substitution", "insertion", "omission", "date made absolute", "bracket", "ellipsis"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class VariantReading:
    """One wording at a place of variation (empty: nothing stands there), and who has it."""

    text: str
    articles: tuple[ArticleId, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where the carriers of a passage differ."""

    kind: VariantKind
    readings: tuple[VariantReading, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text carried by several articles, one span an article, in the order of the spans.

    `bits` is how unlikely it is that the shared words stand together by chance in this coverage.
    """

    id: str
    spans: tuple[Span, ...]
    bits: float
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A stretch of one article that tells what a stretch of another does, largely in the same order, in other words.

    Weaker evidence than a passage: one event told twice is alike too. `bits` is how much likelier these words are if
    the one was made from the other than if both were written freely; the passages inside are the words kept.
    """

    id: str
    spans: tuple[Span, Span]
    bits: float


QuoteChangeKind = Literal[
    # what an outlet may do to a quotation
    "spelling", "ellipsis", "bracket", "shortened", "moved attribution", "changed word",
    # what changes its sense
    "negation", "number", "modal", "hedge", "key word",
]  # fmt: skip
SENSE: frozenset[str] = frozenset(("negation", "number", "modal", "hedge", "key word"))


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """One difference between a quotation's text and a reading of it (`left`, `right`: the words, "" where none)."""

    kind: QuoteChangeKind
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class QuoteReading:
    """One wording of a quotation, the articles and statements that have it, and how it differs from the fullest."""

    text: str
    articles: tuple[ArticleId, ...]
    statements: tuple[str, ...]
    spans: tuple[Span, ...]
    changes: tuple[QuoteChange, ...] = ()

    @property
    def altered(self) -> bool:
        return any(change.kind in SENSE for change in self.changes)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One thing said in somebody's own words, as several articles have it. The first reading is the fullest."""

    id: str
    speakers: tuple[str, ...]  # names of those to whom the words are given
    readings: tuple[QuoteReading, ...]

    def __post_init__(self) -> None:
        if not self.readings:
            raise ValueError("a quotation without readings cannot be built")

    @property
    def statements(self) -> tuple[str, ...]:
        return tuple(sorted({one for reading in self.readings for one in reading.statements}))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another identity that may be the same: for people to decide, never merged."""

    identity: str
    score: float
    why: str


Verdict = Literal["same", "apart", "split"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about names: `same` puts two names together, `apart` keeps two apart whatever else is
    alike, `split` takes one name for another bearer in each article (`right` is then empty)."""

    verdict: Verdict
    left: str
    right: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class City:
    """A place of the gazetteer: its usual name there, its country, degrees north and east, and how many people live
    there. `why` says what in the articles chooses it among those of one name; empty where nothing does."""

    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What an identity is called, where, and when the article that says so appeared."""

    text: str
    span: Span
    when: Interval


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what mentions refer to, over all articles of a story. `reasons` say why forms were put together; `cities`
    are the places of a place's name, all of them, at most one chosen; `roles` the descriptions, each with its place."""

    id: str
    name: str
    kind: MentionKind
    forms: tuple[str, ...]
    descriptions: tuple[str, ...]
    mentions: tuple[Span, ...]
    reasons: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    cities: tuple[City, ...] = ()
    roles: tuple[Role, ...] = ()


NodeKind = Literal["article", "unseen", "speaker", "document"]
EdgeKind = Literal["copies", "rewrites", "credits", "quotes"]


@dataclass(frozen=True, slots=True)
class Node:
    """A place that words can come from. An article's node has the article's own id.

    `may_be`: articles of the coverage that an unseen text may be itself, where the wording does not tell.
    """

    id: str
    kind: NodeKind
    name: str
    may_be: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` took from `target`: which way, how sure (0 to 1), on what evidence, and why in a sentence."""

    source: str
    target: str
    kind: EdgeKind
    strength: float
    evidence: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Descent:
    """Where one stretch of an article comes from: a node, and how surely (0 to 1)."""

    span: Span
    origin: str
    strength: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two origins that may be one: the evidence is too weak to join them and too strong to count two."""

    left: str
    right: str
    evidence: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A graph of where the words come from. `origins` names the root nodes of each article; `descents` the
    stretches known to come from somewhere else than the article itself; `independent` the count for the story;
    `doubts` the pairs of origins that may be one; `possible` edges between articles that share a text, where the
    wording does not tell whether one took it from the other (`strength`: the probability) or both from an unseen
    text."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    origins: tuple[tuple[ArticleId, tuple[str, ...]], ...]
    descents: tuple[Descent, ...]
    independent: Range
    doubts: tuple[Doubt, ...] = ()
    possible: tuple[Edge, ...] = ()

    def origins_of(self, article: ArticleId) -> tuple[str, ...]:
        return next((roots for owner, roots in self.origins if owner == article), ())


Stance = Literal["support", "oppose", "conditional", "undecided"]


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody holds on an issue, and the statement or event it rests on."""

    id: str
    holder: str | None  # identity id
    holder_text: str
    issue: str
    stance: Stance
    when: Interval | None
    rests_on: str
    span: Span


@dataclass(frozen=True, slots=True)
class Support:
    """Words that carry a claim in one article, and the lineage node they come from."""

    span: Span
    origin: str


ClaimKind = Literal["statement", "event", "figure", "position"]
Status = Literal["corroborated", "single origin", "disputed", "changed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more articles report as the same thing.

    `origins` counts independent roots, `channels` independent reports through which it came: one speaker heard in two
    interviews is one origin and two channels. `members` are the ids of the statements, events, figures and positions
    put together, `why` the reason for each joining.
    """

    id: str
    kind: ClaimKind
    text: str
    supports: tuple[Support, ...]
    outlets: int
    speakers: tuple[str, ...]
    channels: Range
    origins: Range
    status: Status
    members: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.supports:
            raise ValueError("a claim without supports cannot be built")


DisagreementKind = Literal[
    "figure", "time", "place", "participants", "position changed", "denied", "paraphrase stronger", "altered quote"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Accounts that part: the claims on each side, and why, in words."""

    id: str
    kind: DisagreementKind
    about: str
    sides: tuple[tuple[str, ...], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Compatible:
    """What may look like a disagreement and is none, with the reason (other scope, place, window or object)."""

    about: str
    claims: tuple[str, ...]
    why: str


OmissionKind = Literal["passage", "denial", "other side"]


@dataclass(frozen=True, slots=True)
class Omission:
    """What an article leaves out of a text that it shares with others (`origin`, a lineage node): the words as these
    have them, and why, in words."""

    kind: OmissionKind
    article: ArticleId
    spans: tuple[Span, ...]
    origin: str
    why: str

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("an omission without the words left out cannot be built")


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim's place in time; `span`: the words that tell what stands there, where it is an event."""

    when: Interval
    claim: str
    planned: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the articles of one story say together."""

    story: Story
    identities: tuple[Identity, ...]
    passages: tuple[Passage, ...]
    lineage: Lineage
    positions: tuple[Position, ...]
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]
    compatible: tuple[Compatible, ...]
    timeline: tuple[Moment, ...]
    quotations: tuple[Quotation, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """How a dossier was made: the only part of it that may differ between two runs over the same pages."""

    version: str
    models: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that was found in one run, with what could not be read."""

    readings: tuple[Reading, ...]
    comparisons: tuple[Comparison, ...]
    unread: tuple[Unread, ...] = ()
    run: Run = field(default_factory=lambda: Run(""))
