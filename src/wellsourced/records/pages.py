"""Pages as they were given, and the articles read from them: text, blocks, dates, credits."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Literal

Day = datetime.date
ArticleId = str

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
    """A page as it was found: its bytes or text, and what its carrier said about it (`None`: nothing).

    `fetched` is the day on which it was taken from the web, "2024-05-02".
    """

    address: str
    content: bytes | str
    format: PageFormat
    url: str | None = None
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    fetched: str | None = None


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
