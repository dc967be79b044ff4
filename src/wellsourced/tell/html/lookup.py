"""What every view of a dossier needs: the records by their ids, the words of a span, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Json = Mapping[str, Any]  # an object of the contract

SHOWN_WORDS = 320  # characters of a span shown in a list; the whole of it stands in the article, one click away
LABEL = 30  # characters of the title of an article whose outlet is not named
_SAFE_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}\Z")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of an article, and the link to where they stand in it."""

    article: str
    label: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """How widely something is reported next to where it comes from: many outlets may be one origin."""

    outlets: int
    low: int
    high: int

    @property
    def origins(self) -> str:
        return amount_range(self.low, self.high)

    @property
    def size(self) -> str:
        """The name under which a page's style sheet knows the length of its bars."""
        return f"{self.outlets}-{self.low}-{self.high}"


class Lookup:
    """The records of one dossier by id. Spans asked for with `evidence` get an anchor in their article's text, so all
    views must be made before the articles are. `page` is the address of the page that holds the articles, if they are
    looked at from another one."""

    def __init__(self, dossier: Json, page: str = "") -> None:
        self.dossier = dossier
        self.page = page
        self.articles: dict[str, Json] = {a["id"]: a for a in dossier["articles"]}
        self.numbers = {article: n for n, article in enumerate(self.articles, 1)}
        self.claims: dict[str, Json] = {c["id"]: c for c in dossier["claims"]}
        self.identities: dict[str, Json] = {i["id"]: i for i in dossier["identities"]}
        self.statements: dict[str, Json] = {s["id"]: s for s in dossier["statements"]}
        self.events: dict[str, Json] = {e["id"]: e for e in dossier["events"]}
        self.nodes: dict[str, Json] = {n["id"]: n for n in dossier["lineage"]["nodes"]}
        self.claim_of = {m: c["id"] for c in reversed(dossier["claims"]) for m in c.get("members", ())}
        self.claim_numbers = {claim["id"]: n for n, claim in enumerate(sorted(self.claims.values(), key=self._rank), 1)}
        self.claim_places = {claim: n for n, claim in enumerate(self.claims)}
        self._labels: dict[str, str] = {}
        for article in self.articles.values():
            self._labels[article["id"]] = self._name(article)
        self.anchored: dict[str, set[tuple[int, int]]] = {}
        self._anchors: dict[str, str] = {}

    def _rank(self, claim: Json) -> tuple[int, int, int, int]:
        """Claims are numbered story by story, the most widely carried first, among these the least well sourced."""
        story = self.articles[claim["supports"][0]["article"]]["story"]
        stories = [s["id"] for s in self.dossier["stories"]]
        place = stories.index(story) if story in stories else len(stories)
        return (place, -claim["outlets"], claim["origins"]["low"], claim["origins"]["high"])

    def label(self, article: str) -> str:
        """What an article is called: its outlet, else the beginning of its title, else its address."""
        return self._labels[article]

    def _name(self, article: Json) -> str:
        if article["outlet"]:
            return clean(article["outlet"])
        name = f"“{shorten(clean(article['title']), LABEL)}”" if article["title"] else clean(article["address"])
        # two articles that nothing names must not look like one outlet
        return f"{name} ({self.numbers[article['id']]})" if name in self._labels.values() else name

    def labels(self, articles: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.label(article) for article in articles))

    def anchor(self, record: str) -> str:
        """The fragment of a record: its id, or a name made for it where the id could not stand in an address."""
        if record not in self._anchors:
            safe = bool(_SAFE_ANCHOR.match(record))
            self._anchors[record] = record if safe else f"record-{len(self._anchors)}"
        return self._anchors[record]

    def span_anchor(self, span: Json) -> str:
        return f"t{self.numbers[span['article']]}-{span['start']}-{span['end']}"

    def evidence(self, span: Json, shown: int = SHOWN_WORDS) -> Evidence:
        """The words of a span, with an anchor where they stand."""
        article = span["article"]
        self.anchored.setdefault(article, set()).add((span["start"], span["end"]))
        words = clean(self.articles[article]["text"][span["start"] : span["end"]])
        href = f"{self.page}#{self.span_anchor(span)}"
        return Evidence(article, self.label(article), href, shorten(words, shown))

    def words(self, spans: Sequence[Json]) -> str:
        """The words of one or more spans of an article, "…" between them."""
        texts = (self.articles[s["article"]]["text"][s["start"] : s["end"]] for s in spans)
        return " … ".join(clean(text) for text in texts)

    def node_name(self, node: str) -> str:
        """What an origin is called: an article by its outlet, everything else by its own name."""
        if node in self.articles:
            return self.label(node)
        return clean(self.nodes[node]["name"]) if node in self.nodes else clean(node)


