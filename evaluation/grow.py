"""Coverages with known lineage, grown from the seed texts in `seeds/`.

A coverage is one event: one to three independent reports of it are the roots; texts are derived from them, and from
each other, by the edits that houses make; half of the texts that others were derived from are deleted. What is left are
the articles, and who descends from whom is known. Everything is drawn from one seed, so a number names a coverage.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from wellsourced.records import Article, Block, BlockKind, Dated, make_id

SEEDS = Path(__file__).resolve().parent / "seeds"
OUTLETS = (
    "Alder Post", "Banner of Corrow", "Brightwater Daily", "Calder Evening", "Capital Ledger", "Dunmore Dispatch",
    "Eastern Chronicle", "Fennick Herald", "Gable Tribune", "Harrow Sentinel", "Inland Courier", "Juniper Gazette",
    "Kestrel Weekly", "Lakeland Observer", "Marsh Telegraph", "Norrland Mail", "Orchard Times", "Pellam Mercury",
    "Quay Journal", "Ridge Examiner", "Southern Argus", "Tollgate News", "Upland Review", "Western Standard",
)  # fmt: skip
INTENSITIES = (0, 3, 6, 10, 15, 22, 30, 45)  # edits asked for in one step; the tables do not always allow as many
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Seed:
    """A report written for this project."""

    event: str
    number: int
    name: str
    town: str
    agency: bool
    day: datetime.date
    headline: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`key` is (root, place): a paragraph keeps it through all edits."""

    key: tuple[str, int]
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the tree. `edits` are all made since the roots: (paragraph, number), shared by those who inherit
    them."""

    name: str
    outlet: str
    agency: bool
    day: datetime.date
    headline: str
    town: str
    paragraphs: tuple[Paragraph, ...]
    parents: tuple[str, ...] = ()
    roots: frozenset[str] = frozenset()
    edits: frozenset[tuple[tuple[str, int], int]] = frozenset()
    credit: str | None = None  # whom it credits, if anybody
    retold: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles that are left, and the tree they come from, by the article's id."""

    articles: tuple[Article, ...]
    texts: dict[str, Text]  # article id -> its text
    tree: dict[str, Text] = field(default_factory=dict)  # name -> text, deleted ones too

    def ancestors(self, text: Text) -> list[str]:
        """The names of all texts that one descends from."""
        found: list[str] = []
        for parent in text.parents:
            found += [parent, *self.ancestors(self.tree[parent])]
        return found


# ---- reading the tables -----------------------------------------------------------------------


def read_seeds() -> dict[str, list[Seed]]:
    """Event -> its independent reports."""
    events = {}
    for path in sorted(SEEDS.glob("*.txt")):
        head, *reports = path.read_text(encoding="utf-8").split("\n== ")
        day = datetime.date.fromisoformat(head.removeprefix("day: ").strip())
        events[path.stem] = [_seed(path.stem, n, day, report) for n, report in enumerate(reports)]
    return events


def _seed(event: str, number: int, day: datetime.date, report: str) -> Seed:
    head, headline, *paragraphs = report.strip().split("\n")
    name, town, kind = head.split(" | ")
    return Seed(event, number, name, town, kind == "agency", day, headline, tuple(paragraphs))


