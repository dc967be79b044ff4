"""The articles in full: every block in its place, everything found marked, furniture set apart, nothing left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from .lookup import Evidence, Json, Lookup, clean, web_address, when_words
from .marks import Mark, marked, merged

FURNITURE = frozenset(
    ("navigation", "advert", "counter", "teaser", "comments", "share", "tags", "newsletter", "legal", "other")
)
FOLDED = 4  # lines of furniture in a row from which they are folded away
TOLD = 5  # repaired quotation marks that are told of one by one
BESIDE = 24  # characters shown on either side of one
NO_BREAK = "\u2060"  # word joiner: a link at the end of a stretch stays on its line


@dataclass(frozen=True, slots=True)
class BlockView:
    kind: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks in a row that are read, or that are not."""

    furniture: bool
    blocks: list[BlockView]

    @property
    def folded(self) -> bool:
        return self.furniture and len(self.blocks) >= FOLDED

    @property
    def kinds(self) -> str:
        return ", ".join(dict.fromkeys(block.kind for block in self.blocks))


@dataclass(frozen=True, slots=True)
class ArticleView:
    id: str
    number: int
    outlet: str
    title: str | None
    byline: str | None
    address: str
    link: str | None
    also_at: list[str]
    language: str
    published: str
    day: str | None
    how: str
    dated_by: list[Evidence]
    credits: list[str]
    origins: list[tuple[str, bool]]  # name, and whether it is the article itself
    notes: list[str]
    groups: list[Group]
    found: str


def view_article(lookup: Lookup, article: Json, layers: Sequence[Mark]) -> ArticleView:
    published = article["published"]
    dated_by = [lookup.evidence(span) for span in published.get("evidence", ())]
    marks = merged(_anchored(lookup, article["id"], layers))
    day = published["earliest"] if published["earliest"] == published["latest"] else None
    return ArticleView(
        id=lookup.anchor(article["id"]),
        number=lookup.numbers[article["id"]],
        outlet=clean(article["outlet"] or "Outlet not named"),
        title=clean(article["title"]) if article["title"] else None,
        byline=clean(article["byline"]) if article["byline"] else None,
        address=clean(article["address"]),
        link=web_address(article["address"]),
        also_at=[clean(address) for address in article.get("also_at", ())],
        language=article["language"],
        published=when_words(published),
        day=day,
        how=clean(published["how"]),
        dated_by=dated_by,
        credits=[clean(credit) for credit in article["credits"]],
        origins=[(lookup.node_name(origin), origin == article["id"]) for origin in article["origins"]],
        notes=[clean(note) for note in (*article.get("notes", ()), *_repairs(article))],
        groups=list(_groups(article, marks)),
        found=_found(layers),
    )


def _found(layers: Sequence[Mark]) -> str:
    names = {"s": "statement", "f": "figure", "n": "name", "p": "shared passage"}
    numbers = {name: sum(layer in mark.layers for mark in layers) for layer, name in names.items()}
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for name, number in numbers.items() if number)


def _repairs(article: Json) -> Iterator[str]:
    """What was made of quotation marks without a partner, told by the words around them."""
    repairs = article.get("repairs", ())
    for repair in repairs[:TOLD]:
        start, end = repair["span"]["start"], repair["span"]["end"]
        before = article["text"][max(0, start - BESIDE) : start].rpartition("\n")[2]
        after = article["text"][end : end + BESIDE].partition("\n")[0]
        yield f"quotation mark in “…{before}{article['text'][start:end]}{after}…” {repair['why']}"
    if len(repairs) > TOLD:
        yield f"and {len(repairs) - TOLD} more quotation marks without a partner"


def _anchored(lookup: Lookup, article: str, layers: Sequence[Mark]) -> Iterator[Mark]:
    """All marks of an article: its layers, and an anchor for every stretch that something on the page rests on."""
    text = lookup.articles[article]["text"]
    for mark in layers:
        yield _trimmed(text, mark)
    for start, end in sorted(lookup.anchored.get(article, ())):
        anchor = lookup.span_anchor({"article": article, "start": start, "end": end})
        yield _trimmed(text, Mark(start, end, anchor=anchor))


def _trimmed(text: str, mark: Mark) -> Mark:
    """A mark without white space at its ends, which stands between blocks and is not shown."""
    inside = text[mark.start : mark.end]
    if inside.strip():
        mark.start += len(inside) - len(inside.lstrip())
        mark.end -= len(inside) - len(inside.rstrip())
    return mark


