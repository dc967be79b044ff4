"""Coverages written by hand as lines of text -> readings, identities and lineage, for the tests of claims and after.

    # a case in a sentence
    names: Ana Roth (person, mayor of Tarn) = Roth; Port Union (organisation)
    origins: a = wire; b = wire; c = c            roots of each article; `wire` is an unseen report, `c` its own
    == a | Harbour Post | 2024-05-02
    {Ana Roth| the bridge had been closed in March}, Ana Roth said.
    expect: ...

In a text, `{speaker| content}` is a statement, with `"` before the speaker a direct one, `!` a denied one, `?` an
anonymous speaker, ` + ` between speakers who say it together; `<43 - at least people killed| At least 43 people>` is a
figure with low, high, bound and what is counted (`@place` and `#day` may follow); `[gave way@2024-03-12]` is an event
(`[~gave way@...]` one that is planned).
Names and passages are found by their words: a line `passage: words` marks what several articles carry.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from wellsourced.compare.claims import find_claims
from wellsourced.compare.disagreements import find_disagreements
from wellsourced.compare.quotations import find_quotations
from wellsourced.records import (
    Article,
    Block,
    Claim,
    Dated,
    Descent,
    Edge,
    Event,
    Figure,
    Identity,
    Interval,
    Lineage,
    Link,
    Node,
    Passage,
    Position,
    Range,
    Reading,
    Source,
    Span,
    Statement,
    make_id,
)

CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    name: str
    readings: list[Reading] = field(default_factory=list)
    identities: tuple[Identity, ...] = ()
    passages: tuple[Passage, ...] = ()
    positions: tuple[Position, ...] = ()
    lineage: Lineage = field(default_factory=lambda: Lineage((), (), (), (), Range(0, 0)))
    expected: list[str] = field(default_factory=list)

    def claims(self) -> tuple[Claim, ...]:
        return find_claims(self.readings, self.passages, self.identities, self.lineage, self.positions)

    def compared(self):  # type: ignore[no-untyped-def]
        return find_disagreements(
            self.readings,
            self.identities,
            self.claims(),
            self.positions,
            find_quotations(self.readings, self.identities),
        )


def cases(name: str) -> list[Case]:
    """The cases of a file in `cases/`."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [parse(part) for part in re.split(r"^# ", text, flags=re.M)[1:]]


def parse(text: str) -> Case:
    name, *lines = text.splitlines()
    case = Case(name)
    names, origins, carried, stances = [], "", [], []
    article: list[str] | None = None
    articles: list[tuple[str, str]] = []
    for line in lines:
        head, _, rest = line.partition(":")
        if line.startswith("== "):
            article = []
            articles.append((line[3:], ""))
        elif head == "names":
            names = [part.strip() for part in rest.split(";")]
        elif head == "origins":
            origins = rest
        elif head == "passage":
            carried.append(rest.strip())
        elif head == "position":
            stances.append([part.strip() for part in rest.split("|")])
        elif head == "expect":
            case.expected.append(rest.strip())
        elif article is not None and line.strip():
            articles[-1] = (articles[-1][0], articles[-1][1] + line.strip() + "\n\n")
    case.readings = [reading(head, text) for head, text in articles]
    case.identities = tuple(identity(spec, case.readings) for spec in names)
    case.passages = tuple(passage(words, case.readings) for words in carried)
    case.lineage = lineage(origins, case)
    case.positions = tuple(position(spec, case) for spec in stances)
    return case


def reading(head: str, marked: str) -> Reading:
    id, outlet, published = (part.strip() for part in head.split("|"))
    day = datetime.date.fromisoformat(published)
    found = _Marks(id)
    text = found.read(marked)
    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    article = Article(id, f"{id}.txt", text, blocks, None, outlet or None, published=Dated(day, day, "day", "by hand"))
    figures = tuple(found.figure(span, fields) for span, fields in found.figures)
    statements = tuple(found.statement(span, flags, speaker, day) for span, flags, speaker in found.statements)
    return Reading(article, figures=figures, statements=statements, events=tuple(found.events))