# ---- words ------------------------------------------------------------------------------------


def shorten(text: str, length: int) -> str:
    """The text, or as many whole words of it as fit, and "…"."""
    if len(text) <= length:
        return text
    cut = text[: length + 1].rsplit(None, 1)[0] if " " in text[:length] else text[:length]
    return cut.rstrip(" ,;:–—-") + " …"


# control characters but line ends and tabs, lone surrogates, what turns the direction of reading, tags (which are not
# seen, and can hold a text of their own)
_TURNING = "\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_TURNING}]")
_NAMED = re.compile(f"[{_TURNING}]")


def visible(text: str) -> str:
    """The text, character for character, without what a page may not hold or what could reorder it: control
    characters, lone surrogates and direction overrides become replacement characters."""
    return _UNFIT.sub("\ufffd", text)


def clean(text: object) -> str:
    """One line of visible text; what could reorder it stands there by its number.

    >>> clean("Dam \\u202edlof\\u202c holds")
    'Dam ⟨U+202E⟩dlof⟨U+202C⟩ holds'
    """
    line = str(text)
    if not line.isascii():
        line = _NAMED.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", line)
    return " ".join(visible(line).split())


def is_bare_quote(words: str, kind: str) -> bool:
    """Whether words are a quotation that needs quotation marks: said so directly, and without marks of its own."""
    return kind == "direct" and words[:1] not in "“”\"‘’'«»„"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 outlet", "3 outlets" """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def amount_range(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}–{high}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """ "A", "A and B", "A, B and 3 others" """
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def web_address(address: object) -> str | None:
    """An address that may be a live link: http or https with a host, and nothing that hides in it."""
    text = str(address)
    if any(c.isspace() or unicodedata.category(c)[0] == "C" for c in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


# ---- days -------------------------------------------------------------------------------------

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_words(day: str) -> str:
    """ "2024-03-12" -> "12 March 2024" """
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {int(year)}"


def when_words(when: Json | None) -> str:
    """A pair of days as people say it.

    >>> when_words({"earliest": "2024-03-01", "latest": "2024-03-31"})
    'March 2024'
    >>> when_words({"earliest": "2024-03-12", "latest": "2024-03-15"})
    '12 – 15 March 2024'
    >>> when_words({"earliest": "2024-03-12", "latest": None})
    'from 12 March 2024 on'
    """
    first: str | None = when["earliest"] if when else None
    last: str | None = when["latest"] if when else None
    if not last:
        return f"from {day_words(first)} on" if first else "date unknown"
    if not first:
        return f"until {day_words(last)}"
    if first == last:
        return day_words(first)
    (y1, m1, d1), (y2, m2, d2) = ([int(part) for part in day.split("-")] for day in (first, last))
    if (y1, m1, d1, m2, d2) == (y2, 1, 1, 12, 31):
        return str(y1)
    if (y1, m1, d1) == (y2, m2, 1) and d2 in (_LAST_DAYS[m1 - 1], 28 if m1 == 2 else 31):
        return f"{MONTHS[m1 - 1]} {y1}"
    if (y1, m1) == (y2, m2):
        return f"{d1} – {day_words(last)}"
    return f"{d1} {MONTHS[m1 - 1]} – {day_words(last)}" if y1 == y2 else f"{day_words(first)} – {day_words(last)}"


def short_when(when: Json | None) -> str:
    """The same with short names of months, where room is scarce.

    >>> short_when({"earliest": "2024-01-31", "latest": "2024-09-02"})
    '31 Jan – 2 Sep 2024'
    """
    words = when_words(when)
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words
