"""What travels between the stages: frozen records, in the order of the data's way.

Everything found is a `Span`: a stretch of the untouched `Article.text`. A record that says something about the world
carries the spans it rests on and cannot be built without them. Ids are hashes of content (`make_id`), so the same
pages give the same ids in any order and on any number of processes. Doubt is a value: an open interval, `unresolved`
candidates, a score with its reason in words.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Literal

Day = datetime.date
ArticleId = str

# ---- pages and articles -----------------------------------------------------------------------

PageFormat = Literal["html", "text"]

BlockKind = Literal[
    # read
    "title", "subtitle", "byline", "dateline", "credit", "caption", "heading", "paragraph", "blockquote", "list",
    # furniture: labelled, shown greyed, never read further
    "navigation", "advert", "counter", "teaser", "comments", "share", "tags", "newsletter", "legal", "other",
]  # fmt: skip
FURNITURE: frozenset[str] = frozenset(
    ("navigation", "advert", "counter", "teaser", "comments", "share", "tags", "newsletter", "legal", "other")
)
BODY: frozenset[str] = frozenset(("heading", "paragraph", "blockquote", "list"))

Precision = Literal["day", "week", "month", "season", "year", "interval", "unknown"]


def make_id(prefix: str, *parts: object) -> str:
    """`prefix` and twelve hexadecimal digits of a hash of the parts, which are told apart by their borders.

    >>> make_id("a", "one", 2) == make_id("a", "one", 2) != make_id("a", "on", "e2")
    True
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of an article's text, in Unicode code points."""

    article: ArticleId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must be a non-empty stretch of text, not [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        return self.article == other.article and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was found: its bytes or text, and what its carrier said about it (`None`: nothing)."""

    address: str
    content: bytes | str
    format: PageFormat
    url: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something given that gave no article, with a reason a person understands."""

    address: str
    error: str


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of an article's text; blocks are in order and do not overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included; `None` is an open side."""

    earliest: Day | None
    latest: Day | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"an interval cannot end before it begins: {self.earliest} .. {self.latest}")

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True, slots=True)
class Dated:
    """When something was published or said: an interval, never a guess.

    `how` says in words where it comes from; `evidence` are the words themselves (none for page metadata).
    """

    earliest: Day | None
    latest: Day | None
    precision: Precision
    how: str
    evidence: tuple[Span, ...] = ()


UNDATED = Dated(None, None, "unknown", "nothing on the page tells")


@dataclass(frozen=True, slots=True)
class Credit:
    """A source named outside the running text, or relied upon in it: "(Reuters)", "Agencies", "MNA reported".

    `name` is the canonical name (`lexicons/agencies.tsv` for news agencies); `agency` whether it is a news agency or
    stands for unnamed ones; `scope` the stretch of text that the credit covers: the whole body for a byline or
    dateline credit, the sentence or paragraph for one in the text; `whole` whether it stands for the whole body and
    no staff member of the outlet shares it.
    """

    name: str
    span: Span
    scope: Span
    agency: bool
    why: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. `text` is never changed after; `blocks` label it."""

    id: ArticleId
    address: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str = "en"
    published: Dated = UNDATED
    also_at: tuple[str, ...] = ()  # further addresses that gave the very same article
    notes: tuple[str, ...] = ()  # what was assumed in reading it ("decoded as windows-1252")

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]


# ---- what one article says --------------------------------------------------------------------

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
    low: float | None
    high: float | None
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
    is reported.
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


# ---- what articles say together ---------------------------------------------------------------


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