def _groups(article: Json, marks: Sequence[Mark]) -> Iterator[Group]:
    """The whole text in order; what no block covers is shown as furniture of kind "unlabelled"."""
    group: list[BlockView] = []
    is_furniture = False
    for kind, start, end in _stretches(article):
        furniture = kind in FURNITURE or kind == "unlabelled"
        if group and furniture != is_furniture:
            yield Group(is_furniture, group)
            group = []
        is_furniture = furniture
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        group.append(BlockView(kind, marked(article["text"], start, end, inside)))
    if group:
        yield Group(is_furniture, group)


def _stretches(article: Json) -> Iterator[tuple[str, int, int]]:
    text, at = article["text"], 0
    for block in article["blocks"]:
        if text[at : block["start"]].strip():
            yield "unlabelled", at, block["start"]
        yield block["kind"], block["start"], block["end"]
        at = block["end"]
    if text[at:].strip():
        yield "unlabelled", at, len(text)


# ---- layers -----------------------------------------------------------------------------------


def find_layers(lookup: Lookup) -> dict[str, list[Mark]]:
    """Article -> the marks of everything found in it."""
    layers: dict[str, list[Mark]] = {article: [] for article in lookup.articles}

    def add(span: Json, layer: str, title: str = "", ref: Markup | None = None) -> None:
        layers[span["article"]].append(
            Mark(span["start"], span["end"], layer.split(), titles=[title] if title else [], refs=[ref] if ref else [])
        )

    dossier = lookup.dossier
    for number, passage in enumerate(dossier["passages"], 1):
        for span in passage["spans"]:
            add(span, "p", ref=_ref(lookup, passage["id"], f"P{number}", f"shared passage {number}"))
    for claim in lookup.claims.values():
        number = lookup.claim_numbers[claim["id"]]
        for support in claim["supports"]:
            add(support["span"], "", ref=_ref(lookup, claim["id"], str(number), f"back to claim {number}"))
    for statement in dossier["statements"]:
        for span in statement["content"]:
            add(span, "s d" if statement["kind"] == "direct" else "s", _said(statement))
        for span in statement.get("headings", ()):
            add(span, "", f"headline of: {_said(statement)}")
    figures = {figure["id"]: figure for figure in dossier["figures"]}
    for figure in figures.values():
        whole = figures.get(figure.get("part_of"))
        add(figure["span"], "f", figure_words(figure) + (f", part of {figure_words(whole)}" if whole else ""))
    for one in dossier.get("sums", ()):
        add(one["spans"][0], "f", clean(one["why"]))
    for identity in dossier["identities"]:
        for span in identity["mentions"]:
            words = clean(lookup.articles[span["article"]]["text"][span["start"] : span["end"]])
            name = clean(identity["name"])
            add(span, "n", "" if words == name else name)
    for time in dossier.get("times", ()):
        known = time["earliest"] or time["latest"]
        add(time["span"], "t", when_words(time) if known else clean(time["how"]))
    for event in dossier["events"]:
        add(event["trigger"], "e", clean(f"{event['kind'].lower()}: {event['modality']}"))
    return layers


def _ref(lookup: Lookup, record: str, text: str, title: str) -> Markup:
    href = f"{lookup.page}#{lookup.anchor(record)}"
    # not Markup.format, which takes five times as long: a large page has thousands of these
    name, words = escape(title), escape(text)
    return Markup(f'{NO_BREAK}<a class="ref" href="{escape(href)}" aria-label="{name}">{words}</a>')


def _said(statement: Json) -> str:
    sources = (statement["source"], *statement.get("also", ()))
    who = clean(" and ".join(one.get("name") or one["text"] for one in sources))
    return f"{statement['kind']}: {who}{' denies' if statement.get('denied') else ''}"


BOUNDS = {"exact": "", "about": "about ", "at least": "at least ", "more than": "more than ", "at most": "at most ",
          "up to": "up to "}  # fmt: skip


def figure_words(figure: Json) -> str:
    """A figure as words: "at least 43 people killed"."""
    low, high = figure["low"], figure["high"]
    if low is not None and high is not None and low != high:
        number = f"{low:,}–{high:,}"
    else:
        value = low if low is not None else high
        number = f"{value:,}" if value is not None else "?"
    return clean(f"{BOUNDS.get(figure['bound'], '')}{number} {figure['counted']}")