class _Marks:
    """The marks of one article, taken out of its text."""

    def __init__(self, article: str) -> None:
        self.article = article
        self.figures: list[tuple[Span, tuple[str, ...]]] = []
        self.statements: list[tuple[Span, str, str]] = []
        self.events: list[Event] = []

    def read(self, marked: str) -> str:
        """The text without its marks, which may stand in one another."""
        text, i = "", 0
        stack: list[tuple[str, int]] = []
        while i < len(marked):
            c = marked[i]
            if c in "{<":
                end = marked.index("|", i)
                stack.append((marked[i + 1 : end], len(text)))
                i = end + 1
                while marked[i] == " ":
                    i += 1
                continue
            if c in "}>":
                spec, start = stack.pop()
                span = Span(self.article, start, len(text))
                if c == "}":
                    flags = re.match(r"[\"!?]*", spec).group()  # type: ignore[union-attr]
                    self.statements.append((span, flags, spec[len(flags) :].strip()))
                else:
                    self.figures.append((span, _figure_spec(spec)))
            elif c == "[":
                end = marked.index("]", i)
                words, day = marked[i + 1 : end].rsplit("@", 1)
                planned = words.startswith("~")
                words = words.lstrip("~")
                when = datetime.date.fromisoformat(day)
                span = Span(self.article, len(text), len(text) + len(words))
                self.events.append(
                    Event(make_id("e", span), span, "DISASTER", (), None, Interval(when, when),
                          "planned" if planned else "happened")
                )  # fmt: skip
                text += words
                i = end
            else:
                text += c
            i += 1
        return text

    def figure(self, span: Span, fields: tuple[str, ...]) -> Figure:
        low, high, bound, counted, where, day = fields
        when = datetime.date.fromisoformat(day) if day else None
        inside = next((s for s, _, _ in self.statements if s.contains(span)), None)
        window = Interval(when, when) if when else None
        return Figure(
            make_id("f", span), span, _number(low), _number(high), bound, None, counted,  # type: ignore[arg-type]
            (where,) if where else (), window, statement=make_id("s", inside) if inside else None,
        )  # fmt: skip

    def statement(self, span: Span, flags: str, speaker: str, day: datetime.date) -> Statement:
        speaker, *others = speaker.split(" + ")
        return Statement(
            make_id("s", span), self.article, "direct" if '"' in flags else "indirect", (span,),
            Source(None, speaker, speaker, "?" in flags), (), uttered=Interval(day, day),
            chain=(Link(speaker, "speaker"),), denied="!" in flags,
            also=tuple(Source(None, one, one) for one in others),
        )  # fmt: skip


def _figure_spec(spec: str) -> tuple[str, ...]:
    match = re.fullmatch(
        r"(\S+) (\S+) (exact|about|at least|more than|at most|up to) ([^@#]+?)(?:@([^#]+))?(?:#(.+))?", spec.strip()
    )
    assert match, spec
    return tuple(group or "" for group in match.groups())


def _number(text: str) -> float | None:
    return None if text == "-" else float(text)


def identity(spec: str, readings: list[Reading]) -> Identity:
    match = re.fullmatch(r"([^(=]+?)\s*\((\w+)(?:,\s*([^)]+))?\)\s*(?:=\s*(.+))?", spec)
    assert match, spec
    name, kind, description, more = match.groups()
    forms = (name, *(form.strip() for form in (more or "").split(",") if form.strip()))
    spans = [
        Span(reading.article.id, m.start(), m.end())
        for reading in readings
        for form in forms
        for m in re.finditer(rf"\b{re.escape(form)}\b", reading.article.text)
    ]
    longest = tuple(s for s in spans if not any(o != s and o.contains(s) for o in spans))
    return Identity(make_id("i", name), name, kind, forms, (description,) if description else (), longest)  # type: ignore[arg-type]


def passage(words: str, readings: list[Reading]) -> Passage:
    spans = tuple(
        Span(reading.article.id, at, at + len(words))
        for reading in readings
        if (at := reading.article.text.find(words)) >= 0
    )
    assert len(spans) > 1, words
    return Passage(make_id("p", words), spans, 100.0)


def lineage(spec: str, case: Case) -> Lineage:
    """`a = wire; b = a; c = c`: the whole of an article comes from what stands right; several roots with `+`."""
    ids = [reading.article.id for reading in case.readings]
    given = {
        a.strip(): [r.strip() for r in b.split("+")] for a, b in (p.split("=") for p in spec.split(";") if "=" in p)
    }
    given |= {id: [id] for id in ids if id not in given}
    nodes = [Node(id, "article", id) for id in ids]
    nodes += [Node(r, "unseen", r) for r in sorted({r for rs in given.values() for r in rs}) if r not in ids]
    edges, descents = [], []
    for article in case.readings:
        for root in given[article.article.id]:
            if root != article.article.id:
                edges.append(Edge(article.article.id, root, "rewrites", 0.9, (), "by hand"))
                if len(given[article.article.id]) == 1:
                    whole = Span(article.article.id, 0, len(article.article.text))
                    descents.append(Descent(whole, root, 0.9))

    def roots(id: str) -> list[str]:
        return [r for root in given[id] for r in ([root] if root == id or root not in given else roots(root))]

    origins = tuple((id, tuple(sorted(set(roots(id))))) for id in ids)
    return Lineage(tuple(nodes), tuple(edges), origins, tuple(descents), Range(1, 1))


def position(spec: list[str], case: Case) -> Position:
    """`holder | issue | stance | words of the statement it rests on`"""
    holder, issue, stance, words = spec
    for one in case.readings:
        for statement in one.statements:
            if words in one.article.words(statement.content[0]):
                owner = next((i.id for i in case.identities if i.name == holder), None)
                return Position(
                    make_id("po", holder, issue, statement.id), owner, holder, issue, stance,  # type: ignore[arg-type]
                    statement.uttered, statement.id, statement.content[0],
                )  # fmt: skip
    raise AssertionError(words)