def _table(name: str) -> list[list[str]]:
    lines = (SEEDS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


HOUSES = _table("houses.tsv")
PADDING = _table("padding.tsv")
# the words, how they are found, and others for them
WORDINGS = [(words, re.compile(rf"\b{re.escape(words)}\b"), others) for words, *others in _table("wordings.tsv")]

# ---- edits of one paragraph: (random numbers, words, day) -> words, or None where the edit does not fit ------------

Edit = Callable[[random.Random, str, datetime.date], str | None]
QUOTED = re.compile(r'"[^"]*"')
SMALL = re.compile(r"^(The|A|An|Some|Two|Three|Four|All|He|She|It|They|There|Investigators|Officials|Police|Experts)\b")


def _outside_quotes(match: re.Match[str], words: str) -> bool:
    return not any(q.start() < match.start() < q.end() for q in QUOTED.finditer(words))


def other_wording(rng: random.Random, words: str, day: datetime.date) -> str | None:
    fitting = [
        (match, others)
        for sought, pattern, others in WORDINGS
        if sought in words  # far cheaper than the pattern
        for match in [pattern.search(words)]
        if match and _outside_quotes(match, words)
    ]
    if not fitting:
        return None
    match, others = rng.choice(fitting)
    return words[: match.start()] + rng.choice(others) + words[match.end() :]


def drop_clause(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """Leave out a clause between commas, one at the end, or a single word that can be spared."""
    pattern = r", (?:who|which|when|among them|one of|some of|made|seen by|while|although|so)\b[^,.\"]*(?=[,.])"
    clauses = [m for m in re.finditer(pattern, words) if _outside_quotes(m, words)]
    spare = [m for m in re.finditer(r" (?:fully|only|unusually|early|also|already|that|former|main|so|still)\b", words)]
    choices = clauses + [m for m in spare if _outside_quotes(m, words)]
    if not choices:
        return None
    match = rng.choice(choices)
    after = words[match.end() :]
    if match.group().startswith(",") and after.startswith(","):
        after = after[1:]
    return words[: match.start()] + after


def drop_day(rng: random.Random, words: str, day: datetime.date) -> str | None:
    match = re.search(rf" (?:early |late )?on (?:{'|'.join(WEEKDAYS)})(?: (?:morning|evening|night))?", words)
    return words[: match.start()] + words[match.end() :] if match and _outside_quotes(match, words) else None


def make_date(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """A weekday becomes a date."""
    match = re.search(rf"\bon ({'|'.join(WEEKDAYS)})\b", words)
    if not match or not _outside_quotes(match, words):
        return None
    back = (day.weekday() - WEEKDAYS.index(match.group(1))) % 7
    ahead = "until" in words or "expected" in words or "planned" in words or "will" in words
    meant = day - datetime.timedelta(days=back) if not ahead else day + datetime.timedelta(days=(7 - back) % 7)
    return f"{words[: match.start()]}on {meant:%B} {meant.day}{words[match.end() :]}"


def add_bracket(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """A unit converted, or an age or a word on a picture put in."""
    for pattern, made in ((r"\b(\d+|four|six) (?:kilo)?met(?:er|re)s\b", "in feet: {}"), (r"\bmillion \w+", "about {}"),
                          (r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+\b", "pictured")):  # fmt: skip
        match = re.search(pattern, words)
        if match and _outside_quotes(match, words) and "(" not in words:
            inside = made.format(rng.randrange(12, 900))
            return f"{words[: match.end()]} ({inside}){words[match.end() :]}"
    return None


def add_ellipsis(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """Words left out of a quotation, with an ellipsis in their place."""
    match = QUOTED.search(words)
    inside = match.group().split() if match else []
    if not match or len(inside) < 9 or "..." in words:
        return None
    at = rng.randrange(2, len(inside) - 5)
    return words[: match.start()] + " ".join([*inside[:at], "...", *inside[at + 2 :]]) + words[match.end() :]


def add_words(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """An opening before the sentence, or a word after the first verb of saying."""
    openings = [row[1] for row in PADDING if row[0] == "opening"]
    if SMALL.match(words) and rng.random() < 0.6 and not any(words.startswith(o) for o in openings):
        return f"{rng.choice(openings)} {words[0].lower()}{words[1:]}"
    match = re.search(r"\b(?:said|were|was|had)\b", words)
    if not match or not _outside_quotes(match, words):
        return None
    put_in = rng.choice([row[1] for row in PADDING if row[0] == "word"])
    return (
        None if f" {put_in} " in words else f"{words[: match.start()]}{put_in} {words[match.start() :]}"
        if match.group() == "said" else f"{words[: match.end()]} {put_in}{words[match.end() :]}"
    )  # fmt: skip


def move_attribution(rng: random.Random, words: str, day: datetime.date) -> str | None:
    end = re.fullmatch(r"([^\"]+), ((?:the|a) [^,\"]{3,40}|[A-Z][^,\"]{3,40}) (said|told [^,\"]+)\.", words)
    if end:
        body, who, verb = end.groups()
        return f"{who[0].upper()}{who[1:]} {verb} {body[0].lower() if SMALL.match(body) else body[0]}{body[1:]}."
    quote = re.fullmatch(r"\"([^\"]+),\" ((?:the|a|[A-Z])[^\"]{3,80}?) (said)\.", words)
    if quote:
        return f'{quote[2][0].upper()}{quote[2][1:]} {quote[3]}: "{quote[1]}."'
    return None


def front_time(rng: random.Random, words: str, day: datetime.date) -> str | None:
    """ "A after B." -> "After B, A." """
    match = re.fullmatch(r"([^\"]{30,}?),? (after|when|because|although|as) ([^\",]{12,})\.", words)
    if not match or not SMALL.match(words):
        return None
    body, link, rest = match.groups()
    return f"{link.capitalize()} {rest}, {body[0].lower()}{body[1:]}."


def split_sentence(rng: random.Random, words: str, day: datetime.date) -> str | None:
    match = re.search(r", (?:and|but) (?=(?:the|a|they|he|she|it|some|two|neither|nobody|people) )", words)
    if not match or not _outside_quotes(match, words):
        return None
    rest = words[match.end() :]
    return f"{words[: match.start()]}. {rest[0].upper()}{rest[1:]}"


# how often each is tried: words are exchanged and left out more often than put in
EDITS: tuple[tuple[Edit, int], ...] = (
    (other_wording, 10), (drop_clause, 6), (drop_day, 2), (make_date, 5), (add_bracket, 1), (add_ellipsis, 1),
    (add_words, 3), (move_attribution, 3), (front_time, 1), (split_sentence, 1),
)  # fmt: skip


# ---- edits of a whole text --------------------------------------------------------------------


def edit(rng: random.Random, text: Text, wanted: int) -> Text:
    """So many edits at random places."""
    paragraphs, edits = list(text.paragraphs), set(text.edits)
    kinds, weights = zip(*EDITS, strict=True)
    done = 0
    for _ in range(wanted * 6):
        if done >= wanted:
            break
        at = rng.randrange(len(paragraphs))
        words = rng.choices(kinds, weights)[0](rng, paragraphs[at].text, text.day)
        if words and words != paragraphs[at].text:
            paragraphs[at] = replace(paragraphs[at], text=words)
            edits.add((paragraphs[at].key, rng.randrange(10**9)))
            done += 1
    return replace(text, paragraphs=tuple(paragraphs), edits=frozenset(edits))


def house_spelling(rng: random.Random, text: Text) -> Text:
    """The spellings of another house, throughout."""
    edits = set(text.edits)
    paragraphs = []
    for paragraph in text.paragraphs:
        words = paragraph.text
        for one, other in HOUSES:
            made = re.sub(rf"\b{one}\b", other, words)
            if made != words:
                edits.add((paragraph.key, rng.randrange(10**9)))
            words = made
        paragraphs.append(replace(paragraph, text=words))
    return replace(text, paragraphs=tuple(paragraphs), edits=frozenset(edits))


def quote_marks(rng: random.Random, text: Text) -> Text:
    opening, closing = rng.choice(("“”", "‘’", "«»"))
    return replace(text, paragraphs=tuple(
        replace(p, text=QUOTED.sub(lambda m: f"{opening}{m.group()[1:-1]}{closing}", p.text)) for p in text.paragraphs
    ))  # fmt: skip


def cut(rng: random.Random, text: Text, least: int = 4) -> Text:
    """From the bottom, and perhaps a paragraph from the middle."""
    kept = list(text.paragraphs)
    if len(kept) > least and rng.random() < 0.6:
        kept = kept[: rng.randrange(least, len(kept))]
    if len(kept) > least and rng.random() < 0.3:
        del kept[rng.randrange(1, len(kept))]
    return replace(text, paragraphs=tuple(kept))


def add_own(rng: random.Random, text: Text) -> Text:
    """A sentence or two of the house's own, which nobody else has."""
    paragraphs = list(text.paragraphs)
    for line in rng.sample([row[1] for row in PADDING if row[0] == "sentence"], rng.choice((0, 0, 1, 2))):
        key = (f"own:{text.name}", rng.randrange(10**9))
        paragraphs.insert(rng.randrange(2, len(paragraphs) + 1), Paragraph(key, line))
    return replace(text, paragraphs=tuple(paragraphs))


def retell(rng: random.Random, text: Text) -> Text:
    """Every paragraph in other words and another order of its clauses, as a translation back and forth gives."""
    paragraphs = []
    for paragraph in text.paragraphs:
        words = paragraph.text
        for change in (move_attribution, front_time, split_sentence, drop_clause, drop_clause, make_date):
            words = change(rng, words, text.day) or words
        for sought, pattern, others in rng.sample(WORDINGS, len(WORDINGS)):
            match = pattern.search(words) if sought in words else None
            if match and _outside_quotes(match, words):
                words = words[: match.start()] + rng.choice(others) + words[match.end() :]
        paragraphs.append(replace(paragraph, text=words))
    edits = text.edits | {(p.key, rng.randrange(10**9)) for p in paragraphs for _ in range(4)}
    return replace(text, paragraphs=tuple(paragraphs), edits=frozenset(edits), retold=True)


# ---- growing a coverage -----------------------------------------------------------------------


def grow(number: int) -> Coverage:
    """The coverage with this number."""
    rng = random.Random(f"coverage {number}")
    events = read_seeds()
    event = sorted(events)[number % len(events)]
    seeds = events[event][: rng.choice((1, 2, 2, 3))]
    tree = {}
    for seed in seeds:
        root = _root(seed)
        tree[root.name] = root
    names = rng.sample(OUTLETS, len(OUTLETS))
    for outlet in names[: rng.randrange(2, 6)]:
        child = _derive(rng, tree, outlet)
        tree[child.name] = child
    return _deleted(rng, tree)


def _root(seed: Seed) -> Text:
    name = f"{seed.event}-{seed.number}"
    paragraphs = tuple(Paragraph((name, n), words) for n, words in enumerate(seed.paragraphs))
    return Text(name, seed.name, seed.agency, seed.day, seed.headline, seed.town, paragraphs,
                roots=frozenset({name}), credit=seed.name if seed.agency else None)  # fmt: skip


def _derive(rng: random.Random, tree: dict[str, Text], outlet: str) -> Text:
    """A text made of one of the tree, or, once in eight times, spliced of two."""
    parents = [tree[name] for name in sorted(tree)]
    weights = [3 if parent.agency else 1 for parent in parents]
    parent = rng.choices(parents, weights)[0]
    others = [other for other in parents if not other.roots & parent.roots]
    spliced = rng.choice(others) if others and rng.random() < 0.125 else None
    late = rng.choice((0, 0, 0, 1, 1, 2))
    text = replace(
        parent, name=outlet, outlet=outlet, agency=False, parents=(parent.name,),
        day=max(p.day for p in (parent, spliced) if p) + datetime.timedelta(days=late),
        credit=_credit(rng, parent), headline=parent.headline,
    )  # fmt: skip
    text = cut(rng, text)
    if spliced:
        head = text.paragraphs[: rng.randrange(4, len(text.paragraphs) + 1)]
        tail = cut(rng, spliced, 4).paragraphs
        text = replace(text, paragraphs=(*head, *tail), parents=(parent.name, spliced.name),
                       roots=parent.roots | spliced.roots, edits=parent.edits | spliced.edits)  # fmt: skip
    if rng.random() < 0.12:
        text = retell(rng, text)
    text = edit(rng, text, rng.choice(INTENSITIES))
    if rng.random() < 0.5:
        text = house_spelling(rng, text)
    if rng.random() < 0.4:
        text = quote_marks(rng, text)
    # what was cut away is no root any more
    text = replace(text, roots=text.roots & {paragraph.key[0] for paragraph in text.paragraphs})
    return add_own(rng, text)


def _credit(rng: random.Random, parent: Text) -> str | None:
    """Kept, moved to where the words were taken from, or lost."""
    chance = rng.random()
    if parent.credit and chance < 0.45:
        return parent.credit
    return parent.outlet if not parent.agency and chance < 0.6 else None


def _deleted(rng: random.Random, tree: dict[str, Text]) -> Coverage:
    """Half of the texts that others descend from are deleted; two articles at least are left."""
    inner = sorted({parent for text in tree.values() for parent in text.parents})
    gone = {name for name in inner if rng.random() < 0.5}
    left = [tree[name] for name in sorted(tree) if name not in gone]
    articles, texts = [], {}
    for text in left:
        article = as_article(rng, text)
        articles.append(article)
        texts[article.id] = text
    return Coverage(tuple(articles), texts, tree)


IN_TEXT = (
    "The story was first reported by {}.", "{}, which broke the story, has asked for documents.",
    "According to a report in {}, more is to come.", "{} reported on the matter first.",
    "{} was first to report it, citing people involved.", "The case came to light through a report by {}.",
)  # fmt: skip


def as_article(rng: random.Random, text: Text) -> Article:
    """A text as an article with its lines around it; a credit stands in one of the places where credits stand."""
    blocks: list[tuple[BlockKind, str]] = [("title", text.headline)]
    body: list[tuple[BlockKind, str]] = [("paragraph", p.text) for p in text.paragraphs]
    credit = text.credit if text.credit != text.outlet else None
    agency = credit is not None and any(credit == a for a in ("Halden", "Meridian", "Corbel News Agency"))
    if credit and agency:
        place = rng.randrange(3)
        if place == 0:
            blocks.append(("dateline", f"{text.town} ({credit}) —"))
        elif place == 1:
            blocks.append(("byline", f"By {credit} and agencies" if rng.random() < 0.3 else credit))
        else:
            body.append(("credit", f"({credit})"))
    elif credit:
        name = credit if credit.startswith("The ") else f"the {credit}"
        line = rng.choice(IN_TEXT).format(name)
        body.insert(rng.randrange(1, len(body) + 1), ("paragraph", line[0].upper() + line[1:]))
    words, found = "", []
    for kind, line in blocks + body:
        words += "\n\n" * bool(words)
        found.append(Block(kind, len(words), len(words) + len(line)))
        words += line
    dated = Dated(text.day, text.day, "day", "the page says so")
    published = dated if rng.random() < 0.8 else Dated(None, None, "unknown", "nothing on the page tells")
    return Article(make_id("a", words, text.outlet), f"{text.name}.txt", words, tuple(found), text.headline,
                   text.outlet, published=published)  # fmt: skip
